package pg

import (
	"github.com/jackc/pgx/v5"

	"wence/retrieval/lexical"
)

// compaction is the postings of a merged segment, one after another. It is a pgx.CopyFromSource of rows of lex_post.
type compaction struct {
	source     postingSource
	segment    int32
	compactor  lexical.Compactor
	posting    lexical.Posting     // that Next has gone to
	characters []lexical.Frequency // so far
	err        error
}

// postingSource gives the postings of segments term by term.
type postingSource interface {
	// next gives those of the next term, none at the end. They are valid until the next call.
	next() ([]lexical.Posting, error)
}

// Next goes to the next term of which a live passage is left.
func (c *compaction) Next() bool {
	for {
		var same []lexical.Posting
		if same, c.err = c.source.next(); len(same) == 0 || c.err != nil {
			return false
		}
		if c.posting, c.err = c.compactor.Term(same); c.err != nil {
			return false
		}
		if c.posting.N == 0 {
			continue
		}
		if c.posting.Term.IsCharacter() {
			c.characters = append(c.characters, lexical.Frequency{Term: c.posting.Term, N: c.posting.N})
		}
		return true
	}
}

// Values gives the row that Next has gone to.
func (c *compaction) Values() ([]any, error) { return postingRow(c.posting, c.segment), nil }

// Err gives what ended the rows early.
func (c *compaction) Err() error { return c.err }

// sortedPostings is a postingSource of segments in memory, each sorted by term. What was given is cut off.
type sortedPostings [][]lexical.Posting

func (s *sortedPostings) next() ([]lexical.Posting, error) {
	var same []lexical.Posting
	for _, list := range *s {
		switch {
		case len(list) == 0:
		case len(same) == 0 || list[0].Term < same[0].Term:
			same = append(same[:0], list[0])
		case list[0].Term == same[0].Term:
			same = append(same, list[0])
		}
	}
	for i, list := range *s {
		if len(list) > 0 && list[0].Term == same[0].Term {
			(*s)[i] = list[1:]
		}
	}
	return same, nil
}

// postingRows is a postingSource of rows (term, n, data) in order of their terms.
type postingRows struct {
	rows  pgx.Rows
	ahead *lexical.Posting // read, but of the next term
	ended bool
}

func (r *postingRows) next() ([]lexical.Posting, error) {
	var same []lexical.Posting
	if r.ahead != nil {
		same = append(same, *r.ahead)
		r.ahead = nil
	}
	for !r.ended {
		if r.ended = !r.rows.Next(); r.ended {
			return same, r.rows.Err()
		}
		var p lexical.Posting
		if err := r.rows.Scan(&p.Term, &p.N, &p.Data); err != nil {
			return nil, err
		}
		if len(same) > 0 && same[0].Term != p.Term {
			r.ahead = &p
			return same, nil
		}
		same = append(same, p)
	}
	return same, nil
}
