package pg

import (
	"context"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wence/retrieval/lexical"
)

// merger writes the segments ids anew as one, without the passages that were deleted when it began.
type merger struct {
	ctx  context.Context
	tx   pgx.Tx
	pool *pgxpool.Pool
	ids  []int32
	dead map[int32]bool
}

func (m *merger) readDead() error {
	rows, err := m.tx.Query(m.ctx, `select d.passage from lex_segment s cross join unnest(s.passages) r
		join lex_dead d on d.passage >= lower(r) and d.passage < upper(r) where s.id = any($1)`, m.ids)
	if err != nil {
		return err
	}
	var id int32
	m.dead = map[int32]bool{}
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		m.dead[id] = true
		return nil
	})
	return err
}

func (m *merger) deadIDs() []int32 { return slices.Collect(maps.Keys(m.dead)) }

func (m *merger) compaction(source postingSource) *compaction {
	return &compaction{source: source, compactor: lexical.Compactor{Live: func(id int32) bool { return !m.dead[id] }}}
}

// insertMerged makes the row of the new segment, whose numbers are known at the end.
const insertMerged = `insert into lex_segment (passages, n, sum_dl, characters, fresh)
	select (select range_agg(passages) from lex_segment where id = any($1))
		- coalesce((select range_agg(int4range(id, id, '[]')) from unnest($2::int[]) id), '{}'), 0, 0, '', $3
	returning id`

func (m *merger) insert(fresh []byte) (id int32, err error) {
	err = m.tx.QueryRow(m.ctx, insertMerged, m.ids, m.deadIDs(), fresh).Scan(&id)
	return id, err
}

// mergeFresh merges fresh segments, into one that is fresh again if it is small enough.
func (m *merger) mergeFresh(passages int) error {
	rows, err := m.tx.Query(m.ctx, `select fresh from lex_segment where id = any($1)`, m.ids)
	if err != nil {
		return err
	}
	blocks, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	if err != nil {
		return err
	}
	var source sortedPostings
	for _, block := range blocks {
		postings, err := lexical.DecodeBlock(block)
		if err != nil {
			return err
		}
		source = append(source, postings)
	}
	c := m.compaction(&source)
	if passages > freshLimit {
		return m.store(c)
	}
	var merged []lexical.Posting
	for c.Next() {
		merged = append(merged, c.posting)
	}
	if c.err != nil {
		return c.err
	}
	id, err := m.insert(lexical.EncodeBlock(merged))
	if err != nil {
		return err
	}
	return m.finish(id, c)
}

// mergeStored merges from one connection into another: what is read was committed long ago and does not change.
func (m *merger) mergeStored() error {
	rows, err := m.pool.Query(m.ctx, `select term, n, data from lex_post where segment = any($1) order by term`, m.ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	return m.store(m.compaction(&postingRows{rows: rows}))
}

// store writes the new segment into lex_post.
func (m *merger) store(c *compaction) error {
	id, err := m.insert(nil)
	if err != nil {
		return err
	}
	c.segment = id
	if err := copyPostings(m.ctx, m.tx, c); err != nil {
		return err
	}
	return m.finish(id, c)
}

// finish takes the new segment's numbers, and the old segments away. A segment of no passages is not kept.
func (m *merger) finish(id int32, c *compaction) error {
	s := c.compactor.Segment()
	b := &pgx.Batch{}
	b.Queue(`update lex_segment set n = $2, sum_dl = $3, characters = $4 where id = $1`,
		id, s.N, s.SumDL, lexical.EncodeFrequencies(c.characters))
	b.Queue(`delete from lex_segment where id = $1 and isempty(passages)`, id)
	b.Queue(`delete from lex_post where segment = any($1)`, m.ids)
	b.Queue(`delete from lex_segment where id = any($1)`, m.ids)
	b.Queue(`delete from lex_dead where passage = any($1)`, m.deadIDs())
	return m.tx.SendBatch(m.ctx, b).Close()
}
