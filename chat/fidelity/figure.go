package fidelity

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
)

// unsupportedFigures are the figures of a sentence that the evidence does not hold, or holds of something else. What the
// asker tells of an age, or asks of a rate, may be repeated: 17岁也不行, 没有写明每月多少. What the sentence itself counts or
// adds up follows from what it says.
func (r Checker) unsupportedFigures(sentence, evidence string, cited []*Source) []Fault {
	asked := figures.Find(r.Asked)
	sentence = withoutKnownYear(sentence, evidence, cited)
	unborne := figures.Unsupported(evidence, sentence)
	var all []Fault
	for _, f := range unborne {
		told := (f.Kind == figures.Age || f.Kind == figures.Every) && figures.AnySupports(asked, f)
		if !told && !tallies(sentence, f) && !isSum(sentence, f, unborne) {
			all = append(all, Fault{f.Text, "所引原文没有这个数字,或者说的是别的事"})
		}
	}
	return all
}

// fullDay is a day with its year.
var fullDay = regexp.MustCompile(`(\d{4})年(\d{1,2})月(\d{1,2})日`)

// withoutKnownYear leaves out the year of a day that the evidence gives without one, where it is the year in which a
// cited notice was issued: 2026年11月10日, of 11月10日 in a notice of 2026.
func withoutKnownYear(sentence, evidence string, cited []*Source) string {
	return fullDay.ReplaceAllStringFunc(sentence, func(day string) string {
		g := fullDay.FindStringSubmatch(day)
		month, _ := strconv.Atoi(g[2])
		date, _ := strconv.Atoi(g[3])
		dated := func(f figures.Figure) bool {
			return slices.ContainsFunc([]figures.Civil{f.From, f.To}, func(c figures.Civil) bool { return c.Year > 0 && c.Month == month && c.Day == date })
		}
		issued := func(e *Source) bool {
			n := e.hit.Notice
			return slices.ContainsFunc([]retrieval.Date{n.Issued, n.Published}, func(d retrieval.Date) bool { return strings.HasPrefix(string(d), g[1]) })
		}
		if slices.ContainsFunc(figures.Find(evidence), dated) || !slices.ContainsFunc(cited, issued) {
			return day
		}
		return strings.TrimPrefix(day, g[1]+"年")
	})
}

// Counts that a sentence makes itself.
const (
	mostTallied = 10 // things: more are not counted at a glance
	fewestAdded = 2  // addends of a sum
)

// pointing are words before a count of what was named before: 这两所学校.
var pointing = regexp.MustCompile(`(?:这|那|该|此|上述|以上|前述|其中的?)$`)

// listing are the marks between the members of a list.
var listing = regexp.MustCompile(`、|以及|和|与|及`)

// tallies reports a count of the things that the sentence names before it, or that were named before: 甲小学、乙小学两所学校.
func tallies(sentence string, f figures.Figure) bool {
	if f.Kind != figures.Count || f.Bound != figures.Exact || f.Per != "" || f.Low != f.High || f.Low > mostTallied {
		return false
	}
	before := sentence[:f.Start]
	if pointing.MatchString(before) {
		return true
	}
	clause := before[strings.LastIndexAny(before, ",，。；;:：\n")+1:]
	return f.Low > 1 && len(listing.Split(clause, -1)) == int(f.Low) && strings.Contains(clause, "、")
}

// adding are words before a sum.
var adding = regexp.MustCompile(`(?:合计|总计|共计|一共|总共|加起来|合起来|合共|共|总数)(?:招生?|为|是|有|约|收|补|新增)?[\p{Han}]{0,4}$`)

// isSum reports the sum of all other figures of its unit in the sentence, each of which the evidence bears.
func isSum(sentence string, f figures.Figure, unborne []figures.Figure) bool {
	if f.Bound != figures.Exact || f.Low != f.High || !adding.MatchString(sentence[:f.Start]) {
		return false
	}
	sum, addends := 0.0, 0
	for _, g := range figures.Find(sentence) {
		if g.Start == f.Start || g.Kind != f.Kind || g.Unit != f.Unit || g.Low != g.High {
			continue
		}
		if slices.ContainsFunc(unborne, func(u figures.Figure) bool { return u.Start == g.Start }) {
			return false
		}
		sum, addends = sum+g.Low, addends+1
	}
	return addends >= fewestAdded && sum == f.Low
}
