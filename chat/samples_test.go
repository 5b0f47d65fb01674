package chat

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"wence/chat/chooser"
	"wence/chat/chooser/choosertest"
	"wence/chat/model"
	"wence/chat/modeltest"
	"wence/chat/reader"
	"wence/chat/verifytest"
	"wence/chat/writer"
	"wence/prompts"
	"wence/retrieval"
	"wence/retrieval/encoder"
	"wence/retrieval/place"
)

// sampleDay is the day for which the tests over the sample notices are asked.
const sampleDay = retrieval.Date("2026-11-21")

// A sampleCorpus is the sample notices in a store of the test's own.
type sampleCorpus struct {
	*verifytest.Samples
}

// openSamples stores testdata/samples.json.
func openSamples(t testing.TB) *sampleCorpus {
	t.Helper()
	return &sampleCorpus{verifytest.OpenSamples(t, "testdata/samples.json", sampleDay)}
}

// service answers from the samples with a model; nil = none.
func (c *sampleCorpus) service(t testing.TB, m writer.Model) *Service {
	t.Helper()
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	choose, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	quiet := slog.New(slog.DiscardHandler)
	opt := Options{
		Search: retrieval.NewSearcher(c.Store, nil, quiet, retrieval.SearchOptions{}), Store: c.Store, Places: c.Base, Log: quiet,
		Chooser: choose, Now: func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
	}
	if m != nil {
		opt.Writer = writer.New(writer.Options{Model: m, Prompts: set, Log: quiet})
	}
	return NewService(opt)
}

// builtin is the built-in chooser, made once for all tests.
var builtin = sync.OnceValues(func() (*chooser.Chooser, error) {
	r, err := reader.Builtin(encoder.Options{})
	if err != nil {
		return nil, err
	}
	net, err := encoder.Builtin(encoder.Options{})
	if err != nil {
		return nil, err
	}
	places, err := place.Load()
	if err != nil {
		return nil, err
	}
	w, err := chooser.LoadWeights()
	return chooser.New(&choosertest.Reader{Reader: r}, &choosertest.Embedder{Network: encoder.NewEmbedder(net)}, places, w), err
})

// patient is a model behind a scripted server that a busy machine does not make late.
func patient(t testing.TB, s *modeltest.Server) *model.OpenAI { return scripted(t, s, 10*time.Second) }

// impatient has deadlines that a test can wait for.
func impatient(t testing.TB, s *modeltest.Server) *model.OpenAI {
	return scripted(t, s, 200*time.Millisecond)
}

func scripted(t testing.TB, s *modeltest.Server, silence time.Duration) *model.OpenAI {
	t.Helper()
	m, err := model.NewOpenAI(model.Options{URL: s.URL, Model: "scripted", Silence: silence, Retries: 1, Rest: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// fewQuestions is how many questions the tests of hostile and honest drafts ask: to read the passages of one takes the
// built-in reader a second.
const fewQuestions = 30

// questions are some of the sample cases that are answered without a model too.
func (c *sampleCorpus) questions(t testing.TB) []Question {
	t.Helper()
	file, err := os.Open("../ingest/samples/eval/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := c.service(t, nil)
	var all []Question
	for dec := json.NewDecoder(file); dec.More() && len(all) < fewQuestions; {
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
	if len(all) < fewQuestions {
		t.Fatalf("only %d sample questions are answered", len(all))
	}
	return all
}
