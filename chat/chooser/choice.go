package chooser

import (
	"context"
	"slices"
	"strings"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// A Choice is what is answered from the candidates.
type Choice struct {
	Answers    []evidence.Quote // in order; nil = declined
	Related    []evidence.Quote // what comes nearest where nothing answers, best first
	Nearest    evidence.Quote   // the likeliest sentence, whether it answers or not
	Bearing    float64          // the chance that its notice answers
	Apart      bool             // the answers are of several places
	Changed    bool             // the answers are of versions of one text, the oldest first
	Twins      bool             // the answers are of texts that apply at once under one number or title
	Former     []evidence.Quote // what a text that does not apply any more says, where the question tells a figure of it
	Places     []string         // that answer differently, too many to tell apart; with them no answers
	Confidence float64          // the chance that one of the answers is right

	weighed []Candidate // those that may answer, the likeliest first
}

// Bars of the choice, by the chance that a sentence answers. See README, "Quality".
const (
	answerFrom  = 0.6  // a sentence is an answer
	oneFrom     = 0.75 // one of several sentences is, none of which is likely alone
	changeFrom  = 0.4  // sentences of several versions of a text answer together
	rivalFrom   = 0.55 // a sentence of another place is an answer there, before places are told apart
	furtherFrom = 0.2  // a further sentence of the same notice answers too
	nearFrom    = 0.38 // a sentence is near enough in meaning to be shown where nothing answers, by its cosine
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
	near := nearest(all)
	all = weighed(slices.DeleteFunc(all, func(candidate Candidate) bool { return isOfAnotherSchoolYear(r, candidate.Quote) }))
	if len(all) == 0 {
		return near, nil
	}
	out := among(r, all)
	out.Nearest, out.Bearing, out.weighed = near.Nearest, near.Bearing, all
	if len(out.Answers) == 0 && len(out.Places) == 0 {
		out.Related = near.Related
	}
	return out, nil
}

// nearest is a choice of nothing, with what comes nearest.
func nearest(all []Candidate) Choice {
	out := Choice{Related: related(all), Nearest: all[0].Quote}
	for _, c := range all {
		if c.Hit.Notice.ID == out.Nearest.Hit.Notice.ID {
			out.Bearing += c.Chance
		}
	}
	return out
}

// among picks what answers of candidates that may.
func among(r reading.Reading, all []Candidate) Choice {
	if r.AsksChange() {
		if out := change(all); out.Changed {
			return out
		}
	}
	all, old := versions(r, ofShift(r, all))
	out := settle(r, ruleForAll(r, all))
	out.Confidence, out.Former = min(out.Confidence, 1), formerly(r, out.Answers, old)
	return out
}

// ofShift leaves the candidates that speak of what a question asks the same of: 那本科生呢.
func ofShift(r reading.Reading, all []Candidate) []Candidate {
	to := r.Shift()
	left := slices.DeleteFunc(slices.Clone(all), func(c Candidate) bool { return shared(to, zh.Fold(c.Words())) == 0 })
	if to == "" || len(left) == 0 {
		return all
	}
	return weighed(left)
}

// settle picks of candidates that may answer.
func settle(r reading.Reading, all []Candidate) Choice {
	rivals, twins := apart(r, all), twins(all)
	answers := append(rivals, twins[1:]...)
	if len(answers) == 1 {
		answers = further(all)
	}
	out := Choice{}
	for _, answer := range answers {
		out.Confidence += answer.Chance
	}
	switch {
	case answers[0].Chance < answerFrom && out.Confidence < oneFrom:
	case len(rivals) > mostApart:
		for _, rival := range rivals {
			out.Places = append(out.Places, rival.Hit.Notice.Region.Name)
		}
	case len(rivals) > 1:
		out.Apart, out.Answers = true, whole(rivals)
	case len(twins) > 1:
		out.Twins, out.Answers = true, whole(twins)
	default:
		out.Answers = whole(answers)
	}
	return out
}

// whole are candidates with what they need to be understood.
func whole(all []Candidate) []evidence.Quote {
	quotes := make([]evidence.Quote, len(all))
	for i, c := range all {
		quotes[i] = c.Quote.Whole()
	}
	return quotes
}

// twins are the best candidate, and those that tell its matter otherwise in texts that apply at once.
func twins(all []Candidate) []Candidate {
	best := all[:1:1]
	for _, c := range all[1:] {
		if all[0].isTwinOf(c) && masked(c.Words()) != "" && zh.Fold(c.Words()) != zh.Fold(all[0].Words()) {
			best = append(best, c)
		}
	}
	return best
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
func further(all []Candidate) []Candidate {
	answers := all[:1:1]
	for _, c := range all[1:] {
		if c.Chance < furtherFrom || len(answers) > mostFurther {
			break
		}
		if c.Hit.Notice.ID == all[0].Hit.Notice.ID {
			answers = append(answers, c)
		}
	}
	return answers
}

// related are the best candidates; what stands in a quote already is not quoted again. There are none where no sentence is
// near in meaning: the question is of another matter altogether.
func related(all []Candidate) []evidence.Quote {
	var near []evidence.Quote
	if !slices.ContainsFunc(all, func(c Candidate) bool { return c.Signals[sigCosine] >= nearFrom }) {
		return nil
	}
	for _, c := range all {
		if len(near) == mostRelated {
			break
		}
		quote := c.Quote.Whole()
		if !slices.ContainsFunc(near, func(q evidence.Quote) bool {
			return q.Hit.Passage.ID == quote.Hit.Passage.ID && strings.Contains(q.Text, c.Text)
		}) {
			near = append(near, quote)
		}
	}
	return near
}
