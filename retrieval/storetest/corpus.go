package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path"
	"strings"
	"testing"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// notice makes an entry whose paragraphs are its passages. Its bytes are taken to be its origin and text.
func notice(origin, title string, paragraphs ...string) retrieval.Entry {
	text := strings.Join(paragraphs, "\n")
	e := retrieval.Entry{Notice: retrieval.Notice{
		Source: path.Base(origin), Origin: origin, SHA256: digest(origin + text), Reader: 1, Title: title, Text: text,
	}}
	start := 0
	for i, p := range paragraphs {
		span := retrieval.Span{Start: start, End: start + len(p)}
		e.Passages = append(e.Passages, retrieval.Passage{Seq: i + 1, Span: span, Text: p})
		start = span.End + 1
	}
	return e
}

// in gives the entry a region.
func in(e retrieval.Entry, r retrieval.Region) retrieval.Entry {
	e.Notice.Region = r
	return e
}

// numbered gives the entry a document number, a day of issue, and what it replaces.
func numbered(e retrieval.Entry, number string, issued retrieval.Date, replaces ...retrieval.Reference) retrieval.Entry {
	e.Notice.Number, e.Notice.Issued, e.Notice.Replaces = number, issued, replaces
	return e
}

// Regions of a country of the suite's own.
var (
	nation   = retrieval.Region{ID: "0", Name: "全国", Lineage: []string{"0"}}
	province = retrieval.Region{ID: "90", Name: "云川省", Path: []string{"云川省"}, Lineage: []string{"0", "90"}}
	county   = retrieval.Region{ID: "9001", Name: "青浦县", Path: []string{"云川省", "青浦县"}, Lineage: []string{"0", "90", "9001"}}
	other    = retrieval.Region{ID: "9002", Name: "白石县", Path: []string{"云川省", "白石县"}, Lineage: []string{"0", "90", "9002"}}
)

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func query(text string) lexical.Query { return lexical.ParseQuery(zh.Fold(text)) }

func isNotFound(err error) bool { return errors.Is(err, retrieval.ErrNotFound) }
func isCanceled(err error) bool { return errors.Is(err, context.Canceled) }

// The calls below end the test when the store fails.

func put(t *testing.T, s retrieval.Store, e retrieval.Entry) string {
	t.Helper()
	id, err := s.Put(t.Context(), e)
	if err != nil {
		t.Fatalf("put %s: %v", e.Notice.Origin, err)
	}
	return id
}

func putAll(t *testing.T, s retrieval.Store, entries ...retrieval.Entry) {
	t.Helper()
	for _, e := range entries {
		put(t, s, e)
	}
}

func whole(t *testing.T, s retrieval.Store, id string) retrieval.Notice {
	t.Helper()
	n, err := s.Notice(t.Context(), id)
	if err != nil {
		t.Fatalf("notice %s: %v", id, err)
	}
	return n
}

func passages(t *testing.T, s retrieval.Store, id string) []retrieval.Passage {
	t.Helper()
	list, err := s.Passages(t.Context(), id)
	if err != nil {
		t.Fatalf("passages of %s: %v", id, err)
	}
	return list
}

func find(t *testing.T, s retrieval.Store, p retrieval.Probe) retrieval.Findings {
	t.Helper()
	found, err := s.Find(t.Context(), p)
	if err != nil {
		t.Fatalf("find: %v", err)
	}
	return found
}

func status(t *testing.T, s retrieval.Store) retrieval.Status {
	t.Helper()
	st, err := s.Status(t.Context())
	if err != nil {
		t.Fatalf("status: %v", err)
	}
	return st
}

func setVectors(t *testing.T, s retrieval.Store, model string, vectors ...retrieval.Vector) {
	t.Helper()
	if err := s.SetVectors(t.Context(), model, vectors); err != nil {
		t.Fatalf("set vectors of %s: %v", model, err)
	}
}

// unembedded gives the passages without a vector of the model.
func unembedded(t *testing.T, s retrieval.Store, model string) []retrieval.Passage {
	t.Helper()
	list, err := s.Unembedded(t.Context(), model, 0, 1<<20)
	if err != nil {
		t.Fatalf("unembedded by %s: %v", model, err)
	}
	return list
}

// texts are the texts of candidates, in order.
func texts(candidates []retrieval.Candidate) []string {
	list := make([]string, len(candidates))
	for i, c := range candidates {
		list[i] = c.Passage.Text
	}
	return list
}
