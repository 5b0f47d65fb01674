package pg

import (
	"context"

	"github.com/jackc/pgx/v5"

	"wence/retrieval/lexical"
)

// freshLimit is how many passages a segment may have whose postings stay in one value. All fresh segments are in the
// memory of every process that searches.
const freshLimit = 512

const insertSegmentQuery = `insert into lex_segment (passages, n, sum_dl, characters, fresh)
	select range_agg(int4range(id, id, '[]')), $2, $3, $4, $5 from unnest($1::int[]) id returning id`

// insertSegment stores a built segment that was made of the passages ids.
func insertSegment(ctx context.Context, tx pgx.Tx, s lexical.Segment, ids []int32) error {
	var fresh []byte
	if s.N <= freshLimit {
		fresh = lexical.EncodeBlock(s.Postings)
	}
	var segment int32
	err := tx.QueryRow(ctx, insertSegmentQuery, ids, s.N, s.SumDL, lexical.EncodeFrequencies(lexical.FrequenciesOf(s.Postings)), fresh).
		Scan(&segment)
	if err != nil || fresh != nil {
		return err
	}
	return copyPostings(ctx, tx, pgx.CopyFromSlice(len(s.Postings), func(i int) ([]any, error) {
		p := s.Postings[i]
		return postingRow(p, segment), nil
	}))
}

func postingRow(p lexical.Posting, segment int32) []any {
	return []any{int32(p.Term), segment, int32(p.N), p.Data}
}

func copyPostings(ctx context.Context, tx pgx.Tx, source pgx.CopyFromSource) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"lex_post"}, []string{"term", "segment", "n", "data"}, source)
	return err
}

// head is what is read of every segment for every search.
type head struct {
	id    int32
	n     int
	sumDL int64
	fresh bool
}

const headsQuery = `select id, n, sum_dl, fresh is not null from lex_segment`

func collectHeads(rows pgx.Rows) ([]head, error) {
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (h head, err error) {
		err = row.Scan(&h.id, &h.n, &h.sumDL, &h.fresh)
		return h, err
	})
}
