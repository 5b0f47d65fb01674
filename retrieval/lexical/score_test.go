package lexical

import (
	"cmp"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// bruteForce is BM25 straight from the documents' texts: no postings, no segments, no pages.
func bruteForce(docs []Doc, q Query, f Filter) []Hit {
	type counted struct {
		doc Doc
		tf  map[Term]int
		dl  int
	}
	var all []counted
	df := map[Term]int{}
	sum := 0
	for _, d := range docs {
		c := counted{d, map[Term]int{}, 0}
		for _, field := range d.Fields {
			for _, k := range Tokens(field) {
				c.tf[k.Term]++
				if k.Term.countsAsPosition() {
					c.dl++
				}
			}
		}
		if len(c.tf) == 0 {
			continue
		}
		for t := range c.tf {
			df[t]++
		}
		sum += c.dl
		all = append(all, c)
	}
	average := float64(sum) / float64(len(all))
	var hits []Hit
	for _, c := range all {
		h := Hit{ID: c.doc.ID}
		mass := 0.0
		for _, t := range q.terms {
			idf := math.Log(1 + (float64(len(all)-df[t.term])+0.5)/(float64(df[t.term])+0.5))
			if t.own {
				mass += t.weight * idf
			}
			tf := float64(c.tf[t.term])
			if tf == 0 {
				continue
			}
			dl := math.Round(float64(c.dl)/lengthStep) * lengthStep
			part := t.weight * idf * (saturation + 1) * tf / (tf + saturation*(1-lengthShare+lengthShare*dl/average))
			h.Score += part
			h.Terms = append(h.Terms, Contribution{t.term, t.text, part})
			if t.own {
				h.Matched += t.weight * idf
			}
		}
		if mass > 0 {
			h.Matched /= mass
		}
		if h.Score > 0 && passes(c.doc, f) {
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	return hits
}

func passes(d Doc, f Filter) bool {
	for _, group := range f {
		if !slices.ContainsFunc(group, func(t Term) bool { return slices.Contains(d.Filters, t) }) {
			return false
		}
	}
	return true
}

func TestScoreIsBM25(t *testing.T) {
	found, filtered := 0, 0
	for seed := range uint64(500) {
		c := newCorpus(seed)
		x := index(build(t, c.docs, 1+c.rng.IntN(50)))
		for range 5 {
			q, f := c.query(), c.filter()
			want := bruteForce(c.docs, q, f)
			in := x.input(q, f, len(c.docs))
			in.Explain = true
			got, err := Score(in)
			if err != nil {
				t.Fatal(err)
			}
			sameHits(t, got, want)
			found += len(got)
			if len(f) > 0 {
				filtered += len(got)
			}
		}
	}
	if found < 10_000 || filtered < 1_000 {
		t.Errorf("only %d hits, %d of them filtered: the corpora test nothing", found, filtered)
	}
}

// sameHits compares up to rounding; hits whose scores differ by less than that may stand in either order.
func sameHits(t *testing.T, got, want []Hit) {
	t.Helper()
	const rounding = 1e-5
	if len(got) != len(want) {
		t.Fatalf("%d hits, want %d", len(got), len(want))
	}
	exact := map[int32]Hit{}
	for _, h := range want {
		exact[h.ID] = h
	}
	for i, h := range got {
		e, ok := exact[h.ID]
		if !ok || math.Abs(h.Score-e.Score) > rounding*e.Score || math.Abs(h.Matched-e.Matched) > rounding {
			t.Fatalf("hit %d: %+v, want %+v", i, h, e)
		}
		if math.Abs(h.Score-want[i].Score) > rounding*h.Score {
			t.Fatalf("rank %d: score %f, want %f", i, h.Score, want[i].Score)
		}
		if i > 0 && (got[i-1].Score < h.Score || got[i-1].Score == h.Score && got[i-1].ID >= h.ID) {
			t.Fatalf("hits %d and %d are out of order", i-1, i)
		}
		sum := 0.0
		for _, c := range h.Terms {
			sum += c.Score
		}
		if len(h.Terms) != len(e.Terms) || math.Abs(sum-h.Score) > rounding*h.Score {
			t.Fatalf("hit %d is explained by %+v", i, h.Terms)
		}
	}
}

// However postings are split and ordered, ranking and scores are the same to the last bit.
func TestScoreIgnoresSegments(t *testing.T) {
	for seed := range uint64(200) {
		c := newCorpus(seed)
		q, f := c.query(), c.filter()
		want, err := Score(index(build(t, c.docs, len(c.docs))).input(q, f, 20))
		if err != nil {
			t.Fatal(err)
		}
		in := index(build(t, c.docs, 1+c.rng.IntN(10))).input(q, f, 20)
		c.rng.Shuffle(len(in.Postings), func(i, j int) {
			in.Postings[i], in.Postings[j] = in.Postings[j], in.Postings[i]
		})
		got, err := Score(in)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %+v, want %+v", seed, got, want)
		}
	}
}

func TestScoreKeepsTheBestAndThoseAskedFor(t *testing.T) {
	for seed := range uint64(200) {
		c := newCorpus(seed)
		x := index(build(t, c.docs, 30))
		q, f := c.query(), c.filter()
		all, err := Score(x.input(q, f, len(c.docs)))
		if err != nil {
			t.Fatal(err)
		}
		in := x.input(q, f, c.rng.IntN(12))
		for range c.rng.IntN(6) {
			in.Also = append(in.Also, c.docs[c.rng.IntN(len(c.docs))].ID, 1<<30, -1)
		}
		want := []Hit{}
		for i, h := range all {
			if i < in.K || slices.Contains(in.Also, h.ID) {
				want = append(want, h)
			}
		}
		got, err := Score(in)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(got, want, func(a, b Hit) bool { return reflect.DeepEqual(a, b) }) {
			t.Fatalf("seed %d: %+v, want %+v", seed, got, want)
		}
	}
}

func TestScoreOfCorruptPostings(t *testing.T) {
	bad := Posting{characterTerm('教'), 1, []byte{1}}
	for _, f := range []Filter{nil, {{filters[0]}}} {
		in := Input{Query: ParseQuery("教"), Stats: Stats{1, 1}, K: 1, Postings: []Posting{bad}, Filter: f}
		if f != nil {
			in.Postings = []Posting{posting(bad.Term, entry{1, 1, 1}), {filters[0], 1, []byte{1}}}
		}
		if hits, err := Score(in); !errors.Is(err, ErrCorrupt) || hits != nil {
			t.Errorf("filter %v: %v, %v, want ErrCorrupt", f, hits, err)
		}
	}
	// what a failed question has found must not show in the next one
	hits, err := Score(Input{Query: ParseQuery("师"), Stats: Stats{1, 1}, K: 9, Postings: []Posting{posting(characterTerm('师'), entry{2, 1, 1})}})
	if err != nil || len(hits) != 1 || hits[0].ID != 2 {
		t.Errorf("hits %+v, %v, want passage 2", hits, err)
	}
}

// Statistics are cached by stores: zero or outdated ones still give positive, ordered scores.
func TestScoreWithOldStatistics(t *testing.T) {
	in := Input{Query: ParseQuery("教"), K: 9, Postings: []Posting{posting(characterTerm('教'), entry{1, 1, 9}, entry{2, 3, 9})}}
	hits, err := Score(in)
	if err != nil || len(hits) != 2 || hits[0].ID != 2 || hits[1].Score <= 0 {
		t.Errorf("hits %+v, %v", hits, err)
	}
}

func TestExplain(t *testing.T) {
	docs := []Doc{{ID: 1, Fields: []string{"乡村教师生活补助 STEAM"}}, {ID: 2, Fields: []string{"教师"}}, {ID: 3, Fields: []string{"学校"}}}
	q := ParseQuery("教师Steam")
	q.Add("补助", 0.5)
	in := index(build(t, docs, 9)).input(q, nil, 1)
	in.Explain = true
	hits, err := Score(in)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, c := range hits[0].Terms {
		texts = append(texts, c.Text)
	}
	if got, want := strings.Join(texts, " "), "Steam 补助 助 补 教师 师 教"; got != want {
		t.Errorf("terms %s, want %s", got, want)
	}
}
