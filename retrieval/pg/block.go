package pg

import (
	"encoding/binary"
	"fmt"

	"wence/retrieval/lexical"
)

// A block is the postings of a fresh segment in order of their terms, each: varint distance from the term before (from 0
// for the first), uvarint N, uvarint length of Data, Data.

func encodeBlock(postings []lexical.Posting) []byte {
	size := 0
	for _, p := range postings {
		size += len(p.Data) + 3*binary.MaxVarintLen32
	}
	block := make([]byte, 0, size)
	var before lexical.Term
	for _, p := range postings {
		block = binary.AppendVarint(block, int64(p.Term)-int64(before))
		block = binary.AppendUvarint(block, uint64(p.N))
		block = binary.AppendUvarint(block, uint64(len(p.Data)))
		block = append(block, p.Data...)
		before = p.Term
	}
	return block
}

// decodeBlock gives postings whose Data is part of the block.
func decodeBlock(block []byte) ([]lexical.Posting, error) {
	var postings []lexical.Posting
	var term int64
	for len(block) > 0 {
		distance, a := binary.Varint(block)
		n, b := binary.Uvarint(block[max(a, 0):])
		size, c := binary.Uvarint(block[max(a, 0)+max(b, 0):])
		if a <= 0 || b <= 0 || c <= 0 || size > uint64(len(block)-a-b-c) {
			return nil, fmt.Errorf("fresh segment after term %d: %w", term, lexical.ErrCorrupt)
		}
		term += distance
		block = block[a+b+c:]
		postings = append(postings, lexical.Posting{Term: lexical.Term(term), N: int(n), Data: block[:size:size]})
		block = block[size:]
	}
	return postings, nil
}
