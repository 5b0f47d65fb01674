//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"wence/chat/modeltest"
	"wence/cmd/internal/config"
	"wence/ingest"
	"wence/ingest/samples"
	"wence/retrieval"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
)

// roundsVariable says how many times each fault befalls; once where it is not set. `make faults` sets more.
const roundsVariable = "WENCE_TEST_FAULT_ROUNDS"

// askers ask at a time, with a pause after each answer, and each fault stands for so many answers.
const (
	askers     = 4
	pause      = 100 * time.Millisecond
	perFault   = 6
	faultsLast = 20 * time.Minute // all rounds of a quiet machine take a fraction
)

// TestFaults asks without a pause while a replica of the database, the database itself, one of two servers and the model
// are killed and come back. Every question put is answered in the end, once, with the words of a quiet day; until then it
// is refused in a way that programs understand.
func TestFaults(t *testing.T) {
	rounds := 1
	if text := os.Getenv(roundsVariable); text != "" {
		if _, err := fmt.Sscan(text, &rounds); err != nil {
			t.Fatal(err)
		}
	}
	primary := pgtest.NewServer(t, true)
	dsn := primary.Database("wence")
	f := &faults{t: t, texts: map[string]map[string]bool{}, ids: map[string]bool{}}
	model := modeltest.Serve(t, f.reply)
	f.learn(dsn, config.Chat{Endpoint: config.Endpoint{URL: model.URL, Model: "scripted"}})
	replica := primary.Replica()
	t.Setenv("WENCE_STORE_READ", replica.In("wence"))
	t.Setenv("WENCE_CHAT_URL", model.URL)
	t.Setenv("WENCE_CHAT_MODEL", "scripted")
	f.addresses = []string{freeAddress(t), freeAddress(t)}
	servers := []*process{f.serve(dsn, 0), f.serve(dsn, 1)}

	ctx, stop := context.WithTimeout(t.Context(), faultsLast)
	defer stop()
	var asking sync.WaitGroup
	for n := range askers {
		asking.Go(func() { f.ask(ctx, n) })
	}
	for range rounds {
		f.befall(ctx, fault{"the replica is down", replica.Kill, replica.Start})
		f.befall(ctx, fault{"a server is down", func() { servers[0].signal(syscall.SIGKILL) }, func() { servers[0] = f.serve(dsn, 0) }})
		f.befall(ctx, fault{"the model is down", func() { f.mute.Store(true) }, func() { f.mute.Store(false) }})
		f.befall(ctx, fault{"the database is down", primary.Kill, primary.Start})
		primary.Kill()
		replica.Kill()
		f.await(ctx, "refusals", &f.refused, 1)
		f.befall(ctx, fault{"the database alone is back", primary.Start, replica.Start})
	}
	f.over.Store(true)
	asking.Wait()
	for _, s := range servers {
		s.signal(syscall.SIGTERM) // so that the journal is written
		s.status(time.Minute)
	}
	f.conclude(ctx, dsn)
}

// faults is a run of askers, with what they met.
type faults struct {
	t         *testing.T
	addresses []string
	texts     map[string]map[string]bool // the right answers to each question: with the model, and without
	mute      atomic.Bool                // the model is
	over      atomic.Bool                // no further question is put

	put, answered, refused, cut, wrong atomic.Int64
	mu                                 sync.Mutex
	ids                                map[string]bool // of answers
	doubled                            int
}

// reply has the model quote the first sentence of the first passage, or break off when it is mute.
func (f *faults) reply(r modeltest.Request) modeltest.Reply {
	if f.mute.Load() {
		return modeltest.Reply{Chunks: []string{"按"}, End: modeltest.Cut}
	}
	if _, passage, is := strings.Cut(r.User, `编号="1">`); is {
		_, text, _ := strings.Cut(strings.TrimSpace(passage), "\n")
		sentence, _, _ := strings.Cut(text, "。")
		return modeltest.Text(strings.TrimSpace(sentence) + "。[1]")
	}
	_, question, _ := strings.Cut(r.User, "<问题>\n")
	question, _, _ = strings.Cut(question, "\n")
	return modeltest.Text(question)
}

// learn stores the samples and has every question answered in quiet, with the model and without.
func (f *faults) learn(dsn string, model config.Chat) {
	f.t.Helper()
	files, err := ingest.InFS(samples.FS(), "sample:")
	if err != nil {
		f.t.Fatal(err)
	}
	for i, chat := range []config.Chat{{}, model} {
		a, err := assemble(f.t.Context(), config.Config{Store: dsn, Chat: chat}, slog.New(slog.NewTextHandler(io.Discard, nil)))
		if err != nil {
			f.t.Fatal(err)
		}
		if i == 0 {
			ingestedInto(f.t, a, files)
		}
		for _, q := range samples.Questions() {
			if f.texts[q] == nil {
				f.texts[q] = map[string]bool{}
			}
			f.texts[q][asked(f.t, a, q).Text] = true
		}
		if err := a.Close(); err != nil {
			f.t.Fatal(err)
		}
	}
}

// serve starts a server at its address and waits until it answers.
func (f *faults) serve(dsn string, n int) *process {
	f.t.Helper()
	p := begin(f.t, dsn, "", "serve", "--addr", f.addresses[n])
	p.await(&p.stderr, "msg=serving")
	return p
}

// ask puts one question after the other until it is over.
func (f *faults) ask(ctx context.Context, n int) {
	questions := samples.Questions()
	for i := n; !f.over.Load() && ctx.Err() == nil; i++ {
		f.put.Add(1)
		f.settle(ctx, questions[i%len(questions)], i)
		time.Sleep(pause)
	}
}

// settle asks a question of one server after the other until one answers.
func (f *faults) settle(ctx context.Context, question string, at int) {
	for ; ctx.Err() == nil; at++ {
		body, _ := json.Marshal(map[string]string{"question": question, "as_of": "2026-03-10"})
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+f.addresses[at%2]+"/api/v1/answers", strings.NewReader(string(body)))
		if err != nil {
			f.t.Error(err)
			return
		}
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil { // a killed server says nothing
			f.cut.Add(1)
			time.Sleep(20 * time.Millisecond)
			continue
		}
		done := f.judge(question, resp)
		resp.Body.Close()
		if done {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// judge looks at a response and reports that it answers.
func (f *faults) judge(question string, resp *http.Response) bool {
	var got struct{ ID, Text, Code string }
	err := json.NewDecoder(resp.Body).Decode(&got)
	switch {
	case err != nil:
		f.cut.Add(1)
		return false
	case resp.StatusCode == http.StatusOK:
		f.answered.Add(1)
		if !f.texts[question][got.Text] {
			f.wrong.Add(1)
			f.t.Errorf("%s\n got %s\nwant one of %q", question, got.Text, slices.Collect(maps.Keys(f.texts[question])))
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.ids[got.ID] {
			f.doubled++
		}
		f.ids[got.ID] = true
		return true
	case resp.StatusCode == http.StatusServiceUnavailable && resp.Header.Get("Retry-After") != "" && got.Code != "":
		f.refused.Add(1)
		return false
	}
	f.t.Errorf("%s: %d %s", question, resp.StatusCode, got.Code)
	return false
}

// A fault begins and is mended.
type fault struct {
	what       string
	begin, end func()
}

// befall has a fault stand for some answers, then mends it and waits for as many.
func (f *faults) befall(ctx context.Context, what fault) {
	f.t.Helper()
	what.begin()
	f.await(ctx, what.what, &f.answered, perFault)
	what.end()
	f.await(ctx, "after "+what.what, &f.answered, perFault)
	f.t.Logf("%s: %d answered by now, %d refused, %d cut off", what.what, f.answered.Load(), f.refused.Load(), f.cut.Load())
}

func (f *faults) await(ctx context.Context, what string, count *atomic.Int64, n int64) {
	f.t.Helper()
	for before := count.Load(); count.Load() < before+n; time.Sleep(20 * time.Millisecond) {
		if ctx.Err() != nil {
			f.t.Fatalf("waited in vain: %s; %d answered, %d refused, %d cut", what, f.answered.Load(), f.refused.Load(), f.cut.Load())
		}
	}
}

// conclude counts what was wrong, lost and doubled, in the answers and in the journal.
func (f *faults) conclude(ctx context.Context, dsn string) {
	s, err := pg.Open(ctx, dsn, pg.Options{})
	if err != nil {
		f.t.Fatal(err)
	}
	defer s.Close()
	lines, err := s.Asked(ctx, retrieval.AskedQuery{})
	if err != nil {
		f.t.Fatal(err)
	}
	noted := 0
	for _, line := range lines {
		if f.ids[line.ID] {
			noted++
		}
	}
	lost := f.put.Load() - f.answered.Load()
	f.t.Logf("%d questions: %d answered, %d refused for a while, %d cut off; %d wrong, %d lost, %d doubled; %d of the answers are in the journal",
		f.put.Load(), f.answered.Load(), f.refused.Load(), f.cut.Load(), f.wrong.Load(), lost, f.doubled, noted)
	if lost != 0 || f.doubled != 0 {
		f.t.Errorf("%d lost, %d doubled", lost, f.doubled)
	}
}
