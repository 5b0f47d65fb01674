package lexical

import "sync"

// accumulators keeps the memory of finished questions for the next ones.
var accumulators = sync.Pool{New: func() any { return &accumulator{} }}

const (
	pageBits = 9
	pageSize = 1 << pageBits
)

// accumulator holds what a question has found so far about each passage. Ids may be sparse: cells come in pages, and a
// page exists once one of its ids has been found. What was touched is listed, so that ranking and clearing cost as much
// as the question has found and no more.
type accumulator struct {
	pages   []*[pageSize]cell
	touched []int32
	entries []entry // of the posting decoded last
}

// cell is one passage. Scores are 32 bits: half the memory traffic, and sums of some dozen terms are right to six
// digits, where a length byte is right to three.
type cell struct {
	score   float32
	mass    float32 // see ranking.mass
	passed  int32   // groups of the filter passed so far
	touched bool
}

// at gives the cell of a passage, nil when nothing near it was ever found.
func (a *accumulator) at(id int32) *cell {
	page := int(uint32(id) >> pageBits)
	if page >= len(a.pages) || a.pages[page] == nil {
		return nil
	}
	return &a.pages[page][id&(pageSize-1)]
}

// touch gives the cell of a passage of which a term was found.
func (a *accumulator) touch(id int32) *cell {
	c := a.at(id)
	if c == nil {
		page := int(uint32(id) >> pageBits)
		if missing := page + 1 - len(a.pages); missing > 0 {
			a.pages = append(a.pages, make([]*[pageSize]cell, missing)...)
		}
		a.pages[page] = new([pageSize]cell)
		c = a.at(id)
	}
	if !c.touched {
		c.touched = true
		a.touched = append(a.touched, id)
	}
	return c
}

// decode gives the passages of p until the next call.
func (a *accumulator) decode(p Posting) ([]entry, error) {
	var err error
	a.entries, err = appendEntries(a.entries[:0], p)
	return a.entries, err
}

func (a *accumulator) reset() {
	for _, id := range a.touched {
		*a.at(id) = cell{}
	}
	a.touched = a.touched[:0]
}
