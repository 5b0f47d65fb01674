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
	"time"

	"wence/chat/modeltest"
	"wence/prompts"
	"wence/retrieval"
	"wence/retrieval/embed"
	"wence/retrieval/embedded"
	"wence/retrieval/place"
)

// sampleDay is the day for which the tests over the sample notices are asked.
const sampleDay = retrieval.Date("2026-11-21")

// A sampleCorpus is the sample notices in a store of the test's own.
type sampleCorpus struct {
	store   *embedded.Store
	base    *place.Gazetteer
	places  *place.Gazetteer // with the places that the samples teach
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
	if c.base, err = place.Load(); err != nil {
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
	g := grounds{base: c.base}
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

// service answers from the samples with a model; nil = the extractive answerer.
func (c *sampleCorpus) service(t testing.TB, m Model) *Service {
	t.Helper()
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	weights, err := LoadWeights()
	if err != nil {
		t.Fatal(err)
	}
	builtin, err := embed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	quiet := slog.New(slog.DiscardHandler)
	return NewService(Options{
		Search: retrieval.NewSearcher(c.store, nil, quiet, retrieval.SearchOptions{}), Store: c.store, Places: c.base,
		Lexicon: c.lexicon, Weights: weights, Similar: builtin, Model: m, Prompts: set, Log: quiet,
		Now: func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
	})
}

// patient is a model behind a scripted server that a busy machine does not make late.
func patient(t testing.TB, s *modeltest.Server) *OpenAI { return scripted(t, s, 10*time.Second) }

// impatient has deadlines that a test can wait for.
func impatient(t testing.TB, s *modeltest.Server) *OpenAI {
	return scripted(t, s, 200*time.Millisecond)
}

func scripted(t testing.TB, s *modeltest.Server, silence time.Duration) *OpenAI {
	t.Helper()
	m, err := NewOpenAI(OpenAIOptions{URL: s.URL, Model: "scripted", Silence: silence, Retries: 1, Rest: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// questions are those of the sample cases that the extractive answerer answers.
func (c *sampleCorpus) questions(t testing.TB) []Question {
	t.Helper()
	file, err := os.Open("../ingest/samples/eval/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := c.service(t, nil)
	var all []Question
	for dec := json.NewDecoder(file); dec.More(); {
		var row struct {
			Question, Region string
			Answerable       bool
			History          [][2]string
		}
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		q := Question{Text: row.Question, Region: row.Region}
		if !row.Answerable || len(row.History) > 0 {
			continue
		}
		a, err := s.Answer(context.Background(), q, nil)
		if err != nil {
			t.Fatal(err)
		}
		if a.Status == Answered {
			all = append(all, q)
		}
	}
	if len(all) < 100 {
		t.Fatalf("only %d sample questions are answered", len(all))
	}
	return all
}
