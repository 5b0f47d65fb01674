package storetest

import (
	"math"
	"slices"
	"testing"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// reference is an index in memory over entries, by which findings are judged.
type reference struct {
	segment  lexical.Segment
	passages []retrieval.Passage // by id
	stats    lexical.Stats
	df       map[lexical.Term]int
}

func newReference(t *testing.T, entries []retrieval.Entry) *reference {
	t.Helper()
	r := &reference{df: map[lexical.Term]int{}}
	var b lexical.Builder
	for _, e := range entries {
		for _, p := range e.Passages {
			d := lexical.Doc{ID: int32(len(r.passages)), Filters: []lexical.Term{retrieval.RegionTerm(e.Notice.Region.ID)}}
			for _, f := range retrieval.IndexFields(e.Notice, p) {
				d.Fields = append(d.Fields, zh.Fold(f))
			}
			if err := b.Add(d); err != nil {
				t.Fatal(err)
			}
			r.passages = append(r.passages, p)
		}
	}
	r.segment = b.Segment()
	r.stats = lexical.Stats{N: r.segment.N, SumDL: r.segment.SumDL}
	for _, p := range r.segment.Postings {
		r.df[p.Term] = p.N
	}
	return r
}

// find answers a lexical probe.
func (r *reference) find(t *testing.T, p retrieval.Probe) []lexical.Hit {
	t.Helper()
	in := lexical.Input{Query: p.Query.Prune(r.common), Stats: r.stats, Postings: r.segment.Postings, K: p.Limit}
	if p.Regions != nil {
		var group []lexical.Term
		for _, id := range p.Regions {
			group = append(group, retrieval.RegionTerm(id))
		}
		in.Filter = lexical.Filter{group}
	}
	hits, err := lexical.Score(in)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

func (r *reference) common(term lexical.Term) bool {
	return r.df[term] > lexical.CommonLimit(r.stats.N)
}

// check holds findings of a lexical probe to what the reference finds: the same texts with the same scores, in an
// order that may differ among equals only, and the same weights of terms.
func (r *reference) check(t *testing.T, p retrieval.Probe, found retrieval.Findings) {
	t.Helper()
	hits := r.find(t, p)
	if len(found.Candidates) != len(hits) {
		t.Fatalf("%d candidates, want %d", len(found.Candidates), len(hits))
	}
	for i, c := range found.Candidates {
		if !near(c.BM25, hits[i].Score) {
			t.Fatalf("candidate %d scores %v, want %v", i, c.BM25, hits[i].Score)
		}
		same := slices.IndexFunc(hits, func(h lexical.Hit) bool {
			return near(h.Score, c.BM25) && r.passages[h.ID].Text == c.Passage.Text && near(h.Matched, c.Coverage)
		})
		cutTie := near(c.BM25, hits[len(hits)-1].Score) // which of the equal last ones are in is open
		if same < 0 && !cutTie {
			t.Errorf("candidate %d %q with BM25 %v and coverage %v is not in the reference", i, c.Passage.Text, c.BM25, c.Coverage)
		}
	}
	terms := p.Query.Terms()
	if len(found.IDF) != len(terms) {
		t.Errorf("%d terms are weighed, want %d", len(found.IDF), len(terms))
	}
	for _, term := range terms {
		if want := r.stats.IDF(r.df[term]); !near(found.IDF[term], want) {
			t.Errorf("idf of %v is %v, want %v", term, found.IDF[term], want)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-5*max(1, math.Abs(a), math.Abs(b)) }
