package pg

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// source is a server that is read from, with what is kept in memory of its contents.
type source struct {
	pool   *pgxpool.Pool
	index  indexCache
	models modelCache
}

// consult runs fn, which reads only and may be repeated: on a replica that is well, in turn; where that fails, on the next,
// then on the primary, and at last, rather than to give nothing, on a replica that is behind. Each time fn starts anew,
// so that what it gives is of one server.
func (s *Store) consult(ctx context.Context, fn func(ctx context.Context, from *source) error) error {
	if s.replicas == nil {
		return s.insist(ctx, func(ctx context.Context) error { return fn(ctx, &s.source) })
	}
	return s.insist(ctx, func(ctx context.Context) error {
		done, answer := s.replicas.ask(ctx, s.replicas.well(), fn)
		if done {
			return answer
		}
		err := fn(ctx, &s.source)
		if err == nil || ctx.Err() != nil || !transient(err) {
			return err
		}
		if answer != nil { // nobody knows better than the replica that said so
			return answer
		}
		if done, answer = s.replicas.ask(ctx, s.replicas.behind(), fn); done || answer != nil {
			return answer
		}
		return err
	})
}

// view runs fn in one snapshot of a server that may be read from.
func (s *Store) view(ctx context.Context, fn func(tx pgx.Tx) error) error {
	return s.consult(ctx, func(ctx context.Context, from *source) error { return snapshot(ctx, from.pool, fn) })
}

// snapshot runs fn in one snapshot of the database.
func snapshot(ctx context.Context, pool *pgxpool.Pool, fn func(tx pgx.Tx) error) error {
	return pgx.BeginTxFunc(ctx, pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, fn)
}

// ask tries the replicas. done means that one has given what was wanted, or that the time is up. A replica may not have
// what the primary has by now (a notice, a table, a model), so what else it answers is only kept for the case that nobody
// knows better.
func (rs *replicas) ask(ctx context.Context, list []*replica, fn func(context.Context, *source) error) (done bool, answer error) {
	for _, r := range list {
		err := r.try(ctx, fn)
		if err == nil || ctx.Err() != nil {
			return true, err
		}
		if !transient(err) && !errors.Is(err, context.DeadlineExceeded) {
			answer = err
		}
	}
	return false, answer
}

// try runs fn on the replica, for a while: one that hangs must not take all the time that a search has.
func (r *replica) try(ctx context.Context, fn func(context.Context, *source) error) error {
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := fn(limited, &r.source)
	if err != nil && ctx.Err() == nil && (limited.Err() != nil || lost(err)) {
		r.mark(ctx, func(h *Replica) { h.Problem = unanswered(err, patience) })
	}
	return err
}
