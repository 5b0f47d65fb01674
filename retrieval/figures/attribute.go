package figures

import (
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// Unsupported returns the figures of claim that no figure of source supports,
// and those that source gives to something else: 小班25人,中班30人 does not
// say 中班25人. What a figure is given to is read off the words around it, so
// this second test blocks only where the words clearly point to another figure
// of the same unit.
func Unsupported(source, claim string) []Figure {
	said, claimed := label(source), label(claim)
	var out []Figure
	for i := range claimed {
		if !claimed[i].supportedBy(said) {
			out = append(out, claimed[i].Figure)
		}
	}
	return out
}

// A labelled is a figure with the words around it.
type labelled struct {
	Figure
	own features // the words between its neighbours and it
}

// features are the pairs of neighbouring characters of a piece of text, each
// with its weight.
type features map[string]int

const (
	window       = 300 // bytes before a figure in which its words stand
	besideWeight = 4   // of another figure beside the figure, in pairs of characters
	fit          = 0.3 // share of its words by which another figure claims c's
	margin       = 3.0 // times the share of the supporting figure's words
)

// supportedBy reports whether one of the figures said supports c, and no other
// of its unit fits the words around c clearly better.
func (c labelled) supportedBy(said []labelled) bool {
	for _, s := range said {
		if Supports(s.Figure, c.Figure) && !(c.isQuantity() && c.belongsToAnother(s, said)) {
			return true
		}
	}
	return false
}

// isQuantity reports whether f says how much of something. A date or an
// article's number is more often said again in other words.
func (f Figure) isQuantity() bool {
	switch f.Kind {
	case Money, Share, Points, Ratio, Multiple, Count, Duration, Every, Age, Score:
		return true
	}
	return false
}

// belongsToAnother reports whether the words around c are those of a figure
// that does not support it, rather than those of s, which does. Only the words
// in which the two differ count: 小班25人, 中班30人.
func (c labelled) belongsToAnother(s labelled, said []labelled) bool {
	if share(c.own, s.own) == 1 {
		return false // c quotes s
	}
	for _, r := range said {
		if r.Kind != c.Kind || r.Unit != c.Unit || Supports(r.Figure, c.Figure) {
			continue
		}
		theirs := share(less(r.own, s.own), c.own)
		if theirs >= fit && theirs >= margin*share(less(s.own, r.own), c.own) {
			return true
		}
	}
	return false
}

// share returns the share of the words that are among others, by weight.
func share(words, others features) float64 {
	common, all := 0, 0
	for w, weight := range words {
		all += weight
		if others[w] > 0 {
			common += weight
		}
	}
	if all == 0 {
		return 0
	}
	return float64(common) / float64(all)
}

// less returns the words of a that are not in b.
func less(a, b features) features {
	out := features{}
	for w, weight := range a {
		if b[w] == 0 {
			out[w] = weight
		}
	}
	return out
}

// label finds the figures of text with the words around them.
func label(text string) []labelled {
	found := Find(text)
	out := make([]labelled, len(found))
	for i, f := range found {
		next := len(text)
		if i+1 < len(found) {
			next = found[i+1].Start
		}
		own := wordsBefore(text, found, i)
		for w := range pairs(text[f.End:afterword(text, f.End, next)]) {
			own[w] = 1
		}
		out[i] = labelled{f, own}
	}
	return out
}

// wordsBefore returns the words before the figure found[i], back to the last
// figure of its unit or the beginning of the sentence. A figure of another unit
// on the way there counts as a word of its own: 到2025年达到30%.
func wordsBefore(text string, found []Figure, i int) features {
	f := found[i]
	sentence := max(0, f.Start-window)
	sentence += max(0, strings.LastIndexAny(text[sentence:f.Start], "。\n\t"))
	own, end := features{}, f.Start
	for k := i - 1; k >= max(0, i-8) && found[k].End > sentence; k-- {
		g := found[k]
		if g.Kind == f.Kind && g.Unit == f.Unit {
			sentence = afterword(text, g.End, end)
			break
		}
		for w := range pairs(text[g.End:end]) {
			own[w] = 1
		}
		if g.Kind != Every { // that is the figure's rate
			own["@"+g.String()] = besideWeight
		}
		end = g.Start
	}
	for w := range pairs(text[min(sentence, end):end]) {
		own[w] = 1
	}
	return own
}

// afterword returns the end of the words right behind a figure that ends at i:
// up to the next mark or figure.
func afterword(text string, i, next int) int {
	for at, r := range text[i:next] {
		if strings.ContainsRune("，,、；;。：:（）()\n\t", r) {
			return i + at
		}
	}
	return next
}

// pairs returns the pairs of neighbouring Chinese characters of text, and the
// single ones that stand alone.
func pairs(text string) features {
	out := features{}
	words := strings.FieldsFunc(zh.Fold(text), func(r rune) bool { return !zh.IsHan(r) })
	for _, w := range words {
		for i := 0; i < len(w); {
			_, n := utf8.DecodeRuneInString(w[i:])
			_, m := utf8.DecodeRuneInString(w[i+n:])
			if m == 0 && i > 0 {
				break
			}
			out[w[i:i+n+m]] = 1
			i += n
		}
	}
	return out
}
