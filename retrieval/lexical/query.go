package lexical

import (
	"cmp"
	"slices"
)

// Query is what is asked for: distinct terms with their weights. The zero Query asks for nothing.
type Query struct {
	terms []queryTerm // sorted by term
}

type queryTerm struct {
	term   Term
	text   string // as first read
	weight float64
	own    bool // of the question itself, not of an expansion
}

// ParseQuery reads a question in normal form. A term weighs as often as it occurs.
func ParseQuery(text string) Query {
	var q Query
	q.add(text, 1, true)
	return q
}

// Add widens the query by the terms of another wording (a synonym, a full name) in normal form. A term that is there
// already keeps the higher of its two weights. Expansions score, but Hit.Matched counts the question's own terms alone.
// A weight of 0 or less adds nothing.
func (q *Query) Add(text string, weight float64) {
	if weight > 0 {
		q.add(text, weight, false)
	}
}

func (q *Query) add(text string, weight float64, own bool) {
	for _, t := range Tokens(text) {
		i, found := slices.BinarySearchFunc(q.terms, t.Term, func(a queryTerm, t Term) int { return cmp.Compare(a.term, t) })
		switch {
		case !found:
			q.terms = slices.Insert(q.terms, i, queryTerm{t.Term, text[t.Start:t.End], weight, own})
		case own:
			q.terms[i].weight += weight
		default:
			q.terms[i].weight = max(q.terms[i].weight, weight)
		}
	}
}

// Prune gives the query without its common characters: single Han characters for which common is true (CommonLimit).
// They cost 25 times the postings and do not improve the ranking. Where nothing else would be left it gives the whole
// query; a store that finds no posting for what is left (all its pairs are unknown) asks again with the whole query.
func (q Query) Prune(common func(Term) bool) Query {
	var kept []queryTerm
	for _, t := range q.terms {
		if !t.term.IsCharacter() || !common(t.term) {
			kept = append(kept, t)
		}
	}
	if len(kept) == 0 {
		return q
	}
	return Query{kept}
}

// Terms gives the terms whose postings Score needs, ascending. Those of the Filter come on top.
func (q Query) Terms() []Term {
	ts := make([]Term, len(q.terms))
	for i, t := range q.terms {
		ts[i] = t.term
	}
	return ts
}

// CommonLimit is the document frequency above which a character is common in an index of n passages: 1 %, but at
// least 1,000, below which the postings saved are not worth a difference in ranking.
func CommonLimit(n int) int { return max(n/100, 1000) }
