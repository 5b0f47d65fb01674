package lexical

// Filter narrows a search to passages that have, of every group, at least one term. The zero Filter lets all through;
// an empty group lets none through.
type Filter [][]Term

// Terms gives the terms whose postings Score needs beside those of the Query.
func (f Filter) Terms() []Term {
	var ts []Term
	for _, group := range f {
		ts = append(ts, group...)
	}
	return ts
}
