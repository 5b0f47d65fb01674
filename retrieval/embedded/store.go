package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"

	"wence/retrieval"
)

// Store is a retrieval.Store in one file.
type Store struct {
	path    string
	log     *slog.Logger
	writer  *sql.DB // one connection
	readers *readers
	index   indexCache
	near    vectorCache
	counts  statusCache
	upkeep  upkeep
}

var _ retrieval.Store = (*Store)(nil)

// Options of a Store. The zero value is ready for use.
type Options struct {
	Logger *slog.Logger // for failures of background work; nil discards them
	Found  bool         // the file must be there: none is made where a path is misspelt
}

// Open opens the store in the file at path and makes the file when there is none; its directory must exist. A file of
// an older schema is brought to the newest, one of a newer version or of another program is refused and left as it is.
// Errors say in Chinese what is wrong and what helps. The context is for opening only.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{path: absolute, log: opt.Logger}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if opt.Found {
		if err := s.checkThere(); err != nil {
			return nil, err
		}
	}
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(s.explain("open store", err), s.disconnect())
	}
	merge := func(ctx context.Context) error { return s.settle(ctx, maxDead) }
	s.upkeep.start(context.WithoutCancel(ctx), merge, s.log)
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	err := checkPlace(s.path)
	if err != nil {
		return err
	}
	if s.writer, err = connect(s.path, true); err != nil {
		return err
	}
	if s.readers, err = openReaders(s.path); err != nil {
		return err
	}
	if err := s.checkOwner(ctx); err != nil {
		return err
	}
	// The change to WAL is the one lock that SQLite does not wait for.
	if err := insist(ctx, func() error { return s.setWAL(ctx) }); err != nil {
		return err
	}
	err = s.write(ctx, func(tx transaction) error { return migrate(tx, schemas) })
	if errors.Is(err, errNewer) {
		return fmt.Errorf("数据文件 %s %w", s.path, err)
	}
	if err != nil {
		return err
	}
	return s.checkWritable(ctx)
}

func (s *Store) setWAL(ctx context.Context) error {
	var mode string
	if err := s.writer.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("数据文件 %s 所在的磁盘不支持 WAL(journal_mode %s),多半是网络盘;请放到本机磁盘上", s.path, mode)
	}
	return nil
}

// Close stops the background work, waits for it and closes the file.
func (s *Store) Close() error {
	s.upkeep.stop()
	return s.explain("close store", s.disconnect())
}

func (s *Store) disconnect() error {
	var errs []error
	// the writer last: the last connection to close writes the log back, which a read-only one may not
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.Close())
	}
	return errors.Join(errs...)
}
