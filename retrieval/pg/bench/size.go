package main

import (
	"context"
	"os"

	"github.com/jackc/pgx/v5"
)

// size is what something takes on the disk.
type size struct {
	name  string
	bytes int64
}

// sizesQuery adds up tables with what belongs to them; the HNSW index stands apart from its table.
const sizesQuery = `
	select 'notices and passages', sum(pg_total_relation_size(c)) from unnest('{notice, passage, reference, fact}'::regclass[]) c
	union all select 'lexical index', sum(pg_total_relation_size(c)) from unnest('{lex_segment, lex_post, lex_dead}'::regclass[]) c
	union all select 'lexical index, without room for more', (select sum(pg_column_size(p)) from lex_post p)
		+ (select sum(pg_column_size(s)) from lex_segment s) + pg_relation_size('lex_post_pkey') + pg_relation_size('lex_post_segment')
	union all select 'vectors', pg_total_relation_size('passage_vector') - sum(pg_relation_size(indexrelid))
		from pg_index where indrelid = 'passage_vector'::regclass and indexrelid::regclass::text like '%hnsw%'
	union all select 'HNSW index', sum(pg_relation_size(indexrelid))
		from pg_index where indrelid = 'passage_vector'::regclass and indexrelid::regclass::text like '%hnsw%'
	union all select 'bare: texts', pg_total_relation_size('bare_passage')
	union all select 'bare: pairs', pg_table_size('bare_pairs')
	union all select 'bare: GIN index over pairs', pg_relation_size('bare_gin')`

// sizes measures tables, and the file of the embedded store.
func (b bare) sizes(ctx context.Context, file string) ([]size, error) {
	rows, err := b.conn.Query(ctx, sizesQuery)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (s size, err error) {
		err = row.Scan(&s.name, &s.bytes)
		return s, err
	})
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	return append(list, size{"embedded store: the file", info.Size()}), nil
}

// postings measures what the store reads for the pairs and words of a question, on average. Its rare characters add little.
func (b bare) postings(ctx context.Context, questions []question) (int64, error) {
	var sum int64
	for _, q := range questions {
		var n int64
		err := b.conn.QueryRow(ctx, `select coalesce(sum(length(data)), 0)::bigint from lex_post where term = any($1)`, q.pairs).Scan(&n)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum / int64(len(questions)), nil
}
