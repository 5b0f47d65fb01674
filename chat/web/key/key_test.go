package key

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestKey(t *testing.T) {
	now := time.Date(2026, 3, 10, 4, 0, 0, 1, time.FixedZone("", 8*3600))
	k, token, err := New(Wish{Name: " 家长群 ", Scopes: []string{OpenAI, Ask, OpenAI}, PerMinute: 30}, now)
	if err != nil {
		t.Fatal(err)
	}
	if k.Name != "家长群" || !slices.Equal(k.Scopes, []string{Ask, OpenAI}) || k.PerMinute != 30 || !k.Created.Equal(now.Truncate(time.Millisecond)) {
		t.Errorf("key %+v", k)
	}
	if _, secret, _ := strings.Cut(token[3:], "_"); len(secret) < 26 || bytes.Contains(k.Digest, []byte(secret)) {
		t.Errorf("token %s, digest %x", token, k.Digest)
	}
	other, foreign, _ := New(Wish{Name: "x", Scopes: []string{Bot}}, now)
	for shown, want := range map[string]bool{token: true, foreign: false, token + "a": false, "wk_" + k.ID + "_": false, "wk": false, "": false,
		strings.ToUpper(token): false, "Bearer " + token: false} {
		if Opens(k, shown) != want {
			t.Errorf("%q opens: %v", shown, !want)
		}
	}
	for scope, want := range map[string]bool{Ask: true, OpenAI: true, Bot: true, Admin: false} {
		if May(other, scope) != want {
			t.Errorf("bot may %s: %v", scope, !want)
		}
	}
	if k.Revoked = now; Opens(k, token) {
		t.Error("a revoked key opens")
	}
}

func TestWish(t *testing.T) {
	for name, w := range map[string]Wish{
		"no name": {Scopes: []string{Ask}}, "long name": {Name: strings.Repeat("长", 101), Scopes: []string{Ask}}, "no scope": {Name: "x"},
		"unknown scope": {Name: "x", Scopes: []string{"all"}}, "below 0": {Name: "x", Scopes: []string{Ask}, PerMinute: -1},
	} {
		if _, token, err := New(w, time.Now()); err == nil || token != "" {
			t.Errorf("%s: %q, %v", name, token, err)
		}
	}
}
