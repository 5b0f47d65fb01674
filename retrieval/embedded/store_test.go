package embedded_test

import (
	"path/filepath"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
	"wence/retrieval/storetest"
)

func TestStore(t *testing.T) { storetest.Run(t, open) }

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wence.db")
	storetest.RunReopen(t,
		func(t *testing.T) retrieval.Store { return openAt(t, path) },
		func(t *testing.T, s retrieval.Store) retrieval.Store {
			closeStore(t, s)
			return openAt(t, path)
		})
}

func closeStore(t *testing.T, s retrieval.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestSettled(t *testing.T) {
	storetest.RunSettled(t, open, func(t *testing.T, s retrieval.Store) {
		if err := s.(*embedded.Store).Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}
