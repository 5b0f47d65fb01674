package retrieval

import (
	"cmp"
	"math"
	"slices"
)

// What a notice that no longer applies keeps of its score, so that the one in force comes first among equals.
const staleShare = 0.85

// What speaks for a passage beside its words.
const (
	namedWeight = 0.5 // the query names its notice
	nameWeight  = 0.3 // it bears all the names of the query
)

// placeWeight sets notices of the place before those of a wider authority, and both before those of which nothing is known.
var placeWeight = map[Reach]float64{ReachOwn: 0.1, ReachBelow: -0.1, ReachUnknown: -0.1}

// rank fuses the channels: bm25/max + w·cosine, with what the query names, less for notices that no longer apply.
func (s *Searcher) rank(q Query, candidates []Candidate) []Hit {
	var top Candidate
	for _, c := range candidates {
		if c.BM25 > top.BM25 {
			top = c
		}
	}
	weight := s.opt.Weight(top.Coverage)
	cosines := standard(candidates)
	names := namesOf(q)
	hits := make([]Hit, len(candidates))
	for i, c := range candidates {
		h := Hit{
			Passage: c.Passage, Notice: c.Notice, Validity: c.Notice.ValidityAt(q.AsOf), Matched: c.Coverage,
			Reach: c.Notice.Region.Toward(q.Places), Named: slices.Contains(q.Notices, c.Notice.ID), Names: names.borneBy(c),
		}
		if top.BM25 > 0 {
			h.add("bm25", c.BM25/top.BM25)
		}
		h.add("vector", weight*cosines(c.Cosine))
		h.add("place", placeWeight[h.Reach])
		if h.Named {
			h.add("named", namedWeight)
		}
		if len(q.Names) > 0 {
			h.add("names", nameWeight*float64(len(h.Names))/float64(len(q.Names)))
		}
		if !h.Validity.Current() {
			h.add("validity", -(1-staleShare)*h.Score)
		}
		hits[i] = h
	}
	slices.SortFunc(hits, byScore)
	return hits
}

// standard gives the cosines of a question's candidates in standard deviations from their mean; 0 for one that has none.
// Cosines of one question lie close together, and how close differs from question to question.
func standard(candidates []Candidate) func(cosine float64) float64 {
	n, sum, squares := 0.0, 0.0, 0.0
	for _, c := range candidates {
		if c.Cosine != 0 {
			n++
			sum += c.Cosine
			squares += c.Cosine * c.Cosine
		}
	}
	mean := sum / max(n, 1)
	deviation := math.Sqrt(max(squares/max(n, 1)-mean*mean, 0))
	return func(cosine float64) float64 {
		if cosine == 0 || deviation < 1e-6 {
			return 0
		}
		return (cosine - mean) / deviation
	}
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
