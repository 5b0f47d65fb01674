package lexical

import (
	"cmp"
	"slices"
)

// Compactor makes one segment of several, one term after another, without the passages that are not live. It answers as an
// index would that never had them. Nothing is tokenised.
type Compactor struct {
	Live    func(id int32) bool // called for each posting, so it must be cheap
	lengths map[int32]int
	entries []entry // reused
}

// Term gives the blocks of one term, of all segments to be compacted, as one posting without dead passages. Its N is 0
// when none is left; then there is nothing to store.
func (c *Compactor) Term(blocks []Posting) (Posting, error) {
	if c.lengths == nil {
		c.lengths = map[int32]int{}
	}
	if len(blocks) == 0 {
		return Posting{}, nil
	}
	c.entries = c.entries[:0]
	for _, p := range blocks {
		var err error
		if c.entries, err = appendEntries(c.entries, p); err != nil {
			return Posting{}, err
		}
	}
	c.entries = slices.DeleteFunc(c.entries, func(e entry) bool { return !c.Live(e.id) })
	slices.SortFunc(c.entries, func(a, b entry) int { return cmp.Compare(a.id, b.id) })
	t := blocks[0].Term
	if t.countsAsPosition() {
		for _, e := range c.entries {
			c.lengths[e.id] += int(e.tf)
		}
	}
	return Posting{t, len(c.entries), appendChunk(nil, c.entries)}, nil
}

// Segment gives the head of the compacted segment, without postings, once every term has been through Term.
func (c *Compactor) Segment() Segment {
	var s Segment
	for id, dl := range c.lengths {
		if s.N == 0 || id < s.Lo {
			s.Lo = id
		}
		s.Hi = max(s.Hi, id)
		s.N++
		s.SumDL += int64(dl)
	}
	return s
}
