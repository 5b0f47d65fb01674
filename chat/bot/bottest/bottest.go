// Package bottest is a desk for tests of channels: a store in a file, and an answerer that says what a test wants.
package bottest

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"wence/chat"
	"wence/chat/bot"
	"wence/retrieval"
	"wence/retrieval/embedded"
)

// An Answerer answers with the question, and counts. Its zero value is ready for use.
type Answerer struct {
	Let chan struct{}                // answers wait until it is closed; nil = they do not
	Say func(q chat.Question) string // nil = "答:" and the question

	mu    sync.Mutex
	asked map[string]int
}

// Answer answers a question, and tells the words before they are final.
func (a *Answerer) Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error) {
	a.mu.Lock()
	if a.asked == nil {
		a.asked = map[string]int{}
	}
	a.asked[q.Text]++
	a.mu.Unlock()
	text := "答:" + q.Text
	if a.Say != nil {
		text = a.Say(q)
	}
	if emit != nil {
		emit(chat.Event{Name: "delta", Data: chat.DeltaEvent{Text: text}})
	}
	if a.Let != nil {
		select {
		case <-a.Let:
		case <-ctx.Done():
			return chat.Answer{}, ctx.Err()
		}
	}
	return chat.Answer{ID: "id of " + q.Text, Status: chat.Answered, Text: text, Label: chat.Label{Text: "本回答摘引文件原文。"}}, nil
}

// Times is how often a question was asked.
func (a *Answerer) Times(question string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.asked[question]
}

// Told is a text as the user gets it.
func Told(text string) string { return text + "\n\n(本回答摘引文件原文。)" }

// Open opens an empty store, which closes when the test ends.
func Open(t testing.TB) retrieval.Store {
	t.Helper()
	s, err := embedded.Open(context.Background(), filepath.Join(t.TempDir(), "wence.db"), embedded.Options{})
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

// Journal keeps what is noted.
type Journal struct {
	mu    sync.Mutex
	lines []retrieval.Asked
}

// Asked notes a question.
func (j *Journal) Asked(a retrieval.Asked) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, a)
}

// Rated notes a rating as a line of its own.
func (j *Journal) Rated(a retrieval.Asked) { j.Asked(a) }

// Lines are what was noted.
func (j *Journal) Lines() []retrieval.Asked {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]retrieval.Asked(nil), j.lines...)
}

// Desk starts a desk, which closes when the test ends.
func Desk(t testing.TB, opt bot.Options, accounts ...bot.Account) *bot.Desk {
	t.Helper()
	if opt.Log == nil {
		opt.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	}
	if opt.Store == nil {
		opt.Store = Open(t)
	}
	opt.Poll = 20 * time.Millisecond
	d := bot.New(opt, accounts...)
	t.Cleanup(func() {
		if err := d.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return d
}

// Serve serves a handler at a path that ends in {account}; it gives the address of the account "main".
func Serve(t testing.TB, path string, h http.Handler) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle(path+"/{account}", h)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL + path + "/main"
}

// Eventually waits until something is so.
func Eventually(t testing.TB, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
	}
}
