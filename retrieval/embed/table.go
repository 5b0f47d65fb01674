// Package embed holds the built-in embedder: a table with one short vector
// per character, word or piece of a word, and nothing that must be reached
// over a network.
//
//	text --features--> keys --Table--> rows --sum, norm 1--> vector
//
// A text's vector is the sum of the rows of its features, so texts about the
// same matter in other words (外地户口, 非本市户籍) come to lie near each
// other. Alone it ranks passages worse than BM25; added to BM25 with a small
// weight it helps where a question shares few words with the notice.
package embed

import (
	_ "embed"
	"fmt"
	"math"
)

//go:embed zh-ngram-128-v1.bin
var builtinFile string

// builtinModel names the table in builtinFile. Vectors are stored beside this
// name: another table needs another name.
const builtinModel = "zh-ngram-128-v1"

// A Table is an embedder that looks features up in a table. It is immutable
// and safe for concurrent use; the zero value is not useful.
type Table struct {
	model string
	dims  int

	// slots is a hash table with open addressing: row number + 1, or 0 for
	// an empty slot. Its length is a power of two.
	slots []uint32

	// The rest is read where it stands in the file: 8-byte keys, 4-byte
	// scales and dims int8 weights a row.
	keys, scales, weights string
}

// Builtin loads the table that is part of the program, 92,129 rows of 128
// dimensions. Each call loads anew (some milliseconds, 1 MB beside the file
// itself), so the caller keeps the result.
func Builtin() (*Table, error) {
	t, err := parse(builtinFile)
	if err != nil {
		return nil, fmt.Errorf("load embedding table %s: %w", builtinModel, err)
	}
	t.model = builtinModel
	return t, nil
}

const (
	magic      = "MEHZ"
	headerSize = 12
	maxDims    = 4096
)

// parse reads a table file, little endian: the magic, uint32 rows, uint32
// dims, rows uint64 keys, rows float32 scales, rows x dims int8 weights. The
// table goes on using the file.
func parse(file string) (*Table, error) {
	if len(file) < headerSize {
		return nil, fmt.Errorf("%d bytes are too few for a header", len(file))
	}
	if file[:4] != magic {
		return nil, fmt.Errorf("magic is %q, want %q", file[:4], magic)
	}
	rows, dims := uint64(uint32At(file, 4)), uint64(uint32At(file, 8))
	if rows == 0 || rows >= math.MaxUint32 || dims == 0 || dims > maxDims {
		return nil, fmt.Errorf("a table of %d rows x %d dimensions is not possible", rows, dims)
	}
	if want := headerSize + rows*(8+4+dims); uint64(len(file)) != want {
		return nil, fmt.Errorf("file has %d bytes, %d rows x %d dimensions need %d", len(file), rows, dims, want)
	}
	scales := headerSize + rows*8
	weights := scales + rows*4
	t := &Table{
		dims:    int(dims),
		keys:    file[headerSize:scales],
		scales:  file[scales:weights],
		weights: file[weights:],
	}
	if err := t.index(int(rows)); err != nil {
		return nil, err
	}
	return t, nil
}

// index fills slots, at most half of them, and checks the rows.
func (t *Table) index(rows int) error {
	size := 1
	for size < 2*rows {
		size *= 2
	}
	t.slots = make([]uint32, size)
	for row := range rows {
		if s := float64(t.scale(row)); math.IsNaN(s) || math.IsInf(s, 0) {
			return fmt.Errorf("row %d: scale is %v", row, s)
		}
		slot, found := t.find(t.key(row))
		if found {
			return fmt.Errorf("row %d: its key stands in row %d already", row, t.slots[slot]-1)
		}
		t.slots[slot] = uint32(row) + 1
	}
	return nil
}

// find returns the slot of key, or the empty slot where it belongs.
func (t *Table) find(key uint64) (slot int, found bool) {
	mask := uint64(len(t.slots) - 1)
	for i := (key ^ key>>32) & mask; ; i = (i + 1) & mask {
		switch row := t.slots[i]; {
		case row == 0:
			return int(i), false
		case t.key(int(row)-1) == key:
			return int(i), true
		}
	}
}

func (t *Table) key(row int) uint64 {
	return uint64(uint32At(t.keys, 8*row)) | uint64(uint32At(t.keys, 8*row+4))<<32
}

func (t *Table) scale(row int) float32 {
	return math.Float32frombits(uint32At(t.scales, 4*row))
}

func uint32At(s string, i int) uint32 {
	s = s[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}
