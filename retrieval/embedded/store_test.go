package embedded_test

import (
	"path/filepath"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
	"wence/retrieval/storetest"
)

func open(t *testing.T) retrieval.Store { return openAt(t, filepath.Join(t.TempDir(), "wence.db")) }

func openAt(t *testing.T, path string) *embedded.Store {
	t.Helper()
	s, err := embedded.Open(t.Context(), path, embedded.Options{Logger: logTo(t)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) { storetest.Run(t, open) }

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wence.db")
	storetest.RunReopen(t,
		func(t *testing.T) retrieval.Store { return openAt(t, path) },
		func(t *testing.T, s retrieval.Store) retrieval.Store {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return openAt(t, path)
		})
}

func TestSettled(t *testing.T) {
	storetest.RunSettled(t, open, func(t *testing.T, s retrieval.Store) {
		if err := s.(*embedded.Store).Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

func TestRanking(t *testing.T) {
	storetest.RunRanking(t, open, filepath.Join("..", "..", "..", "shared", "data"))
}
