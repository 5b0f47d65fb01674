package lexical

import (
	"math/bits"
	"sync"
)

// accumulators keeps the memory of finished questions for the next ones.
var accumulators = sync.Pool{New: func() any { return &accumulator{} }}

// accumulator holds what a question has found so far about each passage. It is a hash table with linear probing, at
// most half full, so its size follows what is found and not the range of ids, which replaced notices make sparse: an
// array by id is as fast only where every id is in use.
type accumulator struct {
	cells   []cell  // their number is a power of two
	shift   int     // leaves as many bits of a 32-bit hash as cells have an index
	used    int     // cells
	entries []entry // of the posting decoded last
}

// cell is one passage. Scores have 32 bits: sums of some dozen terms are right to six digits, and the length byte is
// right to two.
type cell struct {
	key    int32 // id + 1, 0 in a free cell; id MaxInt32 is at home at MinInt32
	score  float32
	mass   float32 // see ranking.mass
	passed int32   // groups of the filter passed so far
}

func (c *cell) id() int32 { return c.key - 1 }

// reserve empties the accumulator and makes room for n passages; more may come.
func (a *accumulator) reserve(n int) {
	width := max(bits.Len(uint(max(2*n, 1)-1)), 6)
	if 1<<width > cap(a.cells) {
		a.cells = make([]cell, 1<<width)
	} else {
		a.cells = a.cells[:1<<width]
		clear(a.cells)
	}
	a.shift = 32 - width
	a.used = 0
}

// cellOf gives the cell of a passage, or the free one where it belongs.
func (a *accumulator) cellOf(id int32) *cell {
	const golden = 0x9E3779B1 // 2^32 over the golden ratio spreads neighbouring ids evenly
	last := uint32(len(a.cells) - 1)
	for i := uint32(id) * golden >> (a.shift & 31); ; i++ {
		if c := &a.cells[i&last]; c.key == id+1 || c.key == 0 {
			return c
		}
	}
}

// find gives the cell of a passage, nil when nothing of it was found.
func (a *accumulator) find(id int32) *cell {
	if c := a.cellOf(id); c.key != 0 {
		return c
	}
	return nil
}

// touch gives the cell of a passage of which a term was found.
func (a *accumulator) touch(id int32) *cell {
	c := a.cellOf(id)
	if c.key != 0 {
		return c
	}
	if a.used++; 2*a.used > len(a.cells) {
		a.grow()
		c = a.cellOf(id)
	}
	c.key = id + 1
	return c
}

func (a *accumulator) grow() {
	old, used := a.cells, a.used
	a.cells = nil
	a.reserve(len(old))
	a.used = used
	for i := range old {
		if old[i].key != 0 {
			*a.cellOf(old[i].id()) = old[i]
		}
	}
}

// decode gives the passages of p until the next call.
func (a *accumulator) decode(p Posting) ([]entry, error) {
	var err error
	a.entries, err = appendEntries(a.entries[:0], p)
	return a.entries, err
}
