package fidelity

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
)

// unsupportedFigures are the figures of a sentence that the evidence does not hold, or holds of something else. What the
// asker tells of an age, or of how many things he speaks, or asks of a rate, may be repeated: 17岁也不行, 这四所学校,
// 没有写明每月多少. What the sentence itself counts or reckons follows from what it says.
func (r Checker) unsupportedFigures(sentence, evidence string, cited []*Source) []Fault {
	sentence = withoutKnownYear(sentence, evidence, cited)
	unborne := figures.Unsupported(evidence, sentence)
	var all []Fault
	for _, f := range unborne {
		if !r.follows(sentence, f, unborne, evidence) {
			all = append(all, Fault{f.Text, "所引原文没有这个数字,或者说的是别的事"})
		}
	}
	return all
}

// follows reports a figure that no passage has and that the sentence may say all the same.
func (r Checker) follows(sentence string, f figures.Figure, unborne []figures.Figure, evidence string) bool {
	told := (f.Kind == figures.Age || f.Kind == figures.Every || isFewThings(f)) && figures.AnySupports(figures.Find(r.Asked), f)
	if inAbsence(sentence, f.Start) && (f.Kind == figures.Every || figures.AnySupports(figures.Find(r.Asked), f)) {
		return true
	}
	return told || tallies(sentence, f) || isReckoned(sentence, f, unborne) || r.isCompared(sentence, f, evidence)
}

// stated are the figures of a text that its passages must have.
func (r Checker) stated(text, evidence string) []figures.Figure {
	unborne := figures.Unsupported(evidence, text)
	return slices.DeleteFunc(figures.Find(text), func(f figures.Figure) bool {
		return slices.ContainsFunc(unborne, func(u figures.Figure) bool { return u.Start == f.Start }) && r.follows(text, f, unborne, evidence)
	})
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
var pointing = strings.Fields("这 那 该 此 上述 以上 前述 其中 其中的")

// listing are the marks between the members of a list.
var listing = regexp.MustCompile(`、|以及|和|与|及`)

// tallies reports a count of the things that the sentence names before it, or that were named before: 甲小学、乙小学两所学校.
func tallies(sentence string, f figures.Figure) bool {
	if !isFewThings(f) {
		return false
	}
	before := sentence[:f.Start]
	if slices.ContainsFunc(pointing, func(w string) bool { return strings.HasSuffix(before, w) }) {
		return true
	}
	clause := before[strings.LastIndexAny(before, ",，。；;:：\n")+1:]
	return f.Low > 1 && len(listing.Split(clause, -1)) == int(f.Low) && strings.Contains(clause, "、")
}

// isFewThings reports a small count.
func isFewThings(f figures.Figure) bool {
	return f.Kind == figures.Count && f.Bound == figures.Exact && f.Per == "" && f.Low == f.High && f.Low <= mostTallied && slices.Contains(things, f.Unit)
}

// things are measure words of what a question may speak of as several.
var things = strings.Fields("所 家 个 项 种 类 档 份 处")

// Words before a sum, and before a difference.
var (
	adding    = regexp.MustCompile(`(?:合计|总计|共计|一共|总共|加起来|合起来|合共|共|总数)(?:招生?|为|是|有|约|收|补|新增)?[\p{Han}]{0,4}$`)
	comparing = regexp.MustCompile(`(?:[涨降增减多少高低]|相差|提高|降低|增加|减少|差额?)[了出为是]?$`)
)

// isReckoned reports the sum of all other figures of its unit in the sentence, or the difference of the two others, where
// the evidence bears each of them.
func isReckoned(sentence string, f figures.Figure, unborne []figures.Figure) bool {
	if f.Bound != figures.Exact || f.Low != f.High {
		return false
	}
	var others []float64
	sum := 0.0
	for _, g := range figures.Find(sentence) {
		if g.Start == f.Start || g.Kind != f.Kind || g.Unit != f.Unit || g.Low != g.High {
			continue
		}
		if slices.ContainsFunc(unborne, func(u figures.Figure) bool { return u.Start == g.Start }) {
			return false
		}
		others, sum = append(others, g.Low), sum+g.Low
	}
	before := sentence[:f.Start]
	return len(others) >= fewestAdded && adding.MatchString(before) && same(sum, f.Low) ||
		len(others) == 2 && comparing.MatchString(before) && same(math.Abs(others[0]-others[1]), f.Low)
}

// same allows for how sums of decimals are stored.
func same(a, b float64) bool { return math.Abs(a-b) < 1e-6*(1+math.Abs(b)) }
