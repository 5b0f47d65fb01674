package pg_test

import (
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"path/filepath"
	"testing"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
	"wence/retrieval/storetest"
	"wence/retrieval/zh"
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

func words(text string) lexical.Query { return lexical.ParseQuery(zh.Fold(text)) }

// entry makes an entry with a passage for each text.
func entry(origin string, texts ...string) retrieval.Entry {
	sum := sha256.Sum256([]byte(origin))
	e := retrieval.Entry{Notice: retrieval.Notice{Origin: origin, SHA256: hex.EncodeToString(sum[:])}}
	for i, text := range texts {
		start := len(e.Notice.Text)
		e.Notice.Text += text + "\n"
		e.Passages = append(e.Passages, retrieval.Passage{Seq: i + 1, Text: text, Span: retrieval.Span{Start: start, End: start + len(text)}})
	}
	return e
}
