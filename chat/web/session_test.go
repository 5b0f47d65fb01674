package web

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"
)

var school = Site{Key: "pk_school", Origins: []string{"https://school.example"}}

func open(t *testing.T, h http.Handler, site string) session {
	t.Helper()
	w := call(h, "POST", "/api/v1/widget/sessions", `{"site":"`+site+`"}`)
	if w.Code != http.StatusCreated {
		t.Fatalf("session: %d %s", w.Code, w.Body)
	}
	var s session
	if err := json.Unmarshal(w.Body.Bytes(), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSessionEndsAfterHalfAnHour(t *testing.T) {
	c := &clock{time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	h := newHandler(t, func(o *Options) { o.Sites, o.Now = []Site{school}, c.now })
	token := open(t, h, school.Key).Token
	for _, tc := range []struct {
		after time.Duration
		want  int
	}{{0, 200}, {29 * time.Minute, 200}, {31 * time.Minute, 401}} {
		now := c.at
		c.at = now.Add(tc.after)
		if w := call(h, "POST", "/api/v1/answers", askAnything, "Authorization", "Bearer "+token); w.Code != tc.want {
			t.Errorf("after %v: %d %s", tc.after, w.Code, w.Body)
		}
		c.at = now
	}
}

func TestServersShareASecret(t *testing.T) {
	secret := []byte("of both")
	first := newHandler(t, func(o *Options) { o.Sites, o.Secret = []Site{school}, secret })
	second := newHandler(t, func(o *Options) { o.Sites, o.Secret = []Site{school}, secret })
	other := newHandler(t, func(o *Options) { o.Sites = []Site{school} })
	token := "Bearer " + open(t, first, school.Key).Token
	if w := call(second, "POST", "/api/v1/answers", askAnything, "Authorization", token); w.Code != http.StatusOK {
		t.Errorf("with the same secret: %d", w.Code)
	}
	if w := call(other, "POST", "/api/v1/answers", askAnything, "Authorization", token); w.Code != http.StatusUnauthorized {
		t.Errorf("with another secret: %d", w.Code)
	}
}

func TestWithoutSitesNoTokenIsNeeded(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.Questions = []string{"问一"} })
	s := open(t, h, "pk_any")
	if s.Token != "" || s.Feedback || len(s.Questions) != 1 {
		t.Errorf("session %+v", s)
	}
	if w := call(h, "POST", "/api/v1/answers", askAnything); w.Code != http.StatusOK {
		t.Errorf("asking without a token: %d", w.Code)
	}
}

// TestTokensOfRemovedSites die with their site.
func TestTokensOfRemovedSites(t *testing.T) {
	secret := []byte("of both")
	before := newHandler(t, func(o *Options) { o.Sites, o.Secret = []Site{school}, secret })
	token := "Bearer " + open(t, before, school.Key).Token
	after := newHandler(t, func(o *Options) { o.Sites, o.Secret = []Site{{Key: "pk_other"}}, secret })
	if w := call(after, "POST", "/api/v1/answers", askAnything, "Authorization", token); w.Code != http.StatusUnauthorized || codeOf(t, w) != "session_expired" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
