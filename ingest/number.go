package ingest

import (
	"regexp"
	"strings"
)

// documentNumber is a 发文字号 in the normal form, in all its brackets: 奉节府办发〔2023〕65号, or of the older form: 崇中总字第1150002187号.
// Recognition puts blanks into it and takes brackets for letters.
var documentNumber = regexp.MustCompile(`\p{Han}{1,16}` + yearOpen + `(?:19|20)\d\d` + yearShut + `\s*第?\s*\d{1,4}\s*号|\p{Han}{2,12}字\s*第\s*\d{1,12}\s*号`)

// The brackets around the year.
const (
	yearOpen = `\s?[〔\[【({CL]\s?`
	yearShut = `\s?[〕\]】)}J]`
)

// recognisedNumber parts a number that recognition read.
var recognisedNumber = regexp.MustCompile(`^(\p{Han}+)` + yearOpen + `(\d{4})` + yearShut + `\s*(第?)\s*(\d+)\s*号$`)

// tidyNumber writes a number that recognition read as it is printed.
func tidyNumber(number string) string {
	return recognisedNumber.ReplaceAllString(fold(number), "$1〔$2〕$3${4}号")
}

// columns are parted by wide gaps.
var columns = regexp.MustCompile(`[ \t\x{2002}\x{2003}\x{3000}]{3,}`)

// numberedTitle parts a line that is a title and, behind a gap, the document number; "" twice when it is none.
func numberedTitle(s string) (title, number string) {
	at := strings.LastIndexAny(s, " \t\u3000")
	if at < 0 {
		return "", ""
	}
	title, number = strings.TrimSpace(s[:at]), strings.TrimSpace(s[at:])
	if folded := fold(number); documentNumber.FindString(folded) != folded || !genre.MatchString(fold(title)) {
		return "", ""
	}
	return title, number
}

// noticeNumber finds a notice's own number: what its label states, else a line of the head, before the text proper,
// that is a number and nothing else or ends with one under the issuer's name. Numbers that the text cites are not its own.
func noticeNumber(m metadata, all []line, body int) string {
	if stated := m[fieldNumber]; stated != "" {
		if documentNumber.MatchString(fold(stated)) || strings.HasSuffix(fold(stated), "号") {
			return stated
		}
	}
	for i, l := range all[:min(len(all), body+headLines)] {
		if _, number := numberedTitle(l.text); number != "" {
			return number
		}
		if remark := bracketed(all, i); remark != "" && i <= body {
			for word := range strings.FieldsFuncSeq(remark, func(r rune) bool { return strings.ContainsRune(" \t\u3000,;\uFF0C\uFF1B、", r) }) {
				if folded := fold(word); documentNumber.FindString(folded) == folded {
					return word
				}
			}
		}
		if at := documentNumber.FindStringIndex(fold(l.text)); at != nil && at[0] == 0 && isLabel(strings.TrimSpace(fold(l.text)[at[1]:])) {
			return fold(l.text)[:at[1]] // labels follow on its line
		}
		for _, column := range columns.Split(l.text, -1) { // number and signatory stand on one line of a letterhead
			folded := strings.TrimSpace(fold(column))
			if g := documentNumber.FindString(folded); g != "" && len(g) >= len(folded)-len("()") {
				return strings.Trim(column, "()\uFF08\uFF09 \u3000")
			}
		}
		if i >= body && opensBody(l.text) {
			break
		}
	}
	return ""
}
