package ingest

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"wence/retrieval"
	"wence/retrieval/zh"
)

var (
	effectiveOn  = regexp.MustCompile(`(?:自|从|于)?([^,。;自从于\n]{8,18}?)起(?:正式)?(?:施行|实施|执行|生效)`)
	effectiveNow = regexp.MustCompile(`自(?:发布|印发|公布|下发|颁布)之日起(?:正式)?(?:施行|实施|执行|生效)`)
	expiresOn    = regexp.MustCompile(`(?:有效期(?:限)?(?:至|到|截至|截止到)|有效期[^,。;\n]{0,14}(?:至|到)|(?:执行|实施|施行)(?:至|到))([^,。;\n]{8,14})`)
	validYears   = regexp.MustCompile(`(?:有效期(?:限)?(?:为)?|试行期(?:限)?(?:为)?|试行|暂行期(?:为)?)\s*([一二两三四五六七八九十\d]{1,3})\s*年`)
	horizonTitle = regexp.MustCompile(`((?:19|20)\d\d)\s*年?\s*(?:-|—|–|~|至|到)\s*((?:19|20)\d\d)\s*(?:学?年)?`)
)

// What a sentence ends: titles, each with its number in brackets, in front of the verb or behind it, or a bare number.
const (
	quoted = `《[^《》]{4,80}》(?:\s*\([^()]{0,30}号\))?`
	listed = quoted + `(?:[、和及与]*(?:以及)?` + quoted + `)*`
	ends   = `(?:同时废止|予以废止|自行废止|即行废止|相应废止|停止执行|停止施行|不再执行|废止)`
)

var (
	endedBefore = regexp.MustCompile(`(` + listed + `)[^,。;《》\n]{0,12}` + ends)
	endedAfter  = regexp.MustCompile(`(?:废止|替代|取代|代替)(` + listed + `)`)
	endedNumber = regexp.MustCompile(`原?(` + documentNumber.String() + `)文?(?:件)?[^,。;《》\n]{0,6}` + ends)
	quotedTitle = regexp.MustCompile(`《([^《》]{4,80})》(?:\s*\(([^()]{0,30}号)\))?`)
)

// A force is when a notice applies, and which others it ends, as its text says.
type force struct {
	effective, expires retrieval.Date
	horizon            retrieval.Period
	replaces           []retrieval.Reference
}

// inForce reads the clauses on time out of a notice. issued is the day that "自发布之日起" means.
func inForce(title, text string, issued retrieval.Date) force {
	folded := foldLines(text)
	var f force
	if g := effectiveOn.FindStringSubmatch(folded); g != nil {
		f.effective = parseDate(g[1])
	}
	if f.effective == "" && effectiveNow.MatchString(folded) {
		f.effective = issued
	}
	if g := expiresOn.FindStringSubmatch(folded); g != nil {
		f.expires = parseDate(g[1])
	}
	if g := validYears.FindStringSubmatch(ownTerms(folded)); g != nil && f.expires == "" {
		if n, _, ok := zh.Numeral(g[1]); ok {
			f.expires = yearsAfter(first(f.effective, issued), int(n))
		}
	}
	f.horizon = horizon(fold(title))
	f.replaces = append(replaced(folded), cleared(fold(title), folded)...)
	return f
}

// ownTerm is a sentence that speaks of the notice itself, and not of a certificate that is valid for three years.
var ownTerm = regexp.MustCompile(`起(?:正式)?(?:施行|实施|执行|生效|试行)|本(?:通知|办法|细则|规定|条例|意见|方案|条件|标准|制度|措施|公告|文件|政策)|暂行|现印发`)

// ownTerms are the sentences that speak of the notice itself.
func ownTerms(folded string) string {
	var b strings.Builder
	for _, s := range zh.Sentences(folded) {
		if text := folded[s.Start:s.End]; ownTerm.MatchString(text) {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

// foldLines is the normal form of a text, line by line: the normal form of the whole has no lines.
func foldLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = fold(l)
	}
	return strings.Join(lines, "\n")
}

// horizon is the period that a title names: "(2018—2020年)" runs to the last day of 2020.
func horizon(title string) retrieval.Period {
	g := horizonTitle.FindStringSubmatch(title)
	if g == nil || g[1] >= g[2] {
		return retrieval.Period{}
	}
	return retrieval.Period{From: retrieval.Date(g[1] + "-01-01"), Until: retrieval.Date(g[2] + "-12-31")}
}

// yearsAfter is the last day of n years from the first day on; "" when the first is unknown.
func yearsAfter(first retrieval.Date, n int) retrieval.Date {
	t, err := time.Parse(time.DateOnly, string(first))
	if err != nil || n <= 0 || n > 50 {
		return ""
	}
	return retrieval.DateOf(t.AddDate(n, 0, -1))
}

func first(dates ...retrieval.Date) retrieval.Date {
	for _, d := range dates {
		if d != "" {
			return d
		}
	}
	return ""
}

// What tells of a list of notices in a decision to repeal some, and what of one of those that stay.
var (
	clearing = regexp.MustCompile(`废止|失效`)
	keeping  = regexp.MustCompile(`继续有效|保留|修改|修订`)
	item     = regexp.MustCompile(`^(?:\(?[\d一二三四五六七八九十]+[.、)]?|第?\d+\s)?\s*《`)
)

// cleared lists the notices that a decision to repeal several names line by line, under the headings that say so.
func cleared(title, folded string) []retrieval.Reference {
	if !clearing.MatchString(title) {
		return nil
	}
	var all []retrieval.Reference
	ends := false
	for line := range strings.Lines(folded) {
		line = strings.TrimSpace(line)
		q := quotedTitle.FindStringSubmatch(line)
		switch {
		case q != nil && item.MatchString(line):
			if ends {
				all = append(all, retrieval.Reference{Title: q[1], Number: documentNumber.FindString(q[2]), Repeal: true})
			}
		case clearing.MatchString(line) || keeping.MatchString(line):
			ends = !keeping.MatchString(line)
		}
	}
	return all
}

// replaced lists the notices that a text ends: those named in the sentence that says so, by title and number.
func replaced(folded string) []retrieval.Reference {
	var all []retrieval.Reference
	for _, clause := range []*regexp.Regexp{endedBefore, endedAfter} {
		for _, g := range clause.FindAllStringSubmatch(folded, -1) {
			for _, q := range quotedTitle.FindAllStringSubmatch(g[1], -1) {
				r := retrieval.Reference{Title: q[1], Number: documentNumber.FindString(q[2]), Repeal: true}
				if !slices.Contains(all, r) {
					all = append(all, r)
				}
			}
		}
	}
	for _, g := range endedNumber.FindAllStringSubmatch(folded, -1) {
		if !slices.ContainsFunc(all, func(r retrieval.Reference) bool { return r.Number == g[1] }) {
			all = append(all, retrieval.Reference{Number: g[1], Repeal: true})
		}
	}
	return all
}
