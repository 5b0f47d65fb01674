package embedded

import (
	"context"
	"strings"
	"time"

	"wence/retrieval"
)

const keyColumns = `id, name, digest, scopes, per_minute, created, used, revoked`

// scanKey reads keyColumns.
func scanKey(row scanner) (retrieval.Key, error) {
	var k retrieval.Key
	var scopes string
	var created, used, revoked int64
	err := row.Scan(&k.ID, &k.Name, &k.Digest, &scopes, &k.PerMinute, &created, &used, &revoked)
	k.Scopes, k.Created, k.Used, k.Revoked = strings.Fields(scopes), moment(created), moment(used), moment(revoked)
	return k, err
}

// moment is a time as its column has it, 0 = never.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// PutKey stores a new key.
func (s *Store) PutKey(ctx context.Context, k retrieval.Key) error {
	err := s.write(ctx, func(tx transaction) error {
		return tx.exec(`INSERT INTO key (`+keyColumns+`) VALUES (?, ?, ?, ?, ?, ?, 0, 0)`,
			k.ID, k.Name, k.Digest, strings.Join(k.Scopes, " "), k.PerMinute, k.Created.UnixMilli())
	})
	return s.explain("store a key", err)
}

// Key is a key by its ID.
func (s *Store) Key(ctx context.Context, id string) (k retrieval.Key, err error) {
	err = s.read(ctx, func(tx transaction) error {
		k, err = scanKey(tx.row(`SELECT `+keyColumns+` FROM key WHERE id = ?`, id))
		return err
	})
	return k, s.explain("read a key", notFound(err))
}

// Keys lists the keys.
func (s *Store) Keys(ctx context.Context) ([]retrieval.Key, error) {
	var keys []retrieval.Key
	err := s.read(ctx, func(tx transaction) error {
		keys = nil
		return tx.each(`SELECT `+keyColumns+` FROM key ORDER BY created DESC, id`, func(row scanner) error {
			k, err := scanKey(row)
			keys = append(keys, k)
			return err
		})
	})
	return keys, s.explain("list keys", err)
}

// UseKey notes that a key was used.
func (s *Store) UseKey(ctx context.Context, id string, at time.Time) error {
	err := s.write(ctx, func(tx transaction) error {
		return tx.row(`UPDATE key SET used = max(used, ?) WHERE id = ? RETURNING id`, at.UnixMilli(), id).Scan(&id)
	})
	return s.explain("note the use of a key", notFound(err))
}

// RevokeKey ends a key.
func (s *Store) RevokeKey(ctx context.Context, id string, at time.Time) error {
	err := s.write(ctx, func(tx transaction) error {
		return tx.row(`UPDATE key SET revoked = iif(revoked = 0, ?, revoked) WHERE id = ? RETURNING id`, at.UnixMilli(), id).Scan(&id)
	})
	return s.explain("revoke a key", notFound(err))
}
