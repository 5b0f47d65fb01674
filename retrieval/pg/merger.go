package pg

import (
	"context"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wence/retrieval/lexical"
)

// merger writes the segments ids anew as one.
type merger struct {
	ctx  context.Context
	tx   pgx.Tx
	pool *pgxpool.Pool
	ids  []int32
	dead map[int32]bool // passages in them that were deleted when the merge began
}

func (m *merger) live(id int32) bool { return !m.dead[id] }

func (m *merger) readDead() error {
	rows, err := m.tx.Query(m.ctx, `select d.passage from lex_segment s cross join unnest(s.passages) r
		join lex_dead d on d.passage >= lower(r) and d.passage < upper(r) where s.id = any($1)`, m.ids)
	if err != nil {
		return err
	}
	var id int32
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		m.dead[id] = true
		return nil
	})
	return err
}

func (m *merger) deadIDs() []int32 { return slices.Collect(maps.Keys(m.dead)) }

// remaining are the passages of which the new segment is made.
const remaining = `(select range_agg(passages) from lex_segment where id = any($1))
	- coalesce((select range_agg(int4range(id, id, '[]')) from unnest($2::int[]) id), '{}')`

// mergeFresh merges in memory. What comes out may still be small enough to count as fresh.
func (m *merger) mergeFresh() error {
	rows, err := m.tx.Query(m.ctx, `select fresh from lex_segment where id = any($1)`, m.ids)
	if err != nil {
		return err
	}
	blocks, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	if err != nil {
		return err
	}
	var all []lexical.Posting
	for _, block := range blocks {
		postings, err := decodeBlock(block)
		if err != nil {
			return err
		}
		all = append(all, postings...)
	}
	merged, err := lexical.Compact(all, m.live)
	if err != nil {
		return err
	}
	var left []int32
	err = m.tx.QueryRow(m.ctx, `select array(select generate_series(lower(r), upper(r) - 1) from unnest(`+remaining+`) r)`,
		m.ids, m.deadIDs()).Scan(&left)
	if err != nil || len(left) == 0 {
		return err
	}
	return insertSegment(m.ctx, m.tx, merged, left)
}

// mergeStored merges term by term, from one connection into another: what is read was committed long ago and does not
// change. The new segment's numbers are known at the end.
func (m *merger) mergeStored() error {
	var id int32
	err := m.tx.QueryRow(m.ctx, `insert into lex_segment (passages, n, sum_dl, characters) values (`+remaining+`, 0, 0, '') returning id`,
		m.ids, m.deadIDs()).Scan(&id)
	if err != nil {
		return err
	}
	rows, err := m.pool.Query(m.ctx, `select term, n, data from lex_post where segment = any($1) order by term`, m.ids)
	if err != nil {
		return err
	}
	source := &compaction{rows: rows, segment: id, compactor: lexical.Compactor{Live: m.live}}
	err = copyPostings(m.ctx, m.tx, source)
	rows.Close()
	if err != nil {
		return err
	}
	s := source.compactor.Segment()
	_, err = m.tx.Exec(m.ctx, `update lex_segment set n = $2, sum_dl = $3, characters = $4 where id = $1`,
		id, s.N, s.SumDL, encodeFrequencies(source.characters))
	if err != nil {
		return err
	}
	_, err = m.tx.Exec(m.ctx, `delete from lex_segment where id = $1 and isempty(passages)`, id)
	return err
}

func (m *merger) dropOld() error {
	b := &pgx.Batch{}
	b.Queue(`delete from lex_post where segment = any($1)`, m.ids)
	b.Queue(`delete from lex_segment where id = any($1)`, m.ids)
	b.Queue(`delete from lex_dead where passage = any($1)`, m.deadIDs())
	return m.tx.SendBatch(m.ctx, b).Close()
}

// compaction is a pgx.CopyFromSource: rows of lex_post in order of their terms, as rows of the new segment.
type compaction struct {
	rows       pgx.Rows
	segment    int32
	compactor  lexical.Compactor
	characters []frequency

	next  *lexical.Posting // read, but of the next term
	row   []any
	ended bool
	err   error
}

// Next goes to the next term of which a live passage is left.
func (c *compaction) Next() bool {
	for {
		same := c.sameTerm()
		if len(same) == 0 || c.err != nil {
			return false
		}
		var p lexical.Posting
		if p, c.err = c.compactor.Term(same); c.err != nil {
			return false
		}
		if p.N == 0 {
			continue
		}
		if p.Term.IsCharacter() {
			c.characters = append(c.characters, frequency{p.Term, p.N})
		}
		c.row = postingRow(p, c.segment)
		return true
	}
}

// sameTerm reads the rows of one term, none at the end.
func (c *compaction) sameTerm() []lexical.Posting {
	var same []lexical.Posting
	if c.next != nil {
		same = append(same, *c.next)
		c.next = nil
	}
	for !c.ended {
		if c.ended = !c.rows.Next(); c.ended {
			c.err = c.rows.Err()
			break
		}
		var p lexical.Posting
		if c.err = c.rows.Scan(&p.Term, &p.N, &p.Data); c.err != nil {
			break
		}
		if len(same) > 0 && same[0].Term != p.Term {
			c.next = &p
			break
		}
		same = append(same, p)
	}
	return same
}

// Values gives the row that Next has gone to.
func (c *compaction) Values() ([]any, error) { return c.row, nil }

// Err gives what ended the rows early.
func (c *compaction) Err() error { return c.err }
