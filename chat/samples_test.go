package chat

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
)

// sampleDay is the day for which the tests over the sample notices are asked.
const sampleDay = retrieval.Date("2026-11-21")

// A sampleCorpus is the sample notices in a store of the test's own.
type sampleCorpus struct {
	store   *embedded.Store
	places  *place.Gazetteer
	lexicon *Lexicon
	hits    []retrieval.Hit // every passage
}

// openSamples stores testdata/samples.json.
func openSamples(t testing.TB) *sampleCorpus {
	t.Helper()
	ctx := context.Background()
	store, err := embedded.Open(ctx, filepath.Join(t.TempDir(), "samples.db"), embedded.Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	c := &sampleCorpus{store: store}
	if c.places, err = place.Load(); err != nil {
		t.Fatal(err)
	}
	if c.lexicon, err = LoadLexicon(); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open("testdata/samples.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var ids []string
	for dec := json.NewDecoder(bufio.NewReader(file)); dec.More(); {
		var e retrieval.Entry
		if err := dec.Decode(&e); err != nil {
			t.Fatal(err)
		}
		id, err := store.Put(ctx, e)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	for _, id := range ids {
		c.addHits(t, id)
	}
	g := grounds{base: c.places}
	known, err := g.of(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	c.places = known.places
	return c
}

func (c *sampleCorpus) addHits(t testing.TB, id string) {
	t.Helper()
	n, err := c.store.Notice(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	passages, err := c.store.Passages(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range passages {
		c.hits = append(c.hits, retrieval.Hit{Passage: p, Notice: n, Validity: n.ValidityAt(sampleDay)})
	}
}

// find is the passage of a notice that holds the words.
func (c *sampleCorpus) find(t testing.TB, file, words string) retrieval.Hit {
	t.Helper()
	for _, h := range c.hits {
		if strings.HasPrefix(h.Notice.Source, file) && strings.Contains(searchable(h.Passage.Reading()), searchable(words)) {
			return h
		}
	}
	t.Fatalf("no passage of %s holds %q", file, words)
	return retrieval.Hit{}
}

// scrutiny is what holds sentences against the passages.
func (c *sampleCorpus) scrutiny(passages ...retrieval.Hit) scrutiny {
	s := scrutiny{verifier: verifier{passages: passages, places: c.places}, lexicon: c.lexicon}
	for _, h := range passages {
		s.sources = append(s.sources, newEvidence(h))
	}
	return s
}

// rows reads a table of testdata: lines of cells between tabs; # begins a comment.
func rows(t testing.TB, name string, columns int) [][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
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
			t.Fatalf("%s:%d: %d cells, want %d", name, i+1, len(cells), columns)
		}
		all = append(all, cells)
	}
	return all
}
