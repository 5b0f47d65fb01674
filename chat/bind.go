package chat

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// A figure belongs to what it is said of. In 小学每生1250元、初中每生1500元 both figures stand in one passage, so that both
// are "supported" whatever they are said of; this file holds them apart.

// placeFigures finds the figures of a text with the words that tell each from the others of its kind.
func placeFigures(text string) []placedFigure {
	found := figures.Find(text)
	all := make([]placedFigure, len(found))
	for i, f := range found {
		all[i] = placedFigure{Figure: f, former: isFormer(text, f, found[i+1:])}
		all[i].words = map[string]bool{}
		for _, w := range nearest(contextWords(text, found, i)) {
			all[i].words[w] = true
		}
	}
	return distinguish(all)
}

// sameMeasure reports figures of which one may be taken for the other.
func sameMeasure(a, b figures.Figure) bool {
	return a.Kind == b.Kind && (a.Kind != figures.Count && a.Kind != figures.Duration || a.Unit == b.Unit)
}

// distinguish leaves each figure the words that no other figure of its measure has.
func distinguish(all []placedFigure) []placedFigure {
	own := make([]map[string]bool, len(all))
	for i, f := range all {
		own[i] = map[string]bool{}
		for w := range f.words {
			shared := false
			for j, g := range all {
				shared = shared || j != i && !g.former && sameMeasure(f.Figure, g.Figure) && g.words[w] && !f.Equal(g.Figure)
			}
			own[i][w] = !shared
		}
	}
	for i := range all {
		for w, keep := range own[i] {
			if !keep {
				delete(all[i].words, w)
			}
		}
	}
	return all
}

// contextWords are the words of the stretch before a figure, from the figure of its measure before it or the sentence's
// beginning on: pairs of characters and other figures, nearest last; and the words behind it up to the next comma.
func contextWords(text string, found []figures.Figure, at int) []string {
	f := found[at]
	from := lastEnd(text[:f.Start])
	var between []figures.Figure
	for _, g := range found[:at] {
		switch {
		case g.Start < from:
		case sameMeasure(f, g):
			from, between = g.End, nil
		default:
			between = append(between, g)
		}
	}
	return wordsOf(text[from:f.Start], from, between)
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

// wordsOf are the pairs of characters of a stretch and its figures, in order. from is the offset of the stretch.
func wordsOf(stretch string, from int, within []figures.Figure) []string {
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

// nearestWords is how many words before a figure say what it is said of.
const nearestWords = 5

func nearest(words []string) []string { return words[max(0, len(words)-nearestWords):] }

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
func misbound(claim string, sources []*evidence) []defect {
	var all []defect
	found := figures.Find(claim)
	for i, f := range found {
		words := map[string]bool{}
		for _, w := range claimWords(claim, found, i) {
			words[w] = true
		}
		current := isFormer(claim, f, found[i+1:]) || formerly.MatchString(claim[lastEnd(claim[:f.Start]):f.Start])
		switch judgeBinding(f, words, sources) {
		case boundElsewhere:
			all = append(all, defect{f.Text, "资料里这个数字说的是另一个对象"})
		case boundFormer:
			if !current {
				all = append(all, defect{f.Text, "这是调整以前的数字"})
			}
		}
	}
	return append(all, disordered(claim, found, sources)...)
}

// claimWords are the words that a sentence says a figure of: those before it, and those right behind it.
func claimWords(claim string, found []figures.Figure, at int) []string {
	words := contextWords(claim, found, at)
	f := found[at]
	behind := claim[f.End:]
	if end := strings.IndexAny(behind, ",;。、，；"); end >= 0 {
		behind = behind[:end]
	}
	if at+1 < len(found) && found[at+1].Start < f.End+len(behind) {
		behind = claim[f.End:found[at+1].Start]
	}
	return append(words, wordsOf(behind, f.End, nil)...)
}

// How a figure of a sentence is bound.
type binding int

const (
	boundWell binding = iota
	boundElsewhere
	boundFormer
)

// judgeBinding looks for the figures that support one, and for others of its measure that the words speak for.
func judgeBinding(f figures.Figure, words map[string]bool, sources []*evidence) binding {
	supported, current, own, rival := false, false, false, false
	for _, e := range sources {
		for _, s := range e.figures {
			switch {
			case figures.Supports(s.Figure, f):
				supported = true
				current = current || !s.former
				own = own || len(s.words) == 0 || anyOf(s.words, words)
			case sameMeasure(s.Figure, f) && !s.former:
				rival = rival || anyOf(s.words, words)
			}
		}
	}
	switch {
	case supported && !current:
		return boundFormer
	case supported && rival && !own:
		return boundElsewhere
	}
	return boundWell
}

func anyOf(some, in map[string]bool) bool {
	for w := range some {
		if in[w] {
			return true
		}
	}
	return false
}

// disordered are figures that 分别 hands out in another order than the passage: 小学、初中分别为1500元、1250元.
func disordered(claim string, found []figures.Figure, sources []*evidence) []defect {
	var all []defect
	at := strings.Index(claim, "分别")
	if at < 0 {
		return nil
	}
	last := -1
	for _, f := range found {
		if f.Start < at {
			continue
		}
		pos := wordPosition(claim[:at], f, sources)
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

// isHanText reports a text of Chinese characters alone.
func isHanText(s string) bool {
	for _, r := range s {
		if !zh.IsHan(r) {
			return false
		}
	}
	return s != ""
}
