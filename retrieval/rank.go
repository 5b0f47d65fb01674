package retrieval

import (
	"cmp"
	"slices"
)

// rank fuses the channels and what else speaks for a passage: the sum of its signals, each by its weight.
func (s *Searcher) rank(q Query, text string, found Findings) []Hit {
	j := newJudge(q, text, found)
	hits := make([]Hit, len(found.Candidates))
	for i, c := range found.Candidates {
		h := Hit{
			Passage: c.Passage, Notice: c.Notice, Validity: c.Notice.ValidityAt(q.AsOf), Matched: c.Coverage,
			Reach: c.Notice.Region.Toward(q.Places), Named: slices.Contains(q.Notices, c.Notice.ID), Names: j.names.borneBy(c),
		}
		h.Signals = j.signals(c, &h)
		for k, name := range SignalNames {
			h.add(name, s.opt.Weights[k]*h.Signals[k])
		}
		hits[i] = h
	}
	slices.SortFunc(hits, byScore)
	return hits
}

// byScore is a total order: the best first, of equals the newest.
func byScore(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Notice.Published, a.Notice.Published),
		cmp.Compare(a.Passage.ID, b.Passage.ID))
}

// add counts a part into the score.
func (h *Hit) add(name string, value float64) {
	if value != 0 {
		h.Score += value
		h.Parts = append(h.Parts, Part{Name: name, Value: value})
	}
}

// rankDamping is the constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).
const rankDamping = 60

// merge fuses lists of hits by reciprocal rank: a hit counts 1/(rankDamping+rank) in each list that has it. A single list
// stays as it is. What a hit says of itself is what its first list says.
func merge(lists [][]Hit) []Hit {
	if len(lists) == 1 {
		return lists[0]
	}
	var all []Hit
	at := map[int32]int{}
	for i, list := range lists {
		for rank, h := range list {
			k, seen := at[h.Passage.ID]
			if !seen {
				k = len(all)
				at[h.Passage.ID] = k
				h.Score, h.Parts = 0, nil
				all = append(all, h)
			}
			name := "question"
			if i > 0 {
				name = "restatement"
			}
			all[k].add(name, 1/float64(rankDamping+rank+1))
		}
	}
	slices.SortFunc(all, byScore)
	return all
}
