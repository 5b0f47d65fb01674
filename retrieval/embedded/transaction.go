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
	ctx    context.Context
	conn   *sql.Conn
	reader *reader // whose connection it is; nil of one that writes
	quick  bool    // its statements are too short to be worth a watch on the context; see glance
}

// scanner is a row of a result.
type scanner interface{ Scan(dest ...any) error }

// read runs fn in one snapshot of the corpus.
func (s *Store) read(ctx context.Context, fn func(tx transaction) error) error {
	return s.consult(ctx, transaction{ctx: ctx}, fn)
}

// glance is read for statements that take milliseconds. The driver starts a goroutine for each statement to watch a
// context that can end, and among goroutines that compute, as those of the encoder do, it waits for its turn each time.
// The context is looked at between statements, and between rows.
func (s *Store) glance(ctx context.Context, fn func(tx transaction) error) error {
	return s.consult(ctx, transaction{ctx: ctx, quick: true}, fn)
}

// consult runs fn in a transaction over a reader.
func (s *Store) consult(ctx context.Context, tx transaction, fn func(tx transaction) error) error {
	return insist(ctx, func() error {
		r, err := s.readers.take(ctx)
		if err != nil {
			return err
		}
		defer s.readers.giveBack(r)
		tx.conn, tx.reader = r.conn, r
		return tx.run("BEGIN", fn)
	})
}

// write runs fn in one transaction that alone may write, from its start on. fn may be run again when a lock was not to
// be had.
func (s *Store) write(ctx context.Context, fn func(tx transaction) error) error {
	return insist(ctx, func() error {
		conn, err := s.writer.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		return transaction{ctx: ctx, conn: conn}.run("BEGIN IMMEDIATE", fn)
	})
}

// run runs fn within the transaction. The connection is free again when it returns, also after the context has ended:
// sql.Tx would roll back behind our back, and Close would not wait for it.
func (t transaction) run(begin string, fn func(tx transaction) error) error {
	tx, last := t, t
	last.ctx = context.WithoutCancel(t.ctx)
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
	if err := t.ctx.Err(); err != nil {
		return err
	}
	err := last.exec("COMMIT")
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
	if s := t.prepared(query); s != nil {
		return s.QueryRowContext(t.watched(), args...)
	}
	return t.conn.QueryRowContext(t.watched(), query, args...)
}

// each runs a query and gives its rows to take.
func (t transaction) each(query string, take func(scanner) error, args ...any) error {
	rows, done, err := t.rows(query, args)
	if err != nil {
		return err
	}
	defer done()
	for rows.Next() {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if err := take(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// rows runs a query. done ends it.
func (t transaction) rows(query string, args []any) (rows *sql.Rows, done func(), err error) {
	s := t.prepared(query)
	if s == nil {
		if rows, err = t.conn.QueryContext(t.watched(), query, args...); err != nil {
			return nil, nil, err
		}
		return rows, func() { rows.Close() }, nil
	}
	if rows, err = s.QueryContext(t.watched(), args...); err != nil {
		return nil, nil, err
	}
	s.busy = true
	return rows, func() {
		rows.Close()
		s.busy = false
	}, nil
}

func (t transaction) exec(query string, args ...any) error {
	var err error
	if s := t.prepared(query); s != nil {
		_, err = s.ExecContext(t.watched(), args...)
	} else {
		_, err = t.conn.ExecContext(t.watched(), query, args...)
	}
	return err
}

// prepared is a statement that is kept; nil where none is.
func (t transaction) prepared(query string) *statement {
	if t.reader == nil {
		return nil
	}
	return t.reader.prepared(t.watched(), query)
}

// watched is the context that a statement minds.
func (t transaction) watched() context.Context {
	if t.quick {
		return context.WithoutCancel(t.ctx)
	}
	return t.ctx
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
