package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// lockTries is how often a transaction is begun that does not get its lock within lockWait.
const lockTries = 6

// transaction is an open transaction, under the context that it was begun with.
type transaction struct {
	ctx  context.Context
	conn *sql.Conn
}

// scanner is a row of a result.
type scanner interface{ Scan(dest ...any) error }

// read runs fn in one snapshot of the corpus.
func (s *Store) read(ctx context.Context, fn func(tx transaction) error) error {
	return insist(ctx, func() error { return transact(ctx, s.reader, "BEGIN", fn) })
}

// write runs fn in one transaction that alone may write, from its start on. fn may be run again when a lock was not to
// be had.
func (s *Store) write(ctx context.Context, fn func(tx transaction) error) error {
	return insist(ctx, func() error { return transact(ctx, s.writer, "BEGIN IMMEDIATE", fn) })
}

// transact runs fn in a transaction. The connection is free again when it returns, also after the context has ended:
// sql.Tx would roll back behind our back, and Close would not wait for it.
func transact(ctx context.Context, db *sql.DB, begin string, fn func(tx transaction) error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	tx := transaction{ctx, conn}
	last := transaction{context.WithoutCancel(ctx), conn}
	committed := false
	defer func() {
		if !committed {
			last.exec("ROLLBACK") // fails when nothing has begun, and that is as well
		}
	}()
	if err := tx.exec(begin); err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	err = last.exec("COMMIT")
	committed = err == nil
	return err
}

// insist repeats fn while another connection's lock is in its way.
func insist(ctx context.Context, fn func() error) error {
	for try := 1; ; try++ {
		err := fn()
		if err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
		if code(err) != sqlite3.SQLITE_BUSY || try == lockTries {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(try) * 20 * time.Millisecond):
		}
	}
}

// code is the primary result code of an SQLite error, 0 for others.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// row runs a query for its first row.
func (t transaction) row(query string, args ...any) *sql.Row {
	return t.conn.QueryRowContext(t.ctx, query, args...)
}

// each runs a query and gives its rows to take.
func (t transaction) each(query string, take func(scanner) error, args ...any) error {
	rows, err := t.conn.QueryContext(t.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (t transaction) exec(query string, args ...any) error {
	_, err := t.conn.ExecContext(t.ctx, query, args...)
	return err
}

// repeat runs a statement n times, with the arguments that args gives for each.
func (t transaction) repeat(statement string, n int, args func(i int) []any) error {
	stmt, err := t.conn.PrepareContext(t.ctx, statement)
	if err != nil {
		return err
	}
	defer stmt.Close()
	// the driver would start a goroutine for each statement to watch a context that can end
	ctx := context.WithoutCancel(t.ctx)
	for i := range n {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if _, err := stmt.ExecContext(ctx, args(i)...); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return nil
}

// list is values as a parameter: IN (SELECT value FROM json_each(?)).
func list[T ~int32 | ~int64 | ~string](values []T) string {
	data, _ := json.Marshal(values) // numbers and strings always marshal
	return string(data)
}
