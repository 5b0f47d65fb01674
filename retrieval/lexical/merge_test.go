package lexical

import (
	"errors"
	"reflect"
	"slices"
	"testing"
)

func TestMergeAnswersAsItsSegments(t *testing.T) {
	for seed := range uint64(100) {
		c := newCorpus(seed)
		x := index(build(t, c.docs, 1+c.rng.IntN(20)))
		c.rng.Shuffle(len(x), func(i, j int) { x[i], x[j] = x[j], x[i] })
		merged := index{Merge(x...)}
		if !slices.IsSortedFunc(merged[0].Postings, byTerm) {
			t.Fatal("postings are not sorted by term")
		}
		whole := build(t, c.docs, len(c.docs))[0]
		if m := merged[0]; m.Lo != whole.Lo || m.Hi != whole.Hi || m.N != whole.N || m.SumDL != whole.SumDL || len(m.Postings) != len(whole.Postings) {
			t.Fatalf("seed %d: head %d..%d %d %d", seed, m.Lo, m.Hi, m.N, m.SumDL)
		}
		q, f := c.query(), c.filter()
		sameAnswer(t, merged.input(q, f, 20), x.input(q, f, 20))
	}
}

func TestMergeOfNothing(t *testing.T) {
	if s := Merge(); !reflect.DeepEqual(s, Segment{}) {
		t.Errorf("merge of nothing is %+v", s)
	}
	one := Segment{Lo: 4, Hi: 5, N: 2, SumDL: 2, Postings: []Posting{posting(characterTerm('教'), entry{4, 1, 0}, entry{5, 1, 0})}}
	if s := Merge(Segment{}, one, Segment{}); !reflect.DeepEqual(s, one) {
		t.Errorf("merge with empty ones is %+v", s)
	}
}

// A compacted index is, byte for byte, the one built of the live passages alone.
func TestCompactEqualsAFreshIndex(t *testing.T) {
	dropped := 0
	for seed := range uint64(200) {
		c := newCorpus(seed)
		live := map[int32]bool{}
		var left []Doc
		for _, d := range c.docs {
			if c.rng.IntN(4) > 0 {
				live[d.ID] = true
				left = append(left, d)
			}
		}
		dropped += len(c.docs) - len(left)
		var postings []Posting
		for _, s := range build(t, c.docs, 1+c.rng.IntN(40)) {
			postings = append(postings, s.Postings...)
		}
		c.rng.Shuffle(len(postings), func(i, j int) { postings[i], postings[j] = postings[j], postings[i] })
		got, err := Compact(postings, func(id int32) bool { return live[id] })
		if err != nil {
			t.Fatal(err)
		}
		want := Merge(build(t, left, len(c.docs)+1)...)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d:\n%+v, want\n%+v", seed, got, want)
		}
		q, f := c.query(), c.filter()
		sameAnswer(t, index{got}.input(q, f, 20), index{want}.input(q, f, 20))
	}
	if dropped < 1000 {
		t.Errorf("only %d passages dropped", dropped)
	}
}

func TestCompactOfCorruptPostings(t *testing.T) {
	_, err := Compact([]Posting{{characterTerm('教'), 1, []byte{1}}}, func(int32) bool { return true })
	if !errors.Is(err, ErrCorrupt) {
		t.Errorf("error %v, want ErrCorrupt", err)
	}
}

func sameAnswer(t *testing.T, a, b Input) {
	t.Helper()
	got, err := Score(a)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Score(b)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("hits %+v, want %+v", got, want)
	}
}
