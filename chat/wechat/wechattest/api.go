package wechattest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// An API is the platform's interfaces, which we call.
type API struct {
	URL string

	mu      sync.Mutex
	codes   map[string][]int // by path: error codes of the next calls
	calls   map[string][]Call
	answers map[string]func(Call) any
	tokens  int // that have ended; who asks gets the same one until then
}

// A Call is a call of an interface.
type Call struct {
	Path, Token string
	Body        map[string]any
}

// NewAPI starts the interfaces, until the test ends.
func NewAPI(t *testing.T) *API {
	a := &API{codes: map[string][]int{}, calls: map[string][]Call{}, answers: map[string]func(Call) any{}}
	server := httptest.NewServer(http.HandlerFunc(a.serve))
	t.Cleanup(server.Close)
	a.URL = server.URL
	return a
}

// Fail lets the next calls of a path fail with the codes, one each.
func (a *API) Fail(path string, codes ...int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.codes[path] = append(a.codes[path], codes...)
}

// Answer answers calls of a path.
func (a *API) Answer(path string, answer func(Call) any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.answers[path] = answer
}

// Calls are the calls of a path that did not fail, in order.
func (a *API) Calls(path string) []Call {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]Call(nil), a.calls[path]...)
}

func (a *API) serve(w http.ResponseWriter, r *http.Request) {
	c := Call{Path: r.URL.Path, Token: r.URL.Query().Get("access_token")}
	_ = json.NewDecoder(r.Body).Decode(&c.Body) // a GET has none
	_ = json.NewEncoder(w).Encode(a.take(c))
}

func (a *API) take(c Call) any {
	a.mu.Lock()
	defer a.mu.Unlock()
	if c.Path == "/cgi-bin/stable_token" || c.Path == "/cgi-bin/gettoken" {
		return map[string]any{"access_token": fmt.Sprint("token", a.tokens), "expires_in": 7200}
	}
	if c.Token != fmt.Sprint("token", a.tokens) {
		return map[string]any{"errcode": 40001, "errmsg": "invalid credential"}
	}
	if codes := a.codes[c.Path]; len(codes) > 0 {
		a.codes[c.Path] = codes[1:]
		return map[string]any{"errcode": codes[0], "errmsg": "as the test wants it"}
	}
	a.calls[c.Path] = append(a.calls[c.Path], c)
	if answer := a.answers[c.Path]; answer != nil {
		return answer(c)
	}
	return map[string]any{"errcode": 0, "errmsg": "ok"}
}

// EndToken lets the token end that was given last.
func (a *API) EndToken() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.tokens++
}
