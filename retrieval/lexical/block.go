package lexical

import (
	"encoding/binary"
	"fmt"
)

// A block is a run of a segment's postings in one value, in order of their terms, each: varint distance from the term before
// (from 0 for the first), uvarint N, uvarint length of Data, Data.

// AppendPosting adds a posting to a block that ends with the term before; 0 for an empty block.
func AppendPosting(block []byte, before Term, p Posting) []byte {
	block = binary.AppendVarint(block, int64(p.Term)-int64(before))
	block = binary.AppendUvarint(block, uint64(p.N))
	block = binary.AppendUvarint(block, uint64(len(p.Data)))
	return append(block, p.Data...)
}

// CutPosting reads the posting at the start of a block, where before is the term of the one ahead of it. It gives the
// rest of the block. The posting's Data is part of the block. ErrCorrupt for what AppendPosting cannot have written.
func CutPosting(block []byte, before Term) (p Posting, rest []byte, err error) {
	distance, a := binary.Varint(block)
	n, b := binary.Uvarint(block[max(a, 0):])
	size, c := binary.Uvarint(block[max(a, 0)+max(b, 0):])
	if a <= 0 || b <= 0 || c <= 0 || size > uint64(len(block)-a-b-c) {
		return p, nil, fmt.Errorf("block after term %d: %w", before, ErrCorrupt)
	}
	start := a + b + c
	end := start + int(size)
	return Posting{Term: before + Term(distance), N: int(n), Data: block[start:end:end]}, block[end:], nil
}

// EncodeBlock makes a block of postings that are sorted by term.
func EncodeBlock(postings []Posting) []byte {
	size := 0
	for _, p := range postings {
		size += len(p.Data) + 3*binary.MaxVarintLen32
	}
	block := make([]byte, 0, size)
	var before Term
	for _, p := range postings {
		block = AppendPosting(block, before, p)
		before = p.Term
	}
	return block
}

// DecodeBlock gives a block's postings, whose Data is part of it. ErrCorrupt as of CutPosting.
func DecodeBlock(block []byte) ([]Posting, error) {
	var postings []Posting
	var before Term
	for len(block) > 0 {
		p, rest, err := CutPosting(block, before)
		if err != nil {
			return nil, err
		}
		postings = append(postings, p)
		before, block = p.Term, rest
	}
	return postings, nil
}
