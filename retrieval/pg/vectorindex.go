package pg

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// vectorIndex is an HNSW index over the vectors of one model, as it is or should be.
type vectorIndex struct {
	model
	exists, valid, wanted bool
}

func (v vectorIndex) name() string { return fmt.Sprintf("passage_vector_hnsw_%d", v.id) }

// manyVectors is how many vectors of a model are scanned one by one at most, before they get an index even while more
// are coming slowly.
const manyVectors = 20_000

// vectorIndexesQuery lists what is and what should be: an index for each model with $1 vectors, or one already.
const vectorIndexesQuery = `
	with index as (
		select substr(relname, length('passage_vector_hnsw_') + 1)::int as model, indisvalid
		from pg_index join pg_class on pg_class.oid = indexrelid
		where indrelid = 'passage_vector'::regclass and relname ~ '^passage_vector_hnsw_[0-9]+$')
	select coalesce(model.id, index.model), coalesce(dims, 0), index.model is not null, coalesce(indisvalid, false),
		model.id is not null and (index.model is not null or
			coalesce((select sum(n) from tally where counter = 'vectors/' || model.id), 0) >= $1)
	from model full join index on index.model = model.id order by 1`

// indexVectors gives each model with enough vectors its index, repairs what an interrupted build has left and drops the
// index of a model that is gone. It does so outside of any transaction, so that writers go on meanwhile; a lock that another
// connection holds keeps other processes from doing the same.
func (s *Store) indexVectors(ctx context.Context, enough int) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		got, err := tryLock(ctx, tx, vectorLock)
		if err != nil || !got {
			return err
		}
		if _, err := tx.Exec(ctx, waitIdle); err != nil {
			return err
		}
		conn, err := s.pool.Acquire(ctx)
		if err != nil {
			return err
		}
		defer conn.Release()
		return repairVectorIndexes(ctx, conn.Conn(), enough)
	})
}

func repairVectorIndexes(ctx context.Context, conn *pgx.Conn, enough int) error {
	rows, err := conn.Query(ctx, vectorIndexesQuery, enough)
	if err != nil {
		return err
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (v vectorIndex, err error) {
		err = row.Scan(&v.id, &v.dims, &v.exists, &v.valid, &v.wanted)
		return v, err
	})
	if err != nil {
		return err
	}
	for _, v := range list {
		if err := v.repair(ctx, conn); err != nil {
			return fmt.Errorf("%s: %w", v.name(), err)
		}
	}
	return nil
}

func (v vectorIndex) repair(ctx context.Context, conn *pgx.Conn) error {
	if v.exists && (!v.valid || !v.wanted) {
		if _, err := conn.Exec(ctx, `drop index concurrently if exists `+v.name()); err != nil {
			return err
		}
		v.exists = false
	}
	if v.exists || !v.wanted || v.dims > maxIndexed {
		return nil
	}
	if err := forbidParallelBuild(ctx, conn); err != nil {
		return err
	}
	_, err := conn.Exec(ctx, fmt.Sprintf(`create index concurrently if not exists %s on passage_vector
		using hnsw (%s halfvec_cosine_ops) where model = %d`, v.name(), indexExpression(v.model), v.id))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, `analyze passage_vector`)
	return err
}

// forbidParallelBuild keeps versions of pgvector with CVE-2026-3172 from building in parallel.
func forbidParallelBuild(ctx context.Context, conn *pgx.Conn) error {
	var installed string
	if err := conn.QueryRow(ctx, `select extversion from pg_extension where extname = 'vector'`).Scan(&installed); err != nil {
		return err
	}
	change := `alter table passage_vector reset (parallel_workers)`
	if parseVersion(installed).before(safeVector) {
		change = `alter table passage_vector set (parallel_workers = 0)`
	}
	_, err := conn.Exec(ctx, change)
	return err
}
