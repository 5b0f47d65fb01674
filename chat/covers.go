package chat

import (
	"slices"
	"strings"

	"wence/chat/fidelity"
	"wence/retrieval/figures"
)

// What a sentence must say of a quote to stand for it: shares of pairs of characters.
const (
	sayLess = 0.25 // of the sentence, or of a quote whose figure it gives
	sayMost = 0.5  // of a list
)

// complete reports that the model's sentences say all that was decided to be said.
func (w *writer) complete() bool {
	for _, p := range w.parts {
		for _, c := range p.chosen {
			if !w.covers(p.understanding, c) {
				return false
			}
		}
	}
	return true
}

// covers reports that the model's sentences on a passage say what the decision chose it for: where a figure is wanted,
// that figure; of a list the most of it.
func (w *writer) covers(u understanding, c candidate) bool {
	said := ""
	for _, h := range w.handles {
		if h.hit.Passage.ID == c.hit.Passage.ID {
			said = strings.Join(h.said, "\n")
		}
	}
	if said == "" {
		return false
	}
	quote := c.words()
	if u.want.figurative() {
		wanted := u.target(quote)
		return len(wanted) == 0 && fidelity.Likeness(quote, said) >= sayLess || givesOne(said, wanted)
	}
	bar := sayLess
	if u.want == wantList || u.want == wantProcedure || strings.Contains(strings.TrimSpace(c.quote), "\n") {
		bar = sayMost
	}
	return fidelity.Likeness(quote, said) >= bar
}

// target are the wanted figures of a quote whose clauses hold most of what the question is about.
func (u understanding) target(quote string) []figures.Figure {
	var best []figures.Figure
	most := -1
	former := fidelity.Former(quote)
	for _, f := range u.find(quote) {
		if slices.ContainsFunc(former, f.Equal) {
			continue
		}
		n := 0
		for _, ok := range coverOf(u.features, searchable(clauseAround(quote, f))) {
			if ok {
				n++
			}
		}
		if n > most {
			best, most = nil, n
		}
		if n == most {
			best = append(best, f)
		}
	}
	return best
}

// clauseAround is the clause that a figure stands in, and the one before.
func clauseAround(text string, f figures.Figure) string {
	clauses := clausesOf(text)
	for i, s := range clauses {
		if f.Start < s.End {
			return text[clauses[max(i-1, 0)].Start:s.End]
		}
	}
	return text
}

// givesOne reports that a text gives one of the figures.
func givesOne(said string, wanted []figures.Figure) bool {
	found := figures.Find(said)
	return slices.ContainsFunc(wanted, func(want figures.Figure) bool {
		return slices.ContainsFunc(found, func(f figures.Figure) bool { return figures.Supports(want, f) })
	})
}

// placesApart are the places whose answers are kept apart.
func placesApart(parts []settled) []string {
	var all []string
	for _, p := range parts {
		all = append(all, p.choices...)
	}
	return distinctStrings(all)
}
