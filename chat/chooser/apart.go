package chooser

import (
	"slices"

	"wence/chat/reading"
	"wence/retrieval"
)

// rivalFrom is the chance from which a sentence of another place answers there, before places are told apart.
const rivalFrom = 0.55

// apart are the best candidates of each place that would answer, were its notices the only ones; only the best where one
// place is asked about and answers, or a rule of a wider authority does.
func apart(r reading.Reading, all []Candidate) []Candidate {
	best := all[:1:1]
	if !isLocal(r, all[0]) || all[0].Alone < rivalFrom {
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
