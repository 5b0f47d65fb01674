package evidence

import (
	"slices"
	"strings"

	"wence/chat/fidelity"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// Bounds of a quote that bears a statement.
const (
	longestQuote = 420  // characters, unless one sentence has more
	longerCosts  = 0.02 // what each further sentence must bring, as a share of the statement's pairs of characters
)

// Bearing is the stretch of the passage that bears a statement best, and how well it does: the share of the statement's
// pairs of neighbouring characters that stand in it, and 1 more where it has all its figures. A statement in another
// language rests on the whole passage.
func (p *Passage) Bearing(statement string) (Quote, float64) {
	found := slices.DeleteFunc(figures.Find(statement), func(f figures.Figure) bool { return !p.Source.Bears(f) })
	best := p.All()
	if !strings.ContainsFunc(statement, zh.IsHan) {
		return best, 1
	}
	if len(p.sentences) == 0 {
		return best, bearing(best.Words(), statement, found)
	}
	text, most := p.Hit.Passage.Text, -1.0
	for i := range p.sentences {
		for j := i; j < len(p.sentences); j++ {
			run := strings.TrimSpace(text[p.sentences[i].Start:p.sentences[j].End])
			if j > i && runes(run) > longestQuote {
				break
			}
			if score := bearing(run, statement, found) - longerCosts*float64(j-i); score > most {
				best, most = Quote{Passage: p, Text: run}, score
			}
		}
	}
	return best, most
}

// bearing is how well a text bears a statement with figures.
func bearing(text, statement string, found []figures.Figure) float64 {
	share := fidelity.Likeness(statement, text)
	sources := figures.Find(text)
	if slices.ContainsFunc(found, func(f figures.Figure) bool { return !figures.AnySupports(sources, f) }) {
		return share
	}
	return 1 + share
}
