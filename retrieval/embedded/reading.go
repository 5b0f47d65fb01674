package embedded

import (
	"context"
	"database/sql"
	"runtime"
)

// mostStatements is how many statements a connection keeps prepared; there are far fewer.
const mostStatements = 64

// readers are the connections that are read over. Each keeps the statements that it has prepared: parsing them anew took
// half the time of a search, under a lock that all connections share, so that eight clients got less done than one.
type readers struct {
	db   *sql.DB
	free chan *reader
}

// reader is one of them. It is for one transaction at a time.
type reader struct {
	conn       *sql.Conn // nil before its first use
	statements map[string]*statement
}

// statement is a prepared one.
type statement struct {
	*sql.Stmt
	busy bool // its rows are being read
}

// openReaders makes as many readers as can read at a time. Nothing is read until one is used.
func openReaders(path string) (*readers, error) {
	db, err := connect(path, false)
	if err != nil {
		return nil, err
	}
	r := &readers{db: db, free: make(chan *reader, mostReaders())}
	for range cap(r.free) {
		r.free <- &reader{statements: map[string]*statement{}}
	}
	return r, nil
}

// mostReaders is how many connections are read over. More than there are processors would get in each other's way; a few
// more are for those that wait for the disk.
func mostReaders() int { return runtime.GOMAXPROCS(0) + 2 }

// take gives a reader to one transaction, which gives it back.
func (r *readers) take(ctx context.Context) (*reader, error) {
	var taken *reader
	select {
	case taken = <-r.free:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if taken.conn == nil {
		conn, err := r.db.Conn(ctx)
		if err != nil {
			r.free <- taken
			return nil, err
		}
		taken.conn = conn
	}
	return taken, nil
}

func (r *readers) giveBack(taken *reader) { r.free <- taken }

// Close waits for the readers that are in use and closes all.
func (r *readers) Close() error {
	for range cap(r.free) {
		if taken := <-r.free; taken.conn != nil {
			for _, s := range taken.statements {
				_ = s.Close() // with the connection, if not now
			}
			_ = taken.conn.Close()
		}
	}
	return r.db.Close()
}

// prepared is a statement of the reader; nil where it cannot be kept prepared, or is in use.
func (r *reader) prepared(ctx context.Context, query string) *statement {
	s, known := r.statements[query]
	if !known && len(r.statements) < mostStatements {
		stmt, err := r.conn.PrepareContext(ctx, query)
		if err != nil {
			return nil // whoever runs the query meets the error
		}
		s = &statement{Stmt: stmt}
		r.statements[query] = s
	}
	if s == nil || s.busy {
		return nil
	}
	return s
}
