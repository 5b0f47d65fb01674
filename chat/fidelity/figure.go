package fidelity

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// unsupportedFigures are the figures of a sentence that the evidence does not hold, or holds of something else. What the
// asker tells of himself may be repeated, as told.go says. What the sentence itself counts or reckons follows from what it
// says.
func (r Checker) unsupportedFigures(sentence, evidence string, cited []*Source) []Fault {
	held, _ := r.parted(sentence, evidence, cited)
	return faultsOf(held, "所引原文没有这个数字,或者说的是别的事")
}

// follows reports a figure that no passage has and that the sentence may say all the same.
func (r Checker) follows(sentence string, f figures.Figure, unborne []figures.Figure, evidence string) bool {
	if inAbsence(sentence, f.Start) && (f.Kind == figures.Every || figures.AnySupports(figures.Find(r.Asked), f)) {
		return true
	}
	return r.isToday(sentence, f) || r.isTold(sentence, f, evidence) || isStillShort(sentence, f, evidence) || isNumberOf(f, evidence) || isSecond(f, evidence) ||
		tallies(sentence, f) || isReckoned(sentence, f, unborne) || r.isCompared(sentence, f, evidence)
}

// isNumberOf reports a number without a unit, or a few things, that stand in the evidence as they are, where they may be no
// figure: 电话12345, 两种方式.
func isNumberOf(f figures.Figure, evidence string) bool {
	return f.Kind == figures.Number && holdsNumber(searchable(evidence), searchable(f.Text)) ||
		isFewThings(f) && strings.Contains(searchable(evidence), searchable(f.Text))
}

// following are words for the second of its unit: 次年 is 第二年.
var following = map[string]zh.Vocabulary{
	"年": zh.Words("次年 翌年 下一年 下年 来年"), "天": zh.Words("次日 翌日"), "日": zh.Words("次日 翌日"), "月": zh.Words("次月 下月"),
}

// isSecond reports the second year, month or day where the evidence speaks of the next.
func isSecond(f figures.Figure, evidence string) bool {
	return f.Kind == figures.Ordinal && f.Low == 2 && following[f.Unit].In(evidence)
}

// borneFigures are the figures of a text that its passages have.
func borneFigures(text, evidence string) []figures.Figure {
	unborne := figures.Unsupported(evidence, text)
	return slices.DeleteFunc(figures.Find(text), func(f figures.Figure) bool {
		return slices.ContainsFunc(unborne, func(u figures.Figure) bool { return u.Start == f.Start })
	})
}

// withoutKnownYear leaves out the year of a day that the evidence gives without one, where it is the year of a cited
// notice: 2026年11月10日, of 11月10日 in a notice of 2026.
func withoutKnownYear(sentence, evidence string, cited []*Source) string {
	have := figures.Find(evidence)
	for _, f := range slices.Backward(figures.Find(sentence)) {
		if f.Kind != figures.Date || f.From.Year == 0 || f.From.Day == 0 || figures.AnySupports(have, f) {
			continue
		}
		told := func(when func(year int) bool) bool {
			return slices.ContainsFunc(have, func(g figures.Figure) bool {
				isEnd := func(day figures.Civil) bool { return when(day.Year) && (isOnDay(day, f.From) || isOnDay(day, f.To)) }
				return g.Kind == figures.Date && (isEnd(g.From) || isEnd(g.To))
			})
		}
		year := strconv.Itoa(f.From.Year)
		without, other := told(func(y int) bool { return y == 0 }), told(func(y int) bool { return y != 0 && y != f.From.Year })
		if without && !other && slices.ContainsFunc(cited, func(e *Source) bool { return e.isOfYear(year) }) {
			sentence = sentence[:f.Start] + strings.ReplaceAll(f.Text, year+"年", "") + sentence[f.End:]
		}
	}
	return sentence
}

// isOnDay reports one day, whatever their years.
func isOnDay(a, b figures.Civil) bool { return a.Month == b.Month && a.Day == b.Day }

// isOfYear reports a passage whose notice was issued or published in a year, or names it in its title: 2026—2027学年度校历.
func (e *Source) isOfYear(year string) bool {
	n := e.hit.Notice
	return strings.Contains(n.DisplayTitle(), year) || strings.HasPrefix(string(n.Issued), year) || strings.HasPrefix(string(n.Published), year)
}

// Counts that a sentence makes itself.
const (
	mostTallied = 10 // things: more are not counted at a glance
	fewestAdded = 2  // addends of a sum
)

// pointing are words before a count of what was named before: 这两所学校.
var pointing = strings.Fields("您 你 你们 他们 这 那 该 此 上述 以上 前述 其中 其中的")

// listing are the marks between the members of a list.
var listing = zh.Words("、 以及 或者 和 与 及 或")

// members counts the members of a list.
func members(list string) int { return len(listing.All(list)) + 1 }

// tallies reports a count of the things that the sentence names before it or behind a colon, or that were named before:
// 甲小学、乙小学两所学校; 四种学生:甲、乙、丙和丁.
func tallies(sentence string, f figures.Figure) bool {
	days := f.Kind == figures.Duration && f.Unit == "日" && f.Bound == figures.Exact && f.Low == f.High && strings.HasSuffix(sentence[:f.Start], "日")
	if !isFewThings(f) && !days {
		return false
	}
	before, behind := sentence[:f.Start], sentence[f.End:]
	if endsWithAny(before, pointing...) {
		return true
	}
	if f.Low < 2 {
		return false
	}
	before = before[strings.LastIndexAny(before, clauseEnds)+1:]
	behind = behind[max(0, strings.IndexAny(behind, clauseEnds)):]
	list, listed := strings.CutPrefix(zh.Fold(behind), ":")
	list, _, _ = strings.Cut(list, "。")
	return members(before) == int(f.Low) || listed && members(list) == int(f.Low)
}

// isFewThings reports a small count.
func isFewThings(f figures.Figure) bool {
	return f.Kind == figures.Count && f.Bound == figures.Exact && f.Per == "" && f.Low == f.High && f.Low <= mostTallied && slices.Contains(things, f.Unit)
}

// things are measure words of what a question may speak of as several.
var things = strings.Fields("所 家 个 项 种 类 档 份 处")

// adding are words before a sum, and addedWithin how many characters before it they begin at most.
var adding = zh.Words("合计 总计 共 加起来 合起来 总数")

const addedWithin = 8

// isSum reports that a sum is told behind a text: 三校共招生.
func isSum(before string) bool {
	from := strings.LastIndexFunc(before, func(c rune) bool { return !zh.IsHan(c) }) + 1
	run := []rune(strings.ToValidUTF8(before[from:], ""))
	return adding.In(string(run[max(0, len(run)-addedWithin):]))
}

// isDifference reports that a difference is told behind a text: 提高了, 相差.
func isDifference(before string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, "了出为是"))
	return strings.ContainsRune("涨降增减多少高低加差额", last)
}

// isReckoned reports the sum of all other figures of its unit in the sentence, or the difference of the two others, where
// the evidence bears each of them.
func isReckoned(sentence string, f figures.Figure, unborne []figures.Figure) bool {
	if f.Bound != figures.Exact || f.Low != f.High {
		return false
	}
	var others []float64
	sum := 0.0
	for _, g := range figures.Find(sentence) {
		if g.Start == f.Start || g.Kind != f.Kind || g.Unit != f.Unit || g.Low != g.High || inBrackets(sentence, g.Start) {
			continue
		}
		if slices.ContainsFunc(unborne, func(u figures.Figure) bool { return u.Start == g.Start }) {
			return false
		}
		others, sum = append(others, g.Low), sum+g.Low
	}
	before := sentence[:f.Start]
	return len(others) >= fewestAdded && isSum(before) && same(sum, f.Low) ||
		len(others) == 2 && isDifference(before) && same(math.Abs(others[0]-others[1]), f.Low)
}

// inBrackets reports an offset of a text that stands in brackets.
func inBrackets(text string, at int) bool {
	before := zh.Fold(text[:at])
	return strings.LastIndexByte(before, '(') > strings.LastIndexByte(before, ')')
}

// same allows for how sums of decimals are stored.
func same(a, b float64) bool { return math.Abs(a-b) < 1e-6*(1+math.Abs(b)) }
