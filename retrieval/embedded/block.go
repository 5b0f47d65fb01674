package embedded

import (
	"encoding/binary"
	"fmt"

	"wence/retrieval/lexical"
)

// A block is a run of a segment's postings in order of their terms, each: varint distance from the term before (from 0
// for the first), uvarint N, uvarint length of Data, Data.

// blockBytes is how long a block grows. SQLite keeps a row of this table in the tree up to a quarter of a page, 2,030
// bytes; a posting that is longer by itself makes a block of its own, which goes to overflow pages.
const blockBytes = 1950

// appendPosting adds a posting to a block that ends with the term before.
func appendPosting(block []byte, before lexical.Term, p lexical.Posting) []byte {
	block = binary.AppendVarint(block, int64(p.Term)-int64(before))
	block = binary.AppendUvarint(block, uint64(p.N))
	block = binary.AppendUvarint(block, uint64(len(p.Data)))
	return append(block, p.Data...)
}

// cutPosting reads the posting at the start of a block, where before is the term of the one ahead of it. It gives the
// rest of the block. The posting's Data is part of the block.
func cutPosting(block []byte, before lexical.Term) (p lexical.Posting, rest []byte, err error) {
	distance, a := binary.Varint(block)
	n, b := binary.Uvarint(block[max(a, 0):])
	size, c := binary.Uvarint(block[max(a, 0)+max(b, 0):])
	if a <= 0 || b <= 0 || c <= 0 || size > uint64(len(block)-a-b-c) {
		return p, nil, fmt.Errorf("block after term %v: %w", before, lexical.ErrCorrupt)
	}
	start := a + b + c
	end := start + int(size)
	return lexical.Posting{Term: before + lexical.Term(distance), N: int(n), Data: block[start:end:end]}, block[end:], nil
}

// findPosting gives the posting of a term, if the block has it.
func findPosting(block []byte, term lexical.Term) (p lexical.Posting, found bool, err error) {
	for len(block) > 0 && (p.N == 0 || p.Term < term) {
		if p, block, err = cutPosting(block, p.Term); err != nil {
			return p, false, err
		}
	}
	return p, p.N > 0 && p.Term == term, nil
}
