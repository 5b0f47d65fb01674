package chooser

import (
	"context"
	"slices"

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
	OneOf      bool             // none of the answers is likely alone, one of them is
	Former     []evidence.Quote // what a text that does not apply any more says, where the question tells a figure of it
	Places     []string         // that answer differently, too many to tell apart; with them no answers
	Confidence float64          // the chance that one of the answers is right

	weighed []Candidate // those that may answer, the likeliest first
}

// Bars of the choice, by the chance that a sentence answers. See README, "Quality".
const (
	answerFrom  = 0.65 // a sentence is an answer
	oneFrom     = 0.75 // one of several sentences is, none of which is likely alone
	changeFrom  = 0.4  // sentences of several versions of a text answer together
	furtherFrom = 0.2  // a further sentence of the same notice answers too
	mostApart   = 3    // places that are told apart; of more the asker chooses
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
	likely := answers[0].Chance >= answerFrom
	switch {
	case len(rivals) > mostApart:
		for _, rival := range rivals {
			out.Places = append(out.Places, rival.Hit.Notice.Region.Name)
		}
	case !likely && out.Confidence < oneFrom:
	case len(rivals) > 1:
		out.Apart, out.Answers = true, whole(rivals)
	case len(twins) > 1:
		out.Twins, out.Answers = true, whole(twins)
	default:
		out.Answers = whole(answers)
		out.OneOf = !likely && len(out.Answers) > 1
	}
	return out
}

// whole are candidates with what they need to be understood; of two that overlap, the longer.
func whole(all []Candidate) []evidence.Quote {
	quotes := make([]evidence.Quote, len(all))
	for i, c := range all {
		quotes[i] = c.Quote.Whole()
	}
	return slices.DeleteFunc(slices.Clone(quotes), func(q evidence.Quote) bool {
		return slices.ContainsFunc(quotes, q.IsPartOf)
	})
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
