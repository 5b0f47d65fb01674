package pg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/sethvargo/go-retry"
)

// insist runs fn, again while it fails for reasons that pass, for at most Options.Retry. fn must be one that may be
// repeated after it has succeeded without our learning of it.
func (s *Store) insist(ctx context.Context, fn func(ctx context.Context) error) error {
	wait := retry.NewExponential(50 * time.Millisecond)
	wait = retry.WithJitterPercent(20, retry.WithCappedDuration(time.Second, wait))
	wait = retry.WithMaxDuration(s.opt.Retry, wait)
	var last error
	err := retry.Do(ctx, wait, func(ctx context.Context) error {
		last = fn(ctx)
		if last != nil && ctx.Err() == nil && transient(last) {
			return retry.RetryableError(last)
		}
		return last
	})
	// what was being waited for says more than that the wait was cut short, and callers look for the context's error
	if ended := ctx.Err(); err != nil && ended != nil && last != nil && !errors.Is(last, ended) {
		return fmt.Errorf("%w: %w", ended, last)
	}
	return err
}

// write runs fn in a transaction, and the whole again when the connection is lost, even if that was during the commit.
func (s *Store) write(ctx context.Context, fn func(tx pgx.Tx) error) error {
	return s.insist(ctx, func(ctx context.Context) error {
		return pgx.BeginFunc(ctx, s.pool, fn)
	})
}

// read runs fn in one snapshot of the primary, for what decides about writing. Other reads go through view or consult.
func (s *Store) read(ctx context.Context, fn func(tx pgx.Tx) error) error {
	return s.insist(ctx, func(ctx context.Context) error { return snapshot(ctx, s.pool, fn) })
}

// Advisory locks are taken for a class and a key in it.
const (
	originLock = 0x77656e01 + iota // key: hash of the origin
	fileLock                       // key: hash of the file's SHA-256
	upkeepLock                     // key: 0
	vectorLock                     // key: 0
)

// waitIdle lets the transaction wait for as long as it takes, with nothing but locks.
const waitIdle = `set local idle_in_transaction_session_timeout = 0`

// waitLock waits for an advisory lock, which the transaction holds to its end.
const waitLock = `select pg_advisory_xact_lock($1, hashtext($2))`

// tryLock takes an advisory lock for the transaction if it is free.
func tryLock(ctx context.Context, tx pgx.Tx, class int) (got bool, err error) {
	err = tx.QueryRow(ctx, `select pg_try_advisory_xact_lock($1, 0)`, class).Scan(&got)
	return got, err
}
