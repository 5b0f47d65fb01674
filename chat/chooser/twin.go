package chooser

import (
	"wence/retrieval"
	"wence/retrieval/zh"
)

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

// isTwinOf reports that both texts apply at once under one number or title, and tell one matter otherwise.
func (c Candidate) isTwinOf(o Candidate) bool {
	a, b := c.Hit.Notice, o.Hit.Notice
	named := a.Number != "" && retrieval.NumberKey(a.Number) == retrieval.NumberKey(b.Number) ||
		a.Number == b.Number && retrieval.TitleKey(a.Title) == retrieval.TitleKey(b.Title)
	return a.ID != b.ID && named && a.Region.ID == b.Region.ID && c.Hit.Validity.Current() == o.Hit.Validity.Current() && dayOf(a) == dayOf(b) &&
		c.tellsAlike(o)
}
