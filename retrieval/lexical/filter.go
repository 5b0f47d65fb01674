package lexical

import "slices"

// Filter narrows a search to passages that have, of every group, at least one term. The zero Filter lets all through;
// an empty group lets none through.
type Filter [][]Term

// Terms gives the terms whose postings Score needs beside those of the Query.
func (f Filter) Terms() []Term { return slices.Concat(f...) }

// apply counts for each passage found how many groups it passes, taking one group after another: only a passage that
// has passed all before it can pass the next, and only once.
func (f Filter) apply(a *accumulator, blocks []Posting) error {
	for i, group := range f {
		before := int32(i)
		for _, t := range group {
			for _, p := range blocksOf(blocks, t) {
				entries, err := a.decode(p)
				if err != nil {
					return err
				}
				for _, e := range entries {
					if c := a.find(e.id); c != nil && c.passed == before {
						c.passed++
					}
				}
			}
		}
	}
	return nil
}
