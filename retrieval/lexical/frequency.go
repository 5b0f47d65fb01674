package lexical

import (
	"encoding/binary"
	"fmt"
)

// Frequency says in how many passages of a segment a single character stands. A store keeps all of them with the segment,
// since a query must know which of its characters are common without reading what makes them so: their postings.
type Frequency struct {
	Term Term // a single character's
	N    int
}

// FrequenciesOf are those of the characters among postings that are sorted by term.
func FrequenciesOf(postings []Posting) []Frequency {
	var list []Frequency
	for _, p := range postings {
		if p.Term.IsCharacter() {
			list = append(list, Frequency{p.Term, p.N})
		}
	}
	return list
}

// EncodeFrequencies codes frequencies that are sorted by term as uvarints: distance from the term before, passages. It
// never gives nil.
func EncodeFrequencies(list []Frequency) []byte {
	data := []byte{}
	before := FirstCharacter
	for _, f := range list {
		data = binary.AppendUvarint(data, uint64(f.Term-before))
		data = binary.AppendUvarint(data, uint64(f.N))
		before = f.Term
	}
	return data
}

// DecodeFrequencies reads what EncodeFrequencies wrote; ErrCorrupt for what it cannot have written.
func DecodeFrequencies(data []byte) ([]Frequency, error) {
	var list []Frequency
	for term := FirstCharacter; len(data) > 0; {
		distance, a := binary.Uvarint(data)
		n, b := binary.Uvarint(data[max(a, 0):])
		if a <= 0 || b <= 0 || distance > uint64(LastCharacter-term) {
			return nil, fmt.Errorf("character frequencies: %w", ErrCorrupt)
		}
		term += Term(distance)
		list = append(list, Frequency{term, int(n)})
		data = data[a+b:]
	}
	return list, nil
}
