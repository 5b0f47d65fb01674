package pg

import (
	"encoding/binary"
	"fmt"

	"wence/retrieval/lexical"
)

// frequency says in how many passages of a segment a single character stands. A query must know which of its characters
// are common without reading what makes them so: their postings.
type frequency struct {
	term lexical.Term
	n    int
}

// frequenciesOf are those of the characters among postings that are sorted by term.
func frequenciesOf(postings []lexical.Posting) []frequency {
	var list []frequency
	for _, p := range postings {
		if p.Term.IsCharacter() {
			list = append(list, frequency{p.Term, p.N})
		}
	}
	return list
}

// encodeFrequencies and decodeFrequencies code them as uvarints: distance from the term before, passages.
func encodeFrequencies(list []frequency) []byte {
	data := []byte{}
	before := lexical.FirstCharacter
	for _, f := range list {
		data = binary.AppendUvarint(data, uint64(f.term-before))
		data = binary.AppendUvarint(data, uint64(f.n))
		before = f.term
	}
	return data
}

func decodeFrequencies(data []byte) ([]frequency, error) {
	var list []frequency
	for term := lexical.FirstCharacter; len(data) > 0; {
		distance, a := binary.Uvarint(data)
		n, b := binary.Uvarint(data[max(a, 0):])
		if a <= 0 || b <= 0 || distance > uint64(lexical.LastCharacter-term) {
			return nil, fmt.Errorf("character frequencies: %w", lexical.ErrCorrupt)
		}
		term += lexical.Term(distance)
		list = append(list, frequency{term, int(n)})
		data = data[a+b:]
	}
	return list, nil
}
