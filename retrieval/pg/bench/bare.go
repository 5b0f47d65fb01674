package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"
	pgxvector "github.com/pgvector/pgvector-go/pgx"

	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// bare is a connection for what is done without the store.
type bare struct{ conn *pgx.Conn }

func dial(ctx context.Context, dsn string) (bare, error) {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return bare{}, err
	}
	return bare{conn}, pgxvector.RegisterTypes(ctx, conn)
}

func (b bare) exec(ctx context.Context, statements ...string) error {
	for _, s := range statements {
		if _, err := b.conn.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// copied is how long it took to copy the same rows into tables without any index, and to make a GIN index.
type copied struct{ passages, vectors, gin time.Duration }

func (b bare) copyPassages(ctx context.Context, texts []string) (time.Duration, error) {
	err := b.exec(ctx, `create table bare_passage (id int, notice bigint, seq int, start_byte int, end_byte int, locator text, text text)`)
	if err != nil {
		return 0, err
	}
	start := time.Now()
	_, err = b.conn.CopyFrom(ctx, pgx.Identifier{"bare_passage"},
		[]string{"id", "notice", "seq", "start_byte", "end_byte", "locator", "text"},
		pgx.CopyFromSlice(len(texts), func(i int) ([]any, error) {
			return []any{i + 1, i / noticeSize, i%noticeSize + 1, 0, len(texts[i]), "三、(四)", texts[i]}, nil
		}))
	return time.Since(start), err
}

// copyVectors copies what the store holds and is given here.
func (b bare) copyVectors(ctx context.Context, vectors map[int32][]float32) (time.Duration, error) {
	if err := b.exec(ctx, `create table bare_vector (passage int, embedding vector)`); err != nil {
		return 0, err
	}
	ids := make([]int32, 0, len(vectors))
	for id := range vectors {
		ids = append(ids, id)
	}
	start := time.Now()
	_, err := b.conn.CopyFrom(ctx, pgx.Identifier{"bare_vector"}, []string{"passage", "embedding"},
		pgx.CopyFromSlice(len(ids), func(i int) ([]any, error) {
			return []any{ids[i], pgvector.NewVector(vectors[ids[i]])}, nil
		}))
	return time.Since(start), err
}

// indexPairs makes a table of the passages with their character pairs and words, and a GIN index over it.
func (b bare) indexPairs(ctx context.Context, texts []string) (time.Duration, error) {
	if err := b.exec(ctx, `create table bare_pairs (id int, pairs int[])`); err != nil {
		return 0, err
	}
	_, err := b.conn.CopyFrom(ctx, pgx.Identifier{"bare_pairs"}, []string{"id", "pairs"},
		pgx.CopyFromSlice(len(texts), func(i int) ([]any, error) {
			return []any{i + 1, pairs(lexical.ParseQuery(zh.Fold(texts[i])))}, nil
		}))
	if err != nil {
		return 0, err
	}
	start := time.Now()
	err = b.exec(ctx, `create index bare_gin on bare_pairs using gin (pairs)`)
	return time.Since(start), err
}

// pairs are the terms of a query but for its single characters.
func pairs(q lexical.Query) []int32 {
	var list []int32
	for _, t := range q.Terms() {
		if !t.IsCharacter() {
			list = append(list, int32(t))
		}
	}
	return list
}

// Bare probes. The planner is kept from reading the tables from end to end, as it would for so few rows.
const (
	nearestQuery = `select passage from passage_vector where model = %d order by (embedding::halfvec(%d)) <=> $1 limit %d`
	sharingQuery = `select id from bare_pairs where pairs && $1 limit %d`
	countedQuery = `select id from bare_pairs where pairs && $1
		order by cardinality(array(select unnest(pairs) intersect select unnest($1::int[]))) desc, id limit %d`
)

// nearest walks through the HNSW index with ef candidates in view.
func (b bare) nearest(ctx context.Context, ef, limit int) (func(context.Context, question) error, error) {
	var id, dims int
	if err := b.conn.QueryRow(ctx, `select id, dims from model`).Scan(&id, &dims); err != nil {
		return nil, err
	}
	err := b.exec(ctx, fmt.Sprintf(`set hnsw.ef_search = %d`, ef), `set enable_seqscan = off`)
	query := fmt.Sprintf(nearestQuery, id, dims, limit)
	return func(ctx context.Context, q question) error {
		return b.read(ctx, query, pgvector.NewHalfVector(q.vector))
	}, err
}

// sharing gives passages that share a pair with the question, any of them or those that share most.
func (b bare) sharing(ctx context.Context, query string, limit int) (func(context.Context, question) error, error) {
	query = fmt.Sprintf(query, limit)
	err := b.exec(ctx, `set enable_seqscan = off`)
	return func(ctx context.Context, q question) error { return b.read(ctx, query, q.pairs) }, err
}

func (b bare) read(ctx context.Context, query string, args ...any) error {
	rows, err := b.conn.Query(ctx, query, args...)
	if err != nil {
		return err
	}
	_, err = pgx.CollectRows(rows, pgx.RowTo[int32])
	return err
}
