package journal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wence/retrieval"
	"wence/retrieval/embedded"
)

// lines is a log that a test reads.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func start(store Store) (*Recorder, *lines) {
	var log lines
	return Start(Options{Store: store, Log: slog.New(slog.NewTextHandler(&log, nil)), Keep: 24 * time.Hour}), &log
}

func open(t *testing.T) *embedded.Store {
	t.Helper()
	s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "wence.db"), embedded.Options{})
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

// TestRecorder notes questions and ratings of many at once; Close waits until they are stored.
func TestRecorder(t *testing.T) {
	s := open(t)
	old := retrieval.Asked{ID: "old", At: time.Now().Add(-48 * time.Hour), Question: "旧"}
	for _, a := range []retrieval.Asked{old, {ID: "new", At: time.Now(), Question: "新"}} {
		if err := s.Journal(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	r, log := start(s)
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			id := fmt.Sprint(i)
			r.Asked(retrieval.Asked{ID: id, At: time.Now(), Question: "我的电话13812345678", Status: "answered"})
			r.Rated(retrieval.Asked{ID: id, Rating: retrieval.Rating{Down: true, Comment: "回电13812345678"}})
		})
	}
	wg.Wait()
	r.Rated(retrieval.Asked{ID: "never given", At: time.Now(), Question: "随便写的", Rating: retrieval.Rating{Up: true}})
	if err := r.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := s.Asked(t.Context(), retrieval.AskedQuery{})
	if err != nil || len(list) != 101 {
		t.Fatalf("%d lines, %v, want 101", len(list), err)
	}
	for _, a := range list {
		if a.ID == "new" {
			continue
		}
		want := retrieval.Asked{ID: a.ID, At: a.At, Question: "我的电话〔电话〕", Status: "answered",
			Rating: retrieval.Rating{Down: true, Comment: "回电〔电话〕"}}
		if a != want {
			t.Errorf("got %+v, want %+v", a, want)
		}
	}
	if !strings.Contains(log.String(), "old questions forgotten") {
		t.Errorf("the log does not tell of the old question: %q", log)
	}
}

// stuck is a Store that answers each call when it is let, with its error.
type stuck struct {
	let chan struct{} // nil = at once
	err error
}

func (s stuck) wait(ctx context.Context) error {
	if s.let != nil {
		select {
		case <-s.let:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return s.err
}

func (s stuck) Journal(ctx context.Context, _ retrieval.Asked) error { return s.wait(ctx) }

func (s stuck) Rate(ctx context.Context, _ string, _ retrieval.Rating) error { return s.wait(ctx) }

func (s stuck) Asked(context.Context, retrieval.AskedQuery) ([]retrieval.Asked, error) {
	return nil, nil
}

func (s stuck) Forget(context.Context, time.Time) (int, error) { return 0, s.err }

// TestSlowStore wants nobody to wait for a store that does not answer, and drops told.
func TestSlowStore(t *testing.T) {
	s := stuck{let: make(chan struct{})}
	r, log := start(s)
	for range 2 * queueLength {
		r.Asked(retrieval.Asked{ID: "1"})
	}
	close(s.let) // only now: who waited for the store would have waited for ever
	if err := r.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "questions not noted\" dropped=") {
		t.Errorf("the log does not tell of drops: %q", log)
	}
}

// TestCloseGivesUp ends while the store does not answer.
func TestCloseGivesUp(t *testing.T) {
	r, _ := start(stuck{let: make(chan struct{})})
	r.Asked(retrieval.Asked{ID: "1"})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := r.Close(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

// TestReadOnlyStore wants one warning.
func TestReadOnlyStore(t *testing.T) {
	r, log := start(stuck{err: fmt.Errorf("note: %w", retrieval.ErrReadOnly)})
	for range 10 {
		r.Asked(retrieval.Asked{ID: "1"})
		r.Rated(retrieval.Asked{ID: "1"})
	}
	if err := r.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(log.String(), "level=WARN"); n != 1 {
		t.Errorf("%d warnings, want 1: %s", n, log)
	}
}

// TestClockThatIsWrong: by a clock a year ahead of the newest question nothing is forgotten at the start.
func TestClockThatIsWrong(t *testing.T) {
	for name, newest := range map[string]time.Duration{"ahead": -365 * 24 * time.Hour, "back": 365 * 24 * time.Hour} {
		s := open(t)
		for i, age := range []time.Duration{0, 48 * time.Hour} {
			if err := s.Journal(t.Context(), retrieval.Asked{ID: fmt.Sprint(i), At: time.Now().Add(newest - age), Question: "问"}); err != nil {
				t.Fatal(err)
			}
		}
		r, log := start(s)
		if err := r.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if list, err := s.Asked(t.Context(), retrieval.AskedQuery{}); err != nil || len(list) != 2 || !strings.Contains(log.String(), "the clock may be wrong") {
			t.Errorf("%s: %d left, %v: %s", name, len(list), err, log)
		}
	}
	c := newClock()
	if c.leapt() {
		t.Error("an ordinary clock leaps")
	}
}
