package web

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"wence/chat/web/key"
	"wence/retrieval"
)

// ring is the keys that a test made.
type ring struct{ keys map[string]retrieval.Key }

func (r ring) Key(_ context.Context, id string) (retrieval.Key, error) {
	k, ok := r.keys[id]
	if !ok {
		return k, retrieval.ErrNotFound
	}
	return k, nil
}

func (r ring) Keys(context.Context) ([]retrieval.Key, error) {
	var all []retrieval.Key
	for _, k := range r.keys {
		all = append(all, k)
	}
	return all, nil
}

func (r ring) UseKey(_ context.Context, id string, at time.Time) error {
	k := r.keys[id]
	k.Used = at
	r.keys[id] = k
	return nil
}

// made adds a key and gives what its program shows.
func (r ring) made(t *testing.T, w key.Wish) (id, token string) {
	t.Helper()
	w.Name = "test"
	k, token, err := key.New(w, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	r.keys[k.ID] = k
	return k.ID, token
}

const askV1 = `{"messages":[{"role":"user","content":"补多少?"}]}`

// TestOpenWithoutKeys: while no key was made, /v1 takes any token or none.
func TestOpenWithoutKeys(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.Keys = ring{map[string]retrieval.Key{}} })
	for _, token := range []string{"", "Bearer anything", "Bearer wk_abcdefgh_x"} {
		if w := call(h, "POST", "/v1/chat/completions", askV1, "Authorization", token); w.Code != http.StatusOK {
			t.Errorf("%q: %d %s", token, w.Code, w.Body)
		}
	}
}

func TestKeys(t *testing.T) {
	r := ring{map[string]retrieval.Key{}}
	id, asks := r.made(t, key.Wish{Scopes: []string{key.Ask}})
	_, chats := r.made(t, key.Wish{Scopes: []string{key.OpenAI}})
	_, both := r.made(t, key.Wish{Scopes: []string{key.Bot}})
	_, admin := r.made(t, key.Wish{Scopes: []string{key.Admin}})
	gone, revoked := r.made(t, key.Wish{Scopes: key.Scopes()})
	k := r.keys[gone]
	k.Revoked = time.Now()
	r.keys[gone] = k
	h := newHandler(t, func(o *Options) { o.Keys, o.AdminKey = r, "the-key" })
	for name, c := range map[string]struct {
		token              string
		api, v1, uploading int // status
	}{
		"none":          {"", 200, 401, 401},
		"ask":           {asks, 200, 403, 403},
		"openai":        {chats, 403, 200, 403},
		"bot":           {both, 200, 200, 403},
		"admin":         {admin, 403, 403, 404}, // let in, but nothing takes files here
		"revoked":       {revoked, 401, 401, 401},
		"wrong secret":  {asks + "x", 401, 401, 401},
		"no such key":   {"wk_abcdefgh_secret", 401, 401, 401},
		"no key at all": {"sk-1", 401, 401, 401},
	} {
		t.Run(name, func(t *testing.T) {
			for _, call := range []struct {
				path, body string
				want       int
			}{{"/api/v1/answers", askAnything, c.api}, {"/v1/chat/completions", askV1, c.v1}, {"/api/v1/admin/uploads", "{}", c.uploading}} {
				req := request("POST", call.path, call.body)
				req.RemoteAddr = fmt.Sprintf("192.0.2.%d:1", len(name)) // wrong keys are counted by address
				if c.token != "" {
					req.Header.Set("Authorization", "Bearer "+c.token)
				}
				if w := serve(h, req); w.Code != call.want {
					t.Errorf("%s: %d %s", call.path, w.Code, w.Body)
				}
			}
		})
	}
	if r.keys[id].Used.IsZero() {
		t.Error("the use of a key is not noted")
	}
}

// TestKeyLimit: a key has its own limit, and its program's address none beside.
func TestKeyLimit(t *testing.T) {
	r := ring{map[string]retrieval.Key{}}
	_, slow := r.made(t, key.Wish{Scopes: []string{key.Bot}, PerMinute: 2})
	_, quick := r.made(t, key.Wish{Scopes: []string{key.Bot}, PerMinute: 20})
	h := newHandler(t, func(o *Options) { o.Keys, o.PerAddress = r, 1 })
	for token, want := range map[string]int{slow: 2, quick: 20} {
		passed := 0
		for range 25 {
			w := call(h, "POST", "/v1/chat/completions", askV1, "Authorization", "Bearer "+token)
			switch {
			case w.Code == http.StatusOK:
				passed++
			case w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "":
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
		if passed != want {
			t.Errorf("%d passed, want %d", passed, want)
		}
	}
}
