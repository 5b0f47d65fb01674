package lexical

import (
	"bytes"
	"cmp"
	"slices"
)

// Merge joins segments into one that answers as they did. No data is decoded.
func Merge(segments ...Segment) Segment {
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

// Compact makes one segment of the postings of one or several, sorted by term or not, without the passages that are
// not live. It answers as an index would that never had them. Nothing is tokenised. To compact more than fits into
// memory use a Compactor.
func Compact(postings []Posting, live func(id int32) bool) (Segment, error) {
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

// Compactor compacts one term after another.
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
