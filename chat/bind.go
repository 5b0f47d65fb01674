package chat

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
)

// A figure belongs to what it is said of. In 小学每生1250元、初中每生1500元 both figures stand in one passage, so that both
// are "supported" whatever they are said of; this file holds them apart.

// placeFigures finds the figures of a text with the words that tell each from the others of its measure.
func placeFigures(text string) []placedFigure {
	found := figures.Find(text)
	contexts := make([][][]string, len(found))
	for i := range found {
		contexts[i] = contextOf(text, found, i)
	}
	all := make([]placedFigure, len(found))
	for i, f := range found {
		all[i] = placedFigure{Figure: f, head: headOf(text, f), former: isFormer(text, f, found[i+1:])}
	}
	for i := range all {
		trimFirst(text, found, contexts, i)
	}
	for i := range all {
		all[i].distinguish(all, contexts, i)
	}
	return all
}

// sameMeasure reports figures of which one may be taken for the other.
func sameMeasure(a, b figures.Figure) bool {
	return a.Kind == b.Kind && (a.Kind != figures.Count && a.Kind != figures.Duration || a.Unit == b.Unit)
}

// trimFirst shortens the context of the first of several figures of a line: before it stand the words that lead in to
// all of them, so no more of its words count than the others have.
func trimFirst(text string, found []figures.Figure, contexts [][][]string, at int) {
	most, others := 0, false
	for j, g := range found {
		if j == at || !sameMeasure(found[at], g) || strings.Contains(text[min(g.Start, found[at].Start):max(g.Start, found[at].Start)], "\n") {
			continue
		}
		if j < at {
			return
		}
		most, others = max(most, len(slices.Concat(contexts[j]...))), true
	}
	if !others {
		return
	}
	left := max(most, 1)
	for i, words := range contexts[at] {
		contexts[at][i] = words[max(0, len(words)-left):]
		left -= len(contexts[at][i])
	}
}

// distinguish leaves a figure the words that no other figure of its measure has: all of them, and those of the nearest
// clause that has such.
func (f *placedFigure) distinguish(all []placedFigure, contexts [][][]string, at int) {
	others := map[string]bool{}
	for j, g := range all {
		if j != at && !g.former && sameMeasure(f.Figure, g.Figure) && !f.Equal(g.Figure) {
			maps.Copy(others, wordSet(slices.Concat(contexts[j]...)))
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
			from, between = g.End, nil
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

// headOf is what stands right before a figure: the last two Chinese characters beside each other that say something.
func headOf(text string, f figures.Figure) string {
	stretch := asides.ReplaceAllStringFunc(text[lastEnd(text[:f.Start]):f.Start], blanked)
	stretch = common.ReplaceAllStringFunc(stretch, blanked)
	head := ""
	eachPair(stretch, func(pair string, _ int) { head = pair })
	return head
}

// behind is the text behind a figure up to the next comma or figure.
func behind(text string, found []figures.Figure, at int) string {
	rest := text[found[at].End:]
	if end := strings.IndexAny(rest, ",;。\n、，；"); end >= 0 {
		rest = rest[:end]
	}
	if at+1 < len(found) {
		rest = rest[:min(len(rest), max(0, found[at+1].Start-found[at].End))]
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
var common = regexp.MustCompile(`每人|每生|每月|每年|每天|每学期|每学年|每班|每校|标准|补助|补贴|津贴|奖励|金额|给予|发放|享受|最高|最低|不超过|不低于|不少于|不得|超过|一次性|分别|其中|以及|按照|为|是|的|和|及|与|按|可|达到|达|到|至|约|共`)

// asides explain what a figure is said of and are seldom said again.
var asides = regexp.MustCompile(`\([^()]*\)`)

// wordsOf are the pairs of characters of a stretch and its figures, in order. from is the offset of the stretch.
func wordsOf(stretch string, from int, within []figures.Figure) []string {
	stretch = asides.ReplaceAllStringFunc(stretch, func(s string) string { return strings.Repeat(" ", len(s)) })
	blank := []byte(common.ReplaceAllStringFunc(stretch, func(s string) string { return strings.Repeat(" ", len(s)) }))
	var all []string
	at := 0
	for _, g := range within {
		start, end := g.Start-from, g.End-from
		all = append(all, pairsIn(string(blank[at:start]))...)
		all = append(all, figureWord(g))
		at = end
	}
	return append(all, pairsIn(string(blank[at:]))...)
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

// changes are the words between a value and the one that takes its place.
var changes = regexp.MustCompile(`^[^。;；\n]{0,12}?(?:提高|提升|上调|调高|增加|增至|增长|升|降低|下调|调低|降|减少|减|缩短|延长|调整|修改|改|变更)(?:到|至|为|成)[^。;；\n]{0,6}$`)

// isFormer reports a value that was replaced: 由400元提高到600元.
func isFormer(text string, f figures.Figure, after []figures.Figure) bool {
	for _, g := range after {
		if sameMeasure(f, g) {
			return changes.MatchString(text[f.End:g.Start])
		}
	}
	return false
}

// formerly marks a figure as a former one in a sentence.
var formerly = regexp.MustCompile(`原来?|此前|以前|过去|先前|之前`)

// misbound are the figures of a sentence that its passages say of something else.
func (c claim) misbound() []defect {
	var all []defect
	for i, f := range c.figures {
		if !tellsValue(f) {
			continue
		}
		current := isFormer(c.body, f, c.figures[i+1:]) || formerly.MatchString(c.body[lastEnd(c.body[:f.Start]):f.Start])
		switch judgeBinding(f, headOf(c.body, f), contextOf(c.body, c.figures, i), c.cited) {
		case boundElsewhere:
			all = append(all, defect{f.Text, "资料里这个数字说的是另一个对象"})
		case boundFormer:
			if !current {
				all = append(all, defect{f.Text, "这是调整以前的数字"})
			}
		}
	}
	return append(all, c.disordered()...)
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

// How a figure of a sentence is bound.
type binding int

const (
	boundWell binding = iota
	boundElsewhere
	boundFormer
)

func wordSet(words []string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[w] = true
	}
	return set
}

// judgeBinding looks for the figures that support one, and for others of its measure that more of the words around it
// speak for: of what stands nearest to them, or of what stands nearest to it.
func judgeBinding(f figures.Figure, head string, context [][]string, sources []*evidence) binding {
	words, near := wordSet(slices.Concat(context...)), wordSet(context[0])
	supported, current, alike, ownHead, rivalHead := false, false, false, false, false
	var own, rival, ownNear, rivalNear, ownFigures, rivalFigures int
	for _, e := range sources {
		for _, s := range e.figures {
			switch {
			case figures.Supports(s.Figure, f):
				supported = true
				current = current || !s.former
				alike = alike || len(s.words) == 0 // nothing tells it from the others
				ownHead = ownHead || s.head == head
				ownFigures = max(ownFigures, sharedFigures(s.words, near))
				own, ownNear = max(own, shared(s.words, words)), max(ownNear, shared(s.near, words))
			case sameMeasure(s.Figure, f) && !s.former:
				rivalHead = rivalHead || s.head == head
				rivalFigures = max(rivalFigures, sharedFigures(s.near, near))
				rival, rivalNear = max(rival, shared(s.words, near)), max(rivalNear, shared(s.near, words))
			}
		}
	}
	switch {
	case supported && !current:
		return boundFormer
	case supported && !alike && (rival > own || rivalNear > ownNear || rivalFigures > ownFigures), supported && head != "" && rivalHead && !ownHead:
		return boundElsewhere
	}
	return boundWell
}

// shared counts the words that two sets share.
func shared(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// sharedFigures counts the figures among the words that two sets share: 满10年的, of two amounts by years of service.
func sharedFigures(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] && w[0] == '#' {
			n++
		}
	}
	return n
}

// disordered are figures that 分别 hands out in another order than the passage: 小学、初中分别为1500元、1250元.
func (c claim) disordered() []defect {
	var all []defect
	at := strings.Index(c.body, "分别")
	if at < 0 {
		return nil
	}
	last := -1
	for _, f := range c.figures {
		if f.Start < at {
			continue
		}
		pos := wordPosition(c.body[:at], f, c.cited)
		if pos < 0 {
			continue
		}
		if pos < last {
			all = append(all, defect{f.Text, "“分别”的次序与资料不同"})
		}
		last = max(last, pos)
	}
	return all
}

// wordPosition is where the words of the figure that supports f stand first, -1 when they do not.
func wordPosition(text string, f figures.Figure, sources []*evidence) int {
	best := -1
	for _, e := range sources {
		for _, s := range e.figures {
			if !figures.Supports(s.Figure, f) {
				continue
			}
			for w := range s.words {
				if p := strings.Index(text, w); p >= 0 && (best < 0 || p < best) {
					best = p
				}
			}
		}
	}
	return best
}
