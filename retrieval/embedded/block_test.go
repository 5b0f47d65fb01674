package embedded

import (
	"slices"
	"testing"

	"wence/retrieval/lexical"
)

func TestFindPosting(t *testing.T) {
	var block []byte
	terms := []lexical.Term{-2_000_000_000, -1, 0, 1, 5, 999_999_999}
	for i, term := range terms {
		before := lexical.Term(0)
		if i > 0 {
			before = terms[i-1]
		}
		block = lexical.AppendPosting(block, before, lexical.Posting{Term: term, N: i + 1, Data: []byte{byte(i)}})
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
