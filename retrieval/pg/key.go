package pg

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

const keyColumns = `id, name, digest, scopes, per_minute, created, used, revoked`

// scanKey reads keyColumns.
func scanKey(row pgx.CollectableRow) (k retrieval.Key, err error) {
	var used, revoked *time.Time
	err = row.Scan(&k.ID, &k.Name, &k.Digest, &k.Scopes, &k.PerMinute, &k.Created, &used, &revoked)
	k.Created, k.Used, k.Revoked = k.Created.UTC(), moment(used), moment(revoked)
	return k, err
}

// moment is a time as its column has it, null = never.
func moment(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

// keys runs a query that gives keyColumns.
func (s *Store) keys(ctx context.Context, query string, args ...any) (keys []retrieval.Key, err error) {
	err = s.insist(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, query, args...)
		if err != nil {
			return err
		}
		keys, err = pgx.CollectRows(rows, scanKey)
		return err
	})
	return keys, err
}

// PutKey stores a new key.
func (s *Store) PutKey(ctx context.Context, k retrieval.Key) error {
	_, err := s.pool.Exec(ctx, `insert into key (id, name, digest, scopes, per_minute, created) values ($1, $2, $3, $4, $5, $6)`,
		text(k.ID), text(k.Name), k.Digest, append([]string{}, k.Scopes...), k.PerMinute, k.Created.Truncate(time.Millisecond))
	return failed("store a key", denied(err))
}

// Key is a key by its ID.
func (s *Store) Key(ctx context.Context, id string) (retrieval.Key, error) {
	keys, err := s.keys(ctx, `select `+keyColumns+` from key where id = $1`, text(id))
	if err == nil && len(keys) == 0 {
		err = retrieval.ErrNotFound
	}
	if err != nil {
		return retrieval.Key{}, failed("read a key", err)
	}
	return keys[0], nil
}

// Keys lists the keys.
func (s *Store) Keys(ctx context.Context) ([]retrieval.Key, error) {
	keys, err := s.keys(ctx, `select `+keyColumns+` from key order by created desc, id`)
	return keys, failed("list keys", err)
}

// UseKey notes that a key was used.
func (s *Store) UseKey(ctx context.Context, id string, at time.Time) error {
	err := s.changeKey(ctx, `update key set used = greatest(used, $1) where id = $2`, at, id)
	return failed("note the use of a key", err)
}

// RevokeKey ends a key.
func (s *Store) RevokeKey(ctx context.Context, id string, at time.Time) error {
	err := s.changeKey(ctx, `update key set revoked = coalesce(revoked, $1) where id = $2`, at, id)
	return failed("revoke a key", err)
}

// changeKey runs a statement on a key.
func (s *Store) changeKey(ctx context.Context, statement string, at time.Time, id string) error {
	return denied(s.insist(ctx, func(ctx context.Context) error {
		done, err := s.pool.Exec(ctx, statement, at.Truncate(time.Millisecond), text(id))
		if err == nil && done.RowsAffected() == 0 {
			return retrieval.ErrNotFound
		}
		return err
	}))
}
