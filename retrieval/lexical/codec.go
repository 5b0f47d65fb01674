package lexical

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrCorrupt is wrapped by every error about postings whose bytes cannot be what this package wrote.
var ErrCorrupt = errors.New("corrupt postings")

// Posting is what one segment knows of one term.
type Posting struct {
	Term Term
	N    int // passages in Data; a term's document frequency is the sum of N over its segments
	// Data is a list of chunks, each: uvarint first id, uvarint count, then per passage a uvarint distance from the id
	// before (not for the first), a byte for how often the term occurs (at most 255, 0 in a filter) and a byte for the
	// passage's length in steps of lengthStep (at most 255). Chunks stand alone, so joining Data joins the postings.
	Data []byte
}

// lengthStep makes a byte reach 1,020 positions; a rounded length moves a score by less than 1 % from 150 positions up.
const lengthStep = 4

// entry is one passage in a posting.
type entry struct {
	id     int32
	tf, dl uint8
}

func lengthByte(dl int) uint8 { return uint8(min((dl+lengthStep/2)/lengthStep, math.MaxUint8)) }

// appendChunk encodes entries whose ids ascend.
func appendChunk(dst []byte, entries []entry) []byte {
	if len(entries) == 0 {
		return dst
	}
	dst = binary.AppendUvarint(dst, uint64(entries[0].id))
	dst = binary.AppendUvarint(dst, uint64(len(entries)))
	last := entries[0].id
	for i, e := range entries {
		if i > 0 {
			dst = binary.AppendUvarint(dst, uint64(e.id-last))
		}
		dst = append(dst, e.tf, e.dl)
		last = e.id
	}
	return dst
}

// appendEntries decodes p. Within a chunk ids ascend; the chunks of merged segments may stand in any order.
func appendEntries(dst []entry, p Posting) ([]entry, error) {
	had := len(dst)
	data := p.Data
	for len(data) > 0 {
		var err error
		if dst, data, err = appendEntriesOfChunk(dst, data); err != nil {
			return dst, fmt.Errorf("term %v: %w", p.Term, err)
		}
	}
	if got := len(dst) - had; got != p.N {
		return dst, fmt.Errorf("term %v: %w: %d passages instead of %d", p.Term, ErrCorrupt, got, p.N)
	}
	return dst, nil
}

// appendEntriesOfChunk decodes the chunk at the start of data and gives the bytes after it.
func appendEntriesOfChunk(dst []entry, data []byte) ([]entry, []byte, error) {
	id, n := binary.Uvarint(data)
	if n <= 0 || id > math.MaxInt32 {
		return dst, nil, fmt.Errorf("%w: first id", ErrCorrupt)
	}
	data = data[n:]
	count, n := binary.Uvarint(data)
	if n <= 0 || count == 0 || count > uint64(len(data)) {
		return dst, nil, fmt.Errorf("%w: count", ErrCorrupt)
	}
	data = data[n:]
	for i := range count {
		if i > 0 {
			delta, n := shortUvarint(data)
			if n <= 0 || delta == 0 || delta > math.MaxInt32 || id+delta > math.MaxInt32 {
				return dst, nil, fmt.Errorf("%w: id", ErrCorrupt)
			}
			id += delta
			data = data[n:]
		}
		if len(data) < 2 {
			return dst, nil, fmt.Errorf("%w: cut off", ErrCorrupt)
		}
		dst = append(dst, entry{int32(id), data[0], data[1]})
		data = data[2:]
	}
	return dst, data, nil
}

// shortUvarint is binary.Uvarint, faster where one byte is enough, which is most of the time.
func shortUvarint(data []byte) (uint64, int) {
	if len(data) > 0 && data[0] < 0x80 {
		return uint64(data[0]), 1
	}
	return binary.Uvarint(data)
}
