package embedded

import (
	"sync"

	"wence/retrieval/lexical"
)

// index is what is known of the whole lexical index at one generation of it.
type index struct {
	generation int64
	segments   map[int64]segment
	stats      lexical.Stats
	dead       int
	characters []int // passages with each single character, from lexical.FirstCharacter on
}

// common reports whether a query leaves the character out.
func (ix *index) common(t lexical.Term) bool {
	return ix.frequency(t) > lexical.CommonLimit(ix.stats.N)
}

// frequency is the number of passages with the character t.
func (ix *index) frequency(t lexical.Term) int { return ix.characters[t-lexical.FirstCharacter] }

// indexCache keeps the index as last seen. Segments never change, so a new generation costs its new segments.
type indexCache struct {
	mu   sync.Mutex
	last *index
}

// index gives the index of the transaction's snapshot.
func (c *indexCache) index(tx transaction, generation int64) (*index, error) {
	c.mu.Lock()
	last := c.last
	c.mu.Unlock()
	if last != nil && last.generation == generation {
		return last, nil
	}
	ix, err := loadIndex(tx, last)
	if err != nil {
		return nil, err
	}
	ix.generation = generation
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last == nil || c.last.generation < generation {
		c.last = ix
	}
	return ix, nil
}

// loadIndex reads the index, of which an earlier or later state may be known.
func loadIndex(tx transaction, known *index) (*index, error) {
	list, err := tx.segments()
	if err != nil {
		return nil, err
	}
	ix := &index{segments: map[int64]segment{}, characters: make([]int, lexical.LastCharacter-lexical.FirstCharacter+1)}
	for _, s := range list {
		if known != nil {
			s.characters = known.segments[s.seg].characters
		}
		if s.characters == nil {
			var data []byte
			if err := tx.row(`SELECT characters FROM lex_seg WHERE seg = ?`, s.seg).Scan(&data); err != nil {
				return nil, err
			}
			if s.characters, err = lexical.DecodeFrequencies(data); err != nil {
				return nil, err
			}
		}
		ix.add(s)
	}
	return ix, nil
}

func (ix *index) add(s segment) {
	ix.segments[s.seg] = s
	ix.stats.N += s.n
	ix.stats.SumDL += s.sumDL
	ix.dead += s.dead
	for _, f := range s.characters {
		ix.characters[f.Term-lexical.FirstCharacter] += f.N
	}
}

// postings reads the postings of terms, of all segments. Of each segment it reads the one block that a term can be in.
func (t transaction) postings(terms []lexical.Term) ([]lexical.Posting, error) {
	var postings []lexical.Posting
	err := t.each(`SELECT term.value, (SELECT data FROM lex_block
			WHERE lex_block.seg = lex_seg.seg AND lex_block.term <= term.value ORDER BY lex_block.term DESC LIMIT 1)
		FROM json_each(?) AS term CROSS JOIN lex_seg`,
		func(row scanner) error {
			var term lexical.Term
			var block []byte
			if err := row.Scan(&term, &block); err != nil {
				return err
			}
			p, found, err := findPosting(block, term)
			if found {
				postings = append(postings, p)
			}
			return err
		}, list(terms))
	return postings, err
}
