package pg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/jackc/pgx/v5"
)

// insist runs fn, again while it fails for reasons that pass, for at most Options.Retry. fn must be one that may be
// repeated after it has succeeded without our learning of it.
func (s *Store) insist(ctx context.Context, fn func(ctx context.Context) error) error {
	policy := retrypolicy.NewBuilder[any]().WithBackoff(50*time.Millisecond, time.Second).WithJitterFactor(0.2).
		HandleIf(func(_ any, err error) bool { return err != nil && ctx.Err() == nil && transient(err) })
	var last error
	err := persist(ctx, policy, s.opt.Retry, func() error {
		last = fn(ctx)
		return last
	})
	// what was being waited for says more than that the wait was cut short, and callers look for the context's error
	if ended := ctx.Err(); err != nil && ended != nil && last != nil && !errors.Is(last, ended) {
		return fmt.Errorf("%w: %w", ended, last)
	}
	return err
}

// persist runs fn, again as the policy says for at most so long, 0 = once. The error is the last one of fn, or the
// context's.
func persist(ctx context.Context, policy retrypolicy.Builder[any], long time.Duration, fn func() error) error {
	policy = policy.ReturnLastFailure().WithMaxRetries(-1).WithMaxDuration(long)
	if long == 0 {
		policy = policy.WithMaxRetries(0)
	}
	var last error
	ran := false
	err := failsafe.With(policy.Build()).WithContext(ctx).Run(func() error {
		last, ran = fn(), true
		return last
	})
	if ran && last == nil { // done, even if the context ended meanwhile
		return nil
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
