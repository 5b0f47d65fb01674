package lexical

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// corpus is a random one for tests: few words, so that they meet often.
type corpus struct {
	docs []Doc // ids ascend with gaps
	rng  *rand.Rand
}

var words = []string{"教师", "教", "师德", "住房补贴", "补贴", "1.5", "万元", "steam", "义务教育", "〇", ",", "的", "学校", "2018"}

var filters = []Term{FilterTerm("a"), FilterTerm("b"), FilterTerm("c"), FilterTerm("d")}

func newCorpus(seed uint64) *corpus {
	c := &corpus{rng: rand.New(rand.NewPCG(seed, 1))}
	id := int32(0)
	for range 1 + c.rng.IntN(120) {
		id += 1 + c.rng.Int32N(1<<c.rng.IntN(12))
		d := Doc{ID: id}
		for range c.rng.IntN(4) {
			d.Fields = append(d.Fields, c.text(60))
		}
		for _, f := range filters {
			if c.rng.IntN(3) == 0 {
				d.Filters = append(d.Filters, f)
			}
		}
		c.docs = append(c.docs, d)
	}
	return c
}

func (c *corpus) text(most int) string {
	var b strings.Builder
	for range c.rng.IntN(most) {
		// the square prefers the first words, so that frequencies differ
		b.WriteString(words[c.rng.IntN(1+c.rng.IntN(len(words)))])
	}
	return b.String()
}

func (c *corpus) query() Query {
	q := ParseQuery(c.text(8))
	q.Add(c.text(4), 0.5)
	return q
}

func (c *corpus) filter() Filter {
	var f Filter
	for range c.rng.IntN(3) {
		group := []Term{}
		for _, t := range filters {
			if c.rng.IntN(2) == 0 {
				group = append(group, t)
			}
		}
		f = append(f, group)
	}
	return f
}

// build makes segments of the documents, each of up to most.
func build(t *testing.T, docs []Doc, most int) []Segment {
	t.Helper()
	var all []Segment
	var b Builder
	for i, d := range docs {
		if err := b.Add(d); err != nil {
			t.Fatal(err)
		}
		if (i+1)%most == 0 || i == len(docs)-1 {
			all = append(all, b.Segment())
		}
	}
	return all
}

// index answers as a store does.
type index []Segment

func (x index) stats() Stats {
	var s Stats
	for _, seg := range x {
		s.N += seg.N
		s.SumDL += seg.SumDL
	}
	return s
}

func (x index) input(q Query, f Filter, k int) Input {
	in := Input{Query: q, Stats: x.stats(), Filter: f, K: k}
	for _, t := range append(q.Terms(), f.Terms()...) {
		for _, seg := range x {
			in.Postings = append(in.Postings, blocksOf(seg.Postings, t)...)
		}
	}
	return in
}
