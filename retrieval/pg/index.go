package pg

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"

	"wence/retrieval/lexical"
)

// index is what a search knows of a set of segments without reading postings.
type index struct {
	segments   map[int32]segment
	stats      lexical.Stats
	characters []int // passages with each single character, from lexical.FirstCharacter on
}

// segment is a segment as kept in memory.
type segment struct {
	head
	characters []lexical.Frequency
	postings   []lexical.Posting // of a fresh one, sorted by term
}

// common reports whether a query leaves the character out.
func (ix *index) common(t lexical.Term) bool {
	return ix.frequency(t) > lexical.CommonLimit(ix.stats.N)
}

// frequency is the number of passages with the character t.
func (ix *index) frequency(t lexical.Term) int { return ix.characters[t-lexical.FirstCharacter] }

// covers reports whether the index is of exactly these segments.
func (ix *index) covers(heads []head) bool {
	return len(heads) == len(ix.segments) && !slices.ContainsFunc(heads, func(h head) bool { return ix.segments[h.id].head != h })
}

// freshPostings are the postings of terms in fresh segments.
func (ix *index) freshPostings(terms []lexical.Term) []lexical.Posting {
	var found []lexical.Posting
	for _, s := range ix.segments {
		for _, t := range terms {
			i, is := slices.BinarySearchFunc(s.postings, t, func(p lexical.Posting, t lexical.Term) int { return cmp.Compare(p.Term, t) })
			if is {
				found = append(found, s.postings[i])
			}
		}
	}
	return found
}

func (ix *index) add(s segment) {
	ix.segments[s.id] = s
	ix.stats.N += s.n
	ix.stats.SumDL += s.sumDL
	for _, f := range s.characters {
		ix.characters[f.Term-lexical.FirstCharacter] += f.N
	}
}

// indexCache keeps the index that was last needed.
type indexCache struct {
	mu   sync.Mutex
	last *index
}

// get gives the last index, an empty one at first.
func (c *indexCache) get() *index {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last == nil {
		c.last = newIndex()
	}
	return c.last
}

func (c *indexCache) set(ix *index) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = ix
}

func newIndex() *index {
	return &index{segments: map[int32]segment{}, characters: make([]int, lexical.LastCharacter-lexical.FirstCharacter+1)}
}

// load makes the index of the segments, of which those in known need not be read: segments never change.
func load(ctx context.Context, conn *pgx.Conn, heads []head, known *index) (*index, error) {
	ix := newIndex()
	missing := map[int32]head{}
	var ids []int32
	for _, h := range heads {
		if s := known.segments[h.id]; s.head == h { // an id may come again on a replica that became the primary
			ix.add(s)
		} else {
			missing[h.id] = h
			ids = append(ids, h.id)
		}
	}
	if len(ids) == 0 {
		return ix, nil
	}
	rows, err := conn.Query(ctx, `select id, characters, fresh from lex_segment where id = any($1)`, ids)
	if err != nil {
		return nil, err
	}
	var id int32
	var characters, fresh []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &characters, &fresh}, func() error {
		s := segment{head: missing[id]}
		var err error
		if s.characters, err = lexical.DecodeFrequencies(characters); err != nil {
			return err
		}
		if s.postings, err = lexical.DecodeBlock(fresh); err != nil {
			return err
		}
		ix.add(s)
		fresh = nil // the postings keep its bytes
		return nil
	})
	return ix, err
}
