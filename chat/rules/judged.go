package rules

import (
	"context"
	"fmt"

	"wence/retrieval"
)

// A Judged is a sentence that might answer, with what speaks for it. It is what weights are trained on.
type Judged struct {
	Source  string // the notice's file
	Quote   string
	Reading string  // the quote in words, labels of table cells included
	Figure  bool    // it holds a figure of the wanted kind, or none is wanted
	Astray  bool    // it tells of another year, or lacks what a sentence must hold to answer
	Answers float64 // probability that it answers
	Signals Signals
	Want    string // what the question was taken to want
}

// Judge gives the sentences that were weighed for a question of one part, best first by the service's weights; none for
// a question that is refused or is about places of which nothing is stored.
func (s *Service) Judge(ctx context.Context, q Question) ([]Judged, error) {
	r, err := s.understand(ctx, q)
	if err != nil {
		return nil, err
	}
	reach := r.ground.reach(r.regions, simplified)
	if _, refused := refusal(searchable(q.Text)); refused || reach.refusal != "" || len(r.parts) != 1 {
		return nil, nil
	}
	u := r.parts[0]
	found, err := s.search.Search(ctx, retrieval.Query{
		Text: u.text, Expansions: expansions(u.features), Regions: reach.regions, AsOf: u.day, Limit: passagesRead,
	})
	if err != nil {
		return nil, fmt.Errorf("judge: %w", err)
	}
	candidates, err := s.extract(ctx, u, found)
	if err != nil {
		return nil, err
	}
	all := make([]Judged, len(candidates))
	for i, c := range candidates {
		all[i] = Judged{
			Source: c.hit.Notice.Source, Quote: c.quote, Reading: c.words(), Figure: c.figure || !u.want.figurative(), Astray: c.astray, Answers: c.answers, Signals: c.signals, Want: string(u.want),
		}
	}
	return all, nil
}

// words are the quote in words, labels of table cells included.
func (c candidate) words() string {
	if c.hit.Passage.Columns != nil {
		return c.hit.Passage.Reading()
	}
	return c.quote
}
