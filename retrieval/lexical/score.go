package lexical

import (
	"cmp"
	"math"
	"slices"
)

// k1 and b are BM25's usual values.
const (
	k1 = 1.2
	b  = 0.75
)

// Stats is the size of the whole index: the sums of N and SumDL over its segments.
type Stats struct {
	N     int
	SumDL int64
}

// Input is a question with all that is needed to answer it.
type Input struct {
	Query    Query // pruned as it was when its postings were fetched
	Stats    Stats
	Postings []Posting // those of Query.Terms and Filter.Terms, of all segments, in any order
	Filter   Filter
	K        int  // at most so many hits; 0 or less gives none
	Explain  bool // fill Hit.Terms
}

// Hit is a passage that has at least one term of the query.
type Hit struct {
	ID      int32
	Score   float64
	Matched float64 // share of the question's own terms that the passage has, each weighed by its idf: 0 to 1
	Terms   []Contribution
}

// Contribution is the part of a hit's score that one term brought.
type Contribution struct {
	Term  Term
	Text  string // as the query has it
	Score float64
}

// Score ranks the passages of in.Postings by BM25, best first, equal scores by id.
func Score(in Input) ([]Hit, error) {
	acc := map[int32]*Hit{}
	blocks := slices.Clone(in.Postings)
	slices.SortStableFunc(blocks, byTerm)
	total := 0.0
	for _, q := range in.Query.terms {
		bs := blocksOf(blocks, q.Term)
		df := 0
		for _, p := range bs {
			df += p.N
		}
		idf := idf(in.Stats.N, df)
		if q.own {
			total += q.Weight * idf
		}
		for _, p := range bs {
			es, err := appendEntries(nil, p)
			if err != nil {
				return nil, err
			}
			for _, e := range es {
				h := acc[e.id]
				if h == nil {
					h = &Hit{ID: e.id}
					acc[e.id] = h
				}
				tf := float64(e.tf)
				avg := max(1, float64(in.Stats.SumDL)/float64(max(1, in.Stats.N)))
				s := q.Weight * idf * (k1 + 1) * tf / (tf + k1*(1-b+b*float64(e.dl)*lengthStep/avg))
				h.Score += s
				if q.own {
					h.Matched += q.Weight * idf
				}
				if in.Explain {
					h.Terms = append(h.Terms, Contribution{q.Term, q.Text, s})
				}
			}
		}
	}
	for _, group := range in.Filter {
		ok := map[int32]bool{}
		for _, t := range group {
			for _, p := range blocksOf(blocks, t) {
				es, err := appendEntries(nil, p)
				if err != nil {
					return nil, err
				}
				for _, e := range es {
					ok[e.id] = true
				}
			}
		}
		for id := range acc {
			if !ok[id] {
				delete(acc, id)
			}
		}
	}
	var hits []Hit
	for _, h := range acc {
		if total > 0 {
			h.Matched /= total
		}
		hits = append(hits, *h)
	}
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	return hits[:min(len(hits), max(in.K, 0))], nil
}

func blocksOf(sorted []Posting, t Term) []Posting {
	lo, _ := slices.BinarySearchFunc(sorted, t, func(p Posting, t Term) int { return cmp.Compare(p.Term, t) })
	hi := lo
	for hi < len(sorted) && sorted[hi].Term == t {
		hi++
	}
	return sorted[lo:hi]
}

// idf is Lucene's: never below 0. Statistics may be older than the postings, so df can exceed n.
func idf(n, df int) float64 {
	n = max(n, df)
	return math.Log(1 + (float64(n-df)+0.5)/(float64(df)+0.5))
}
