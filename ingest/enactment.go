package ingest

import (
	"regexp"
	"strings"

	"wence/retrieval"
)

// An enactment is what the lines above the first article say of a law's making.
type enactment struct {
	organ     string         // that made it: 上海市人民代表大会常务委员会
	number    string         // of the order that published it: 国务院令第617号
	made      retrieval.Date // when it was made or last amended
	published retrieval.Date // when it was published last
	effective retrieval.Date
	deeds     int
}

// day is that which "自公布之日起" means, "" where a law was amended since and does not say when it was published.
func (e enactment) day() retrieval.Date {
	if e.published == "" && e.deeds == 1 {
		return e.made
	}
	return e.published
}

var (
	anyDate = regexp.MustCompile(arabicDate.String() + `|` + hanDate.String())
	// deed is what was done on a day, behind the organ that did it.
	deed = regexp.MustCompile(`通过|修订|修正|批准|发布|公布|施行`)
	// enacts are deeds of the organ that makes a law; another approves or publishes it.
	enacts = regexp.MustCompile(`通过|公布|^国务院发布`)
	// order is the number of an order.
	order = regexp.MustCompile(`[\p{Han}]{2,20}令\s*(?:\[?(?:19|20)\d\d\]?\s*)?第\s*[\d一二三四五六七八九十百〇]{1,5}\s*号`)
	// session is which of an organ's assemblies it was.
	session = regexp.MustCompile(`第[\p{Han}\d]{1,6}届|第[\p{Han}\d]{1,8}次.*$`)
	// assembly is an organ that makes laws.
	assembly = regexp.MustCompile(`^\p{Han}{0,20}?(?:人民代表大会(?:常务委员会)?|国务院)`)
)

// enactmentOf reads the lines that begin with a day and tell what was done on it, between a law's title and its text.
func enactmentOf(all []line) enactment {
	var e enactment
	for _, l := range all[:min(len(all), headLines)] {
		folded := strings.TrimLeft(fold(l.text), "(")
		day := anyDate.FindStringIndex(folded)
		opened := day != nil && day[0] == 0
		if _, marked := parseMark(l.text); marked || l.row || !opened && opensBody(l.text) {
			break
		}
		if opened {
			e.read(folded)
		}
	}
	return e
}

// read takes the deeds out of a line, each behind its day.
func (e *enactment) read(line string) {
	days := anyDate.FindAllStringIndex(line, -1)
	for i, at := range days {
		end := len(line)
		if i+1 < len(days) {
			end = days[i+1][0]
		}
		e.add(parseDate(line[at[0]:at[1]]), strings.TrimSpace(line[at[1]:end]))
	}
}

// add takes one day with what was done on it, which may be several things: 公布施行. The last count.
func (e *enactment) add(day retrieval.Date, done string) {
	e.deeds++
	for _, verb := range deed.FindAllString(done, -1) {
		switch verb {
		case "施行":
			e.effective = max(e.effective, day)
		case "公布", "发布":
			e.published = max(e.published, day)
		default:
			e.made = max(e.made, day)
		}
	}
	if number := order.FindString(done); number != "" {
		e.number = number
		maker, _, _ := strings.Cut(number, "令")
		e.organ = strings.TrimPrefix(maker, "中华人民共和国")
	}
	if maker := assembly.FindString(session.ReplaceAllString(done, "")); maker != "" && e.organ == "" && enacts.MatchString(done) {
		e.organ = maker
	}
}

// marksSalutation reports a line that addresses somebody.
func marksSalutation(s string) bool { return strings.HasSuffix(fold(s), ":") }
