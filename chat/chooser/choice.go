package chooser

import (
	"context"
	"slices"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
)

// A Choice is what is answered from the candidates.
type Choice struct {
	Answers    []evidence.Quote // in order; nil = declined
	Related    []evidence.Quote // what comes nearest where nothing answers, best first
	Apart      bool             // the answers are of several places
	Places     []string         // that answer differently, too many to tell apart; with them no answers
	Confidence float64          // the chance that the first answer is right
}

// Bars of the choice, by the chance that a sentence answers. See README, "Quality".
const (
	answerFrom  = 0.45 // a sentence is an answer
	rivalFrom   = 0.55 // a sentence of another place is an answer there, before places are told apart
	furtherFrom = 0.2  // a further sentence of the same passage answers too
	mostApart   = 3    // places that are told apart; of more the asker chooses
	mostRelated = 3
	mostFurther = 2
)

// Choose picks what answers.
func (c *Chooser) Choose(ctx context.Context, r reading.Reading, hits []retrieval.Hit) (Choice, error) {
	if len(hits) == 0 {
		return Choice{}, nil
	}
	all, err := c.Candidates(ctx, r, hits)
	if err != nil {
		return Choice{}, err
	}
	near := related(all)
	all = slices.DeleteFunc(all, func(candidate Candidate) bool { return c.speaksOfAnother(r, candidate.Quote) })
	if len(all) == 0 {
		return Choice{Related: near}, nil
	}
	rivals := apart(r, all)
	chance := 0.0
	for _, rival := range rivals {
		chance += rival.Chance
	}
	switch {
	case chance < answerFrom:
		return Choice{Related: near, Confidence: chance}, nil
	case len(rivals) > mostApart:
		out := Choice{Confidence: chance}
		for _, rival := range rivals {
			out.Places = append(out.Places, rival.Hit.Notice.Region.Name)
		}
		return out, nil
	case len(rivals) > 1:
		out := Choice{Confidence: chance, Apart: true}
		for _, rival := range rivals {
			out.Answers = append(out.Answers, rival.Quote.Whole())
		}
		return out, nil
	}
	return Choice{Answers: further(all), Confidence: all[0].Chance}, nil
}

// apart are the best candidates of each place that would answer, were its notices the only ones; only the best where one
// place is asked about and answers, or a rule of a wider authority does.
func apart(r reading.Reading, all []Candidate) []Candidate {
	best := all[:1:1]
	if !isLocal(r, all[0]) {
		return best
	}
	for _, c := range all[1:] {
		if c.Alone < rivalFrom {
			continue
		}
		seen := slices.ContainsFunc(best, func(b Candidate) bool {
			return b.Hit.Notice.Region.AppliesAt(c.Hit.Notice.Region) || c.Hit.Notice.Region.AppliesAt(b.Hit.Notice.Region)
		})
		if isLocal(r, c) && !seen {
			best = append(best, c)
		}
	}
	return best
}

// isLocal reports a rule of some place where none is asked about, or a wider one.
func isLocal(r reading.Reading, c Candidate) bool {
	reach := c.Hit.Notice.Region.Toward(r.Places)
	return len(c.Hit.Notice.Region.Path) > 0 && (reach == "" || reach == retrieval.ReachBelow)
}

// further are the best candidate, and others of its notice that answer too.
func further(all []Candidate) []evidence.Quote {
	answers := []evidence.Quote{all[0].Quote.Whole()}
	for _, c := range all[1:] {
		if c.Chance < furtherFrom || len(answers) > mostFurther {
			break
		}
		if c.Hit.Notice.ID == all[0].Hit.Notice.ID {
			answers = append(answers, c.Quote.Whole())
		}
	}
	return answers
}

// related are the best candidates of the nearest passages.
func related(all []Candidate) []evidence.Quote {
	var near []evidence.Quote
	for _, c := range all {
		if len(near) == mostRelated {
			break
		}
		if !slices.ContainsFunc(near, func(q evidence.Quote) bool { return q.Hit.Passage.ID == c.Hit.Passage.ID }) {
			near = append(near, c.Quote.Whole())
		}
	}
	return near
}
