package pg_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"testing"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
	"wence/retrieval/zh"
)

// open gives a store in a database of its own.
func open(t testing.TB) *pg.Store {
	t.Helper()
	return openAt(t, pgtest.New(t))
}

func openAt(t testing.TB, dsn string) *pg.Store {
	t.Helper()
	s, err := pg.Open(t.Context(), dsn, pg.Options{Logger: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// entry makes an entry with a passage for each text.
func entry(origin string, texts ...string) retrieval.Entry {
	e := retrieval.Entry{Notice: retrieval.Notice{Origin: origin, Source: origin, Title: "通知"}}
	for i, text := range texts {
		start := len(e.Notice.Text)
		e.Notice.Text += text + "\n"
		e.Passages = append(e.Passages, retrieval.Passage{Seq: i + 1, Text: text, Span: retrieval.Span{Start: start, End: start + len(text)}})
	}
	sum := sha256.Sum256([]byte(e.Notice.Text + origin))
	e.Notice.SHA256 = hex.EncodeToString(sum[:])
	return e
}

func put(t testing.TB, s *pg.Store, e retrieval.Entry) string {
	t.Helper()
	id, err := s.Put(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func find(t testing.TB, s *pg.Store, p retrieval.Probe) []retrieval.Candidate {
	t.Helper()
	found, err := s.Find(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return found.Candidates
}

func query(text string) lexical.Query { return lexical.ParseQuery(zh.Fold(text)) }

func TestFirst(t *testing.T) {
	s := open(t)
	id := put(t, s, entry("a", "教师住房补贴每人两万元", "学生营养餐"))
	fmt.Println(id)
	for _, c := range find(t, s, retrieval.Probe{Query: query("住房补贴"), Limit: 10}) {
		fmt.Printf("%+v\n", c)
	}
	ps, err := s.Passages(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	err = s.SetVectors(t.Context(), "m", []retrieval.Vector{{ps[0].ID, []float32{1, 0, 0}}, {ps[1].ID, []float32{0, 1, 1}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range find(t, s, retrieval.Probe{Query: query("住房补贴"), Model: "m", Vector: []float32{1, 1, 0}, Limit: 10}) {
		fmt.Printf("%+v\n", c)
	}
	st, err := s.Status(t.Context())
	fmt.Println(st, err)
}
