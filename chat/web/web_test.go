package web

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"wence/chat"
	"wence/chat/cited"
	"wence/retrieval"
)

// corpus is a Corpus of the notices and passages that a test gives.
type corpus struct {
	notices  map[string]retrieval.Notice
	passages map[string][]retrieval.Passage
}

func (c corpus) Notice(_ context.Context, id string) (retrieval.Notice, error) {
	n, ok := c.notices[id]
	if !ok {
		return n, retrieval.ErrNotFound
	}
	return n, nil
}

func (c corpus) Notices(context.Context, int, string) ([]retrieval.Notice, string, error) {
	var all []retrieval.Notice
	for _, n := range c.notices {
		all = append(all, n)
	}
	return all, "", nil
}

func (c corpus) Passages(_ context.Context, id string) ([]retrieval.Passage, error) {
	return c.passages[id], nil
}

func (c corpus) Regions(context.Context) ([]retrieval.Region, error) {
	return []retrieval.Region{{ID: "a/b", Name: "乙县", Path: []string{"甲省", "乙县"}}}, nil
}

func (c corpus) Facts(context.Context, retrieval.FactQuery) ([]retrieval.Fact, string, error) {
	return nil, "", nil
}

func (c corpus) Original(context.Context, string) (retrieval.Original, error) {
	return retrieval.Original{}, retrieval.ErrNotFound
}

func (c corpus) Status(context.Context) (retrieval.Status, error) {
	return retrieval.Status{Notices: len(c.notices)}, nil
}

// answerer declines every question.
type answerer struct{}

func (answerer) Answer(context.Context, chat.Question, func(chat.Event)) (chat.Answer, error) {
	return filled(chat.Answer{Status: chat.Declined, Text: "没有找到", Label: chat.Label{Kind: cited.LabelQuoted}}), nil
}

func (answerer) Search(context.Context, chat.Question, int) ([]retrieval.Hit, error) { return nil, nil }

// clock is a time that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// newHandler is the HTTP surface over an empty corpus, with what a test changes.
func newHandler(t *testing.T, change func(*Options)) http.Handler {
	t.Helper()
	opt := Options{Answers: answerer{}, Corpus: corpus{}, Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	if change != nil {
		change(&opt)
	}
	return held(New(opt))
}

// call sends a request from the address 192.0.2.1, which no limit spares.
func call(h http.Handler, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	req := request(method, path, body)
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return serve(h, req)
}

// request is one with a body of JSON, or none.
func request(method, path, body string) *http.Request {
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	return req
}

func serve(h http.Handler, req *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	return w
}

// send posts a form.
func send(h http.Handler, path string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	return call(h, "POST", path, form.Encode(), append(headers, "Content-Type", "application/x-www-form-urlencoded")...)
}

// codeOf is the code of a problem.
func codeOf(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("no problem but %q", w.Body)
	}
	if p.Status != w.Code || p.Title == "" {
		t.Errorf("problem %+v with status %d", p, w.Code)
	}
	return p.Code
}

const askAnything = `{"question":"补多少?"}`
