package embedded

import "wence/retrieval/lexical"

// readAhead is how many blocks a postingReader reads at once, some 100 KB.
const readAhead = 100

// postingReader walks through the postings of a segment. It holds no open query, since the table is written to
// meanwhile.
type postingReader struct {
	tx      transaction
	seg     int64
	from    int64 // the least term that a block not read yet may begin with
	blocks  [][]byte
	block   []byte          // what follows the current posting in its block
	posting lexical.Posting // the current one
	ended   bool
}

// advance goes to the next posting. Those before stay valid.
func (r *postingReader) advance() error {
	before := r.posting.Term
	if len(r.block) == 0 {
		if len(r.blocks) == 0 {
			if err := r.read(); err != nil {
				return err
			}
		}
		if len(r.blocks) == 0 {
			r.ended = true
			return nil
		}
		r.block, r.blocks = r.blocks[0], r.blocks[1:]
		before = 0
	}
	var err error
	r.posting, r.block, err = lexical.CutPosting(r.block, before)
	return err
}

func (r *postingReader) read() error {
	return r.tx.each(`SELECT term, data FROM lex_block WHERE seg = ? AND term >= ? ORDER BY term LIMIT ?`,
		func(row scanner) error {
			var first int64
			var block []byte
			err := row.Scan(&first, &block)
			r.blocks = append(r.blocks, block)
			r.from = first + 1
			return err
		}, r.seg, r.from, readAhead)
}
