package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wence/chat"
	"wence/chat/admission"
	"wence/retrieval"
)

// slowCorpus answers when it is let, or not at all, and counts how often it is asked for a notice.
type slowCorpus struct {
	corpus
	let   chan struct{}
	begun chan struct{}
	asked *atomic.Int64
	at    *atomic.Int64 // version
}

func (c slowCorpus) Notice(ctx context.Context, id string) (retrieval.Notice, error) {
	c.asked.Add(1)
	select {
	case c.begun <- struct{}{}:
	default:
	}
	select {
	case <-c.let:
		return c.corpus.Notice(ctx, id)
	case <-ctx.Done():
		return retrieval.Notice{}, ctx.Err()
	}
}

func (c slowCorpus) Status(context.Context) (retrieval.Status, error) {
	return retrieval.Status{Version: c.at.Load()}, nil
}

func newSlowCorpus() slowCorpus {
	notices := map[string]retrieval.Notice{"n": {ID: "n", Title: "校车通知"}, "gone": {ID: "gone", Title: "旧通知", Withdrawn: "2026-01-01"}}
	return slowCorpus{corpus{notices: notices}, make(chan struct{}), make(chan struct{}, 1), new(atomic.Int64), new(atomic.Int64)}
}

// TestPagesAreKept: a page is made once a corpus and day, for each way of packing it.
func TestPagesAreKept(t *testing.T) {
	c, at := newSlowCorpus(), &clock{time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	close(c.let)
	h := newHandler(t, func(o *Options) { o.Corpus, o.Now = c, at.now })
	first := call(h, "GET", "/notices/n", "")
	for i, tc := range []struct {
		name   string
		change func()
		path   string
		header []string
		made   int64
	}{
		{"again", func() {}, "/notices/n", nil, 1},
		{"packed", func() {}, "/notices/n", []string{"Accept-Encoding", "gzip"}, 2},
		{"packed, again", func() {}, "/notices/n", []string{"Accept-Encoding", "gzip"}, 2},
		{"withdrawn", func() {}, "/notices/gone", nil, 3},
		{"withdrawn, again", func() {}, "/notices/gone", nil, 3},
		{"the corpus changed", func() { c.at.Add(1) }, "/notices/n", nil, 4},
		{"the next day", func() { at.at = at.at.AddDate(0, 0, 1) }, "/notices/n", nil, 5},
		{"what is not there is not kept", func() {}, "/notices/nosuch", nil, 6},
		{"nor the second time", func() {}, "/notices/nosuch", nil, 7},
	} {
		tc.change()
		w := call(h, "GET", tc.path, "", tc.header...)
		if c.asked.Load() != tc.made {
			t.Errorf("%s: %d made, want %d", tc.name, c.asked.Load(), tc.made)
		}
		if w.Header().Get("X-Request-Id") == first.Header().Get("X-Request-Id") {
			t.Errorf("%s: the request's name is another's", tc.name)
		}
		if i == 0 && (w.Body.String() != first.Body.String() || w.Header().Get("Content-Security-Policy") != first.Header().Get("Content-Security-Policy")) {
			t.Errorf("%s: another page: %v", tc.name, w.Header())
		}
		if tc.path == "/notices/gone" && w.Code != http.StatusGone {
			t.Errorf("%s: %d", tc.name, w.Code)
		}
	}
}

// TestPagesAreFew: beyond those in work and in the queue pages are refused at once, and say when to come again.
func TestPagesAreFew(t *testing.T) {
	c := newSlowCorpus()
	opt := Options{Answers: answerer{}, Corpus: c, Log: slog.New(slog.DiscardHandler)}
	s := newServer(opt)
	s.pages = admission.NewDoor(admission.DoorOptions{Work: 1, Queue: 1, Wait: time.Millisecond})
	h := s.handler()
	done := make(chan int, 1)
	go func() { done <- call(h, "GET", "/notices/n", "").Code }()
	select {
	case <-c.begun:
	case code := <-done:
		t.Fatalf("the first was not let in: %d", code)
	}
	w := call(h, "GET", "/facts", "")
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || codeOf(t, w) != "busy" {
		t.Errorf("one too many: %d %v", w.Code, w.Header())
	}
	if w := call(h, "GET", "/livez", ""); w.Code != http.StatusOK {
		t.Errorf("livez: %d", w.Code)
	}
	close(c.let)
	if code := <-done; code != http.StatusOK {
		t.Errorf("the first: %d", code)
	}
}

func TestPagesOfAnAddressAreLimited(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.PerPage = 3 })
	for i, want := range []int{200, 200, 200, 429} {
		path := []string{"/facts", "/notices?q=x"}[i%2]
		if w := call(h, "GET", path, ""); w.Code != want {
			t.Errorf("%d: %d", i+1, w.Code)
		}
	}
}

func TestLongAddresses(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.PerAddress = -1 })
	for path, want := range map[string]string{
		"/api/v1/search?q=" + strings.Repeat("x", longestQuery):          "query_too_long",
		"/notices?q=" + strings.Repeat("x", longestQuery):                "query_too_long",
		"/api/v1/facts?q=" + strings.Repeat("x", longestSearch+1):        "invalid_field",
		"/notices?q=" + strings.Repeat("x", longestSearch+1):             "",
		"/api/v1/facts?q=" + strings.Repeat("%E6%A0%A1", longestSearch):  "",
		"/api/v1/search?q=" + strings.Repeat("%E6%A0%A1", longestSearch): "",
	} {
		w := call(h, "GET", path, "")
		if want == "" && w.Code == http.StatusOK {
			continue
		}
		if got := codeOf(t, w); got != want {
			t.Errorf("%.30s: %s", path, got)
		}
	}
}

// busy turns everybody away; late never comes to an end in time.
type (
	busy struct{ answerer }
	late struct{ answerer }
)

func (busy) Answer(context.Context, chat.Question, func(chat.Event)) (chat.Answer, error) {
	return chat.Answer{}, fmt.Errorf("answer: %w", admission.ErrBusy)
}

func (late) Answer(context.Context, chat.Question, func(chat.Event)) (chat.Answer, error) {
	select {}
}

func TestAnswersThatDoNotCome(t *testing.T) {
	for _, tc := range []struct {
		name    string
		answers Answerer
		status  int
		code    string
	}{
		{"busy", busy{}, http.StatusServiceUnavailable, "busy"},
		{"late", admission.NewService(late{}, admission.NewDoor(admission.DoorOptions{Limit: time.Millisecond})), http.StatusGatewayTimeout, "timeout"},
	} {
		h := newHandler(t, func(o *Options) { o.Answers = tc.answers })
		for _, accept := range []string{"application/json", "text/event-stream"} {
			w := call(h, "POST", "/api/v1/answers", askAnything, "Accept", accept)
			if w.Code != tc.status || codeOf(t, w) != tc.code || (tc.code == "busy") != (w.Header().Get("Retry-After") != "") {
				t.Errorf("%s as %s: %d %v", tc.name, accept, w.Code, w.Header())
			}
		}
		if w := call(h, "POST", "/v1/chat/completions", `{"model":"wence","messages":[{"role":"user","content":"补多少?"}]}`); w.Code != tc.status || (tc.code == "busy") != (w.Header().Get("Retry-After") != "") {
			t.Errorf("%s under /v1: %d %v", tc.name, w.Code, w.Header())
		}
	}
}
