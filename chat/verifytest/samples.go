package verifytest

import (
	"bufio"
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// Samples are the sample notices in a store of the test's own.
type Samples struct {
	Store  *embedded.Store
	Base   *place.Gazetteer
	Places *place.Gazetteer // with the places that the samples teach
	Hits   []retrieval.Hit  // every passage
}

// OpenSamples stores the entries of a file, one JSON object after the other, and reads them as of a day.
func OpenSamples(t testing.TB, file string, day retrieval.Date) *Samples {
	t.Helper()
	store, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "samples.db"), embedded.Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s := &Samples{Store: store}
	if s.Base, err = place.Load(); err != nil {
		t.Fatal(err)
	}
	var learned []place.Place
	for _, id := range s.put(t, file) {
		n, err := store.Notice(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := s.Base.Lookup(n.Region.ID); ok {
			learned = append(learned, p)
		}
		passages, err := store.Passages(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range passages {
			s.Hits = append(s.Hits, retrieval.Hit{Passage: p, Notice: n, Validity: n.ValidityAt(day)})
		}
	}
	s.Places = s.Base.With(learned...)
	return s
}

// put stores the entries of a file and returns their IDs.
func (s *Samples) put(t testing.TB, file string) []string {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var ids []string
	for dec := json.NewDecoder(bufio.NewReader(in)); dec.More(); {
		var e retrieval.Entry
		if err := dec.Decode(&e); err != nil {
			t.Fatal(err)
		}
		id, err := s.Store.Put(context.Background(), e)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

// Find is the passage of a notice that holds the words; file is the beginning of its file's name.
func (s *Samples) Find(t testing.TB, file, words string) retrieval.Hit {
	t.Helper()
	for _, h := range s.Hits {
		if strings.HasPrefix(h.Notice.Source, file) && strings.Contains(zh.Fold(h.Passage.Reading()), zh.Fold(words)) {
			return h
		}
	}
	t.Fatalf("no passage of %s holds %q", file, words)
	return retrieval.Hit{}
}

// Rows reads a table: lines of cells between tabs; # begins a comment.
func Rows(t testing.TB, file string, columns int) [][]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			t.Fatalf("%s:%d: %d cells, want %d", file, i+1, len(cells), columns)
		}
		all = append(all, cells)
	}
	return all
}
