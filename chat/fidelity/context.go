package fidelity

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// A placedFigure is a figure of a text with the words that tell it from its neighbours.
type placedFigure struct {
	figures.Figure
	words  map[string]bool // pairs of characters around it and figures, that no other of its measure has
	near   map[string]bool // those of the nearest clause that has any
	head   string          // the two characters before it that say something
	tail   string          // the two characters right behind it
	list   bool            // it stands first in a list, and other words than its own stand before it
	leads  bool            // and nothing but figures before the others, so that these words are said of all: 单程5公里以内80元,5至10公里120元
	former bool            // a value that was replaced: 400元 in 由400元提高到600元
}

// placeFigures finds the figures of a text with the words that tell each from the others of its measure.
func placeFigures(text string) []placedFigure {
	found := figures.Find(text)
	contexts := make([][][]string, len(found))
	for i := range found {
		contexts[i] = contextOf(text, found, i)
	}
	all := make([]placedFigure, len(found))
	for i, f := range found {
		head := headOf(text, found, i)
		if j := inherit(text, found, contexts, i); j >= 0 && head == "" {
			head = all[j].head
		}
		all[i] = placedFigure{Figure: f, head: head, tail: firstRunesOf(text[f.End:], besideWord), former: isFormer(text, f, found[i+1:])}
	}
	whole := make([][][]string, len(found)) // before what leads in to several is cut off
	for i := range found {
		whole[i] = slices.Clone(contexts[i])
	}
	for i := range all {
		all[i].list = trimFirst(text, found, contexts, i)
		all[i].leads = all[i].list && leadsIn(text, found, contexts, i)
	}
	for i := range all {
		all[i].distinguish(text, all, contexts, whole, i)
	}
	return all
}

// inherit gives a figure without words of its own those of the last before the semicolon: of 任教满10年的,加120元;
// 满20年的,加200元 both are 任教. It returns that figure, -1 for none.
func inherit(text string, found []figures.Figure, contexts [][][]string, at int) int {
	for j := at - 1; j >= 0 && len(slices.Concat(contexts[at]...)) == 0; j-- {
		between := text[found[j].End:found[at].Start]
		if strings.ContainsAny(between, "。\n") {
			return -1
		}
		if sameMeasure(found[at], found[j]) && strings.Contains(between, ";") && len(slices.Concat(contexts[j]...)) > 0 {
			contexts[at] = contexts[j]
			return j
		}
	}
	return -1
}

// sameMeasure reports figures of which one may be taken for the other.
func sameMeasure(a, b figures.Figure) bool {
	return a.Kind == b.Kind && (a.Kind != figures.Count && a.Kind != figures.Duration || a.Unit == b.Unit)
}

// trimFirst shortens the context of the first of several figures of a line: before it stand the words that lead in to
// all of them, so no more of its words count than the others have. It reports whether it did.
func trimFirst(text string, found []figures.Figure, contexts [][][]string, at int) bool {
	most, others := 0, false
	for j, g := range found {
		if j == at || !sameMeasure(found[at], g) || strings.Contains(text[min(g.Start, found[at].Start):max(g.Start, found[at].Start)], "\n") {
			continue
		}
		if j < at {
			return false
		}
		most, others = max(most, len(slices.Concat(contexts[j]...))), true
	}
	if !others {
		return false
	}
	left := max(most, 1)
	for i, words := range contexts[at] {
		contexts[at][i] = words[max(0, len(words)-left):]
		left -= len(contexts[at][i])
	}
	return true
}

// leadsIn reports a figure behind which no other of its measure in its sentence has words of its own before it.
func leadsIn(text string, found []figures.Figure, contexts [][][]string, at int) bool {
	for j := at + 1; j < len(found) && !strings.ContainsAny(text[found[at].End:found[j].Start], "。;\n；"); j++ {
		isWord := func(w string) bool { return w[0] != '#' }
		if sameMeasure(found[at], found[j]) && slices.ContainsFunc(slices.Concat(contexts[j]...), isWord) {
			return false
		}
	}
	return true
}

// distinguish leaves a figure the words that no other figure of its measure has: all of them, and those of the nearest
// clause that has such.
func (f *placedFigure) distinguish(text string, all []placedFigure, contexts, whole [][][]string, at int) {
	others := map[string]bool{}
	for j, g := range all {
		if j != at && !g.former && sameMeasure(f.Figure, g.Figure) && !f.Equal(g.Figure) {
			if strings.Contains(text[min(f.End, g.End):max(f.Start, g.Start)], "\n") {
				maps.Copy(others, wordSet(slices.Concat(whole[j]...)))
			}
			maps.Copy(others, wordSet(slices.Concat(contexts[j]...)))
			for _, w := range whole[j][0] {
				others[w] = others[w] || w[0] == '#'
			}
		}
	}
	f.words = map[string]bool{}
	for _, clause := range contexts[at] {
		own := wordSet(slices.DeleteFunc(slices.Clone(clause), func(w string) bool { return others[w] }))
		if len(f.near) == 0 {
			f.near = own
		}
		maps.Copy(f.words, own)
	}
}

// contextOf are the words that a text says a figure of, clause by clause from the nearest on: pairs of characters and
// other figures, from the figure of its measure before it or the sentence's beginning on, and behind it up to the next
// comma or figure.
func contextOf(text string, found []figures.Figure, at int) [][]string {
	f := found[at]
	from := lastEnd(text[:f.Start])
	var between []figures.Figure
	for _, g := range found[:at] {
		switch {
		case g.Start < from:
		case sameMeasure(f, g), tellsValue(g) && strings.HasPrefix(text[g.End:], "、"):
			from, between = g.End+max(len(predicate(text[:f.Start], g)), len(thing(text, g, f))), nil
		case g.Kind != figures.Every:
			between = append(between, g)
		}
	}
	var clauses [][]string
	for end := f.Start; end > from || clauses == nil; {
		start := from + strings.LastIndexAny(text[from:end], ",:") + 1
		within := filter(between, func(g figures.Figure) bool { return g.Start >= start && g.End <= end })
		clauses = append(clauses, wordsOf(text[start:end], start, within))
		end = start - 1
	}
	clauses[0] = append(clauses[0], wordsOf(behind(text, found, at), f.End, nil)...)
	return clauses
}

// predicate is what a clause says of the figure that it begins with: 为科普月 of 九月为科普月,五月为…; "" of another.
func predicate(text string, f figures.Figure) string {
	start := strings.LastIndexAny(text[:f.Start], clauseEnds) + 1
	if len(pairsIn(common.Blank(strings.ToValidUTF8(text[start:f.Start], "")))) > 0 {
		return ""
	}
	said, _, ended := strings.Cut(text[f.End:], ",")
	if !ended {
		return ""
	}
	return said
}

// thing is what a count counts where it stands behind it, as of both of two: 标兵 of 10名标兵和15名教师.
func thing(text string, f, next figures.Figure) string {
	if f.Kind != figures.Count || !startsWithHan(text[next.End:]) {
		return ""
	}
	rest := text[f.End:next.Start]
	if end := strings.IndexAny(rest, "和与及、,"); end >= 0 {
		return rest[:end]
	}
	return ""
}

func startsWithHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return zh.IsHan(r)
}

// headOf is what stands right before a figure: the last two Chinese characters beside each other that say something.
func headOf(text string, found []figures.Figure, at int) string {
	f := found[at]
	if f.Kind == figures.Count && startsWithHan(text[f.End:]) && !startsWithAny(text[f.End:], "和", "与", "及", "或") {
		return "" // it counts what stands behind it
	}
	from := lastEnd(text[:f.Start])
	stretch := asides.ReplaceAllStringFunc(text[from:f.Start], blanked)
	for _, g := range found[:at] {
		if g.Start >= from {
			stretch = stretch[:g.Start-from] + blanked(g.Text) + stretch[g.End-from:] // its own words: 以内
		}
	}
	stretch = common.Blank(stretch)
	head := ""
	eachPair(stretch, func(pair string, _ int) { head = pair })
	return head
}

// behind is the text behind a figure up to the next comma or figure that tells how much or when; of one in a list that
// behind the last: 刷脸签到 of 早上7:40前、下午1:50前刷脸签到.
func behind(text string, found []figures.Figure, at int) string {
	rest := text[found[at].End:]
	next := slices.IndexFunc(found[at+1:], tellsValue)
	if next >= 0 && found[at+1+next].Start < len(text) {
		g := found[at+1+next]
		if gap, listed := strings.CutPrefix(text[found[at].End:g.Start], "、"); listed && sameMeasure(found[at], g) && !strings.ContainsAny(gap, clauseEnds+"、") {
			return behind(text, found, at+1+next)
		}
		rest = text[found[at].End:g.Start]
	}
	if end := strings.IndexAny(rest, ",;。\n、，；"); end >= 0 {
		rest = rest[:end]
	}
	return rest
}

// lastEnd is where the sentence or line that a text ends in begins.
func lastEnd(s string) int {
	at := strings.LastIndexAny(s, "。;\n；")
	if at < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	return at + size
}

// common are words around figures that say nothing of what they are said of.
var common = zh.Words("每人 每生 每月 每年 每天 每学期 每学年 每班 每校 标准 补助 补贴 津贴 奖励 金额 给予 发放 享受 一次性 分别 其中 以及 按照",
	"最高 最低 不超过 不低于 不少于 不得 超过 为 是 的 和 及 与 按 可 达到 达 到 至 约 共")

// asides explain what a figure is said of and are seldom said again.
var asides = regexp.MustCompile(`\([^()]*\)`)

// wordsOf are the pairs of characters of a stretch and its figures, in order. from is the offset of the stretch.
func wordsOf(stretch string, from int, within []figures.Figure) []string {
	stretch = asides.ReplaceAllStringFunc(stretch, func(s string) string { return strings.Repeat(" ", len(s)) })
	blank := common.Blank(stretch)
	var all []string
	at := 0
	for _, g := range within {
		start, end := g.Start-from, g.End-from
		all = append(all, pairsIn(blank[at:start])...)
		all = append(all, figureWord(g))
		at = end
	}
	return append(all, pairsIn(blank[at:])...)
}

func pairsIn(s string) []string {
	var all []string
	eachPair(s, func(pair string, _ int) { all = append(all, pair) })
	return all
}

// figureWord writes a figure as a word that equals another figure's of the same value.
func figureWord(f figures.Figure) string {
	return fmt.Sprintf("#%v %g %g %s %v %v", f.Kind, f.Low, f.High, f.Unit, f.From, f.To)
}

// tellsValue reports a figure that says how much or when, and not which: 三类 and 第二档 name what others are said of.
func tellsValue(f figures.Figure) bool {
	switch f.Kind {
	case figures.Ordinal, figures.DocNumber, figures.Expression, figures.Every:
		return false
	case figures.Count:
		return !strings.Contains("类档级种期批等", f.Unit)
	}
	return true
}

func wordSet(words []string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[w] = true
	}
	return set
}
