package pg_test

import (
	"log/slog"
	"path/filepath"
	"testing"

	"wence/retrieval"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
	"wence/retrieval/storetest"
)

// open gives a store in a database of its own. The test closes it.
func open(t *testing.T) retrieval.Store { return openAt(t, pgtest.New(t)) }

func openAt(t testing.TB, dsn string) *pg.Store {
	t.Helper()
	s, err := pg.Open(t.Context(), dsn, pg.Options{Logger: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) { storetest.Run(t, open) }

func TestReopen(t *testing.T) {
	dsn := pgtest.New(t)
	storetest.RunReopen(t,
		func(t *testing.T) retrieval.Store { return openAt(t, dsn) },
		func(t *testing.T, s retrieval.Store) retrieval.Store {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return openAt(t, dsn)
		})
}

func TestSettled(t *testing.T) {
	storetest.RunSettled(t, open, func(t *testing.T, s retrieval.Store) {
		if err := s.(*pg.Store).Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

// shared is the folder of public data beside the repository.
var shared = filepath.Join("..", "..", "..", "shared", "data")

func TestRanking(t *testing.T) { storetest.RunRanking(t, open, shared) }
