package chooser

import (
	"strings"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval/figures"
)

// figures are those asked for; wanted is what the question wants.
func (s *Signals) figures(r reading.Reading, wanted []figures.Figure, q evidence.Quote) {
	if !r.AsksFigure() {
		return
	}
	held := figures.Find(q.Words())
	has := len(held) > 0 || q.Hit.Passage.Columns != nil && strings.ContainsAny(q.Text, "0123456789")
	s[sigFigure], s[sigNoFigure] = truth(has), truth(!has)
	kinds := 0
	for _, f := range held {
		for _, w := range wanted {
			if f.Kind == w.Kind && f.Unit == w.Unit {
				s[sigWanted] = 1
			}
			if f.Kind == w.Kind || f.Kind == figures.Number {
				kinds++
			}
		}
	}
	s[sigUnwanted] = truth(len(wanted) > 0 && kinds == 0)
}
