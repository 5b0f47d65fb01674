package lexical

import (
	"bytes"
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
		merged := index{merge(x...)}
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
	if s := merge(); !reflect.DeepEqual(s, Segment{}) {
		t.Errorf("merge of nothing is %+v", s)
	}
	one := Segment{Lo: 4, Hi: 5, N: 2, SumDL: 2, Postings: []Posting{posting(characterTerm('教'), entry{4, 1, 0}, entry{5, 1, 0})}}
	if s := merge(Segment{}, one, Segment{}); !reflect.DeepEqual(s, one) {
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
		got, err := compact(postings, func(id int32) bool { return live[id] })
		if err != nil {
			t.Fatal(err)
		}
		want := merge(build(t, left, len(c.docs)+1)...)
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
	_, err := compact([]Posting{{characterTerm('教'), 1, []byte{1}}}, func(int32) bool { return true })
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

// merge joins segments into one as stores do: by joining the data of each term, without decoding it.
func merge(segments ...Segment) Segment {
	var out Segment
	var all []Posting
	for _, s := range segments {
		if s.N == 0 {
			continue
		}
		if out.N == 0 || s.Lo < out.Lo {
			out.Lo = s.Lo
		}
		out.Hi = max(out.Hi, s.Hi)
		out.N += s.N
		out.SumDL += s.SumDL
		all = append(all, s.Postings...)
	}
	slices.SortStableFunc(all, byTerm)
	for len(all) > 0 {
		same := blocksOf(all, all[0].Term)
		all = all[len(same):]
		out.Postings = append(out.Postings, join(same))
	}
	return out
}

func join(same []Posting) Posting {
	p := Posting{Term: same[0].Term}
	parts := make([][]byte, len(same))
	for i, s := range same {
		p.N += s.N
		parts[i] = s.Data
	}
	p.Data = bytes.Join(parts, nil)
	return p
}

// compact compacts postings, sorted by term or not.
func compact(postings []Posting, live func(id int32) bool) (Segment, error) {
	c := Compactor{Live: live}
	all := slices.Clone(postings)
	slices.SortStableFunc(all, byTerm)
	var out []Posting
	for len(all) > 0 {
		same := blocksOf(all, all[0].Term)
		all = all[len(same):]
		p, err := c.Term(same)
		if err != nil {
			return Segment{}, err
		}
		if p.N > 0 {
			out = append(out, p)
		}
	}
	s := c.Segment()
	s.Postings = out
	return s, nil
}
