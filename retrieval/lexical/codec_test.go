package lexical

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"
)

func TestPostingsThatAreCorrupt(t *testing.T) {
	good := appendChunk(nil, []entry{{5, 1, 2}, {300, 3, 4}})
	tests := []struct {
		name string
		n    int
		data []byte
	}{
		{"cut off", 2, good[:len(good)-1]},
		{"cut off in an id", 2, good[:5]},
		{"more than counted", 1, good},
		{"fewer than counted", 3, good},
		{"no data", 1, nil},
		{"empty chunk", 0, []byte{5, 0}},
		{"count beyond the data", 200, []byte{5, 200, 1, 1, 2}},
		{"first id too large", 1, append(binary.AppendUvarint(nil, math.MaxInt32+1), 1, 1, 1)},
		{"id grows too large", 2, append(binary.AppendUvarint(nil, math.MaxInt32), 2, 1, 1, 1, 1, 1)},
		{"id stands still", 2, []byte{5, 2, 1, 1, 0, 1, 1}},
		{"endless varint", 1, slices.Repeat([]byte{0xff}, 20)},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := appendEntries(nil, Posting{Term: 7, N: tc.n, Data: tc.data}); !errors.Is(err, ErrCorrupt) {
				t.Errorf("error %v, want ErrCorrupt", err)
			}
		})
	}
}

func TestLengthByte(t *testing.T) {
	for _, tc := range []struct {
		dl   int
		want uint8
	}{{0, 0}, {1, 0}, {2, 1}, {400, 100}, {401, 100}, {402, 101}, {1020, 255}, {1 << 40, 255}} {
		if got := lengthByte(tc.dl); got != tc.want {
			t.Errorf("length byte of %d = %d, want %d", tc.dl, got, tc.want)
		}
	}
}

// What was encoded comes back, in one chunk and in two joined ones.
func FuzzChunkRoundTrip(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 200, 6, 7, 8, 9})
	f.Fuzz(func(t *testing.T, raw []byte) {
		var want []entry
		id := int32(0)
		for i := 0; i+3 < len(raw); i += 4 {
			id += 1 + int32(raw[i])<<(raw[i+1]%16)
			if id < 0 {
				break
			}
			want = append(want, entry{id, raw[i+2], raw[i+3]})
		}
		half := len(want) / 2
		for _, data := range [][]byte{
			appendChunk(nil, want),
			appendChunk(appendChunk(nil, want[:half]), want[half:]),
		} {
			got, err := appendEntries(nil, Posting{N: len(want), Data: data})
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("%v came back as %v, %v", want, got, err)
			}
		}
	})
}

// Bytes of any kind decode or fail with ErrCorrupt; what decodes has ids from 0 up and does not outgrow its bytes.
func FuzzDecode(f *testing.F) {
	f.Add(2, appendChunk(nil, []entry{{5, 1, 2}, {300, 3, 4}}))
	f.Add(0, []byte{})
	f.Fuzz(func(t *testing.T, n int, data []byte) {
		got, err := appendEntries(nil, Posting{N: n, Data: data})
		if err != nil {
			if !errors.Is(err, ErrCorrupt) {
				t.Fatalf("error %v is not ErrCorrupt", err)
			}
			return
		}
		if len(got) != n || len(got) > len(data) {
			t.Fatalf("%d passages out of %d bytes, %d expected", len(got), len(data), n)
		}
		for _, e := range got {
			if e.id < 0 {
				t.Fatalf("id %d", e.id)
			}
		}
		input := Input{Query: ParseQuery("教"), Stats: Stats{N: 1, SumDL: 1}, K: 3,
			Postings: []Posting{{characterTerm('教'), n, data}}}
		if _, err := Score(input); err != nil {
			t.Fatalf("decodes but does not score: %v", err)
		}
	})
}
