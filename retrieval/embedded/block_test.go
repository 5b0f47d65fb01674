package embedded

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"testing"

	"wence/retrieval/lexical"
)

// FuzzBlock reads any bytes as a block: it must end, and what is read must be written back to a block that reads alike.
func FuzzBlock(f *testing.F) {
	var block []byte
	last := lexical.Term(0)
	for _, p := range []lexical.Posting{{Term: -7, N: 1, Data: []byte("ab")}, {Term: 3, N: 2, Data: nil}, {Term: 900_000_000, N: 300, Data: bytes.Repeat([]byte("x"), 200)}} {
		block = appendPosting(block, last, p)
		last = p.Term
	}
	f.Add(block)
	f.Add(block[:len(block)-1])
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Add([]byte{0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, block []byte) {
		read, err := readBlock(block)
		if err != nil && !errors.Is(err, lexical.ErrCorrupt) {
			t.Fatalf("got %v, want ErrCorrupt", err)
		}
		var again []byte
		last := lexical.Term(0)
		for _, p := range read {
			again = appendPosting(again, last, p)
			last = p.Term
		}
		reread, err := readBlock(again)
		if err != nil || !reflect.DeepEqual(reread, read) {
			t.Fatalf("got %v, %v, want %v", reread, err, read)
		}
	})
}

func readBlock(block []byte) ([]lexical.Posting, error) {
	var list []lexical.Posting
	last := lexical.Term(0)
	for len(block) > 0 {
		p, rest, err := cutPosting(block, last)
		if err != nil {
			return list, err
		}
		list = append(list, p)
		last, block = p.Term, rest
	}
	return list, nil
}

func TestFindPosting(t *testing.T) {
	var block []byte
	terms := []lexical.Term{-2_000_000_000, -1, 0, 1, 5, 999_999_999}
	for i, term := range terms {
		before := lexical.Term(0)
		if i > 0 {
			before = terms[i-1]
		}
		block = appendPosting(block, before, lexical.Posting{Term: term, N: i + 1, Data: []byte{byte(i)}})
	}
	for _, term := range []lexical.Term{-2_000_000_000, -2, -1, 0, 1, 2, 5, 6, 999_999_999, 1_000_000_000} {
		p, found, err := findPosting(block, term)
		i, want := slices.BinarySearch(terms, term)
		if err != nil || found != want || found && (p.Term != term || p.N != i+1 || p.Data[0] != byte(i)) {
			t.Errorf("%d: got %+v, %v, %v", term, p, found, err)
		}
	}
	if _, found, err := findPosting(nil, 5); found || err != nil {
		t.Errorf("in no block: %v, %v", found, err)
	}
}

// FuzzFrequencies wants what was written read back, and all else refused without a panic.
func FuzzFrequencies(f *testing.F) {
	f.Add(appendFrequencies(nil, []frequency{{lexical.FirstCharacter, 1}, {lexical.FirstCharacter + 5, 70000}, {lexical.LastCharacter, 2}}))
	f.Add([]byte{0x80})
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := parseFrequencies(data)
		if err != nil {
			return
		}
		again, err := parseFrequencies(appendFrequencies(nil, list))
		if err != nil || !slices.Equal(again, list) {
			t.Fatalf("got %v, %v, want %v", again, err, list)
		}
	})
}
