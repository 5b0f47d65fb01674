package chooser

import (
	"slices"
	"strings"

	"wence/chat/evidence"
)

// What is shown where nothing answers.
const (
	nearFrom    = 0.38 // the cosine from which a sentence is near in meaning
	likelyFrom  = 0.2  // the chance from which one is shown that is not
	mostRelated = 3
)

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

// isHeading reports a line that only says what stands under it: 五、退费.
func (c Candidate) isHeading() bool {
	return c.Signals[sigHeading] == 1 && !strings.ContainsAny(c.Text, "0123456789:：")
}

// related are the best candidates but for headings; what stands in a quote already is not quoted again. There are none where
// no sentence is near in meaning or likely: the question is of another matter altogether.
func related(all []Candidate) []evidence.Quote {
	var near []evidence.Quote
	if !slices.ContainsFunc(all, func(c Candidate) bool { return c.Signals[sigCosine] >= nearFrom || c.Chance >= likelyFrom }) {
		return nil
	}
	for _, c := range all {
		if len(near) == mostRelated {
			break
		}
		if c.isHeading() {
			continue
		}
		if !slices.ContainsFunc(near, func(q evidence.Quote) bool { return q.Holds(c.Quote) }) {
			near = append(near, c.Quote.Whole())
		}
	}
	return near
}
