package embedded

import "wence/retrieval/lexical"

// blockBytes is how long a block grows. SQLite keeps a row of this table in the tree up to a quarter of a page, 2,030
// bytes; a posting that is longer by itself makes a block of its own, which goes to overflow pages.
const blockBytes = 1950

// findPosting gives the posting of a term, if the block has it.
func findPosting(block []byte, term lexical.Term) (p lexical.Posting, found bool, err error) {
	for len(block) > 0 && (p.N == 0 || p.Term < term) {
		if p, block, err = lexical.CutPosting(block, p.Term); err != nil {
			return p, false, err
		}
	}
	return p, p.N > 0 && p.Term == term, nil
}
