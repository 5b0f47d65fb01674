package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestKeysCommand makes a key, lists it and revokes it; its secret is shown once.
func TestKeysCommand(t *testing.T) {
	store := filepath.Join(t.TempDir(), "store.db")
	do := func(args ...string) string {
		t.Helper()
		out, err := run(t, store, args...)
		if err != nil {
			t.Fatalf("wence %q: %v\n%s", args, err, out)
		}
		return out
	}
	do("migrate")
	made := do("keys", "create", "家长群", "--scope", "ask,openai", "--per-minute", "30")
	_, token, _ := strings.Cut(made, "wk_")
	id, secret, _ := strings.Cut(strings.TrimSpace(token), "_")
	if id == "" || secret == "" {
		t.Fatalf("create printed %q", made)
	}
	if out := do("keys", "list"); !strings.Contains(out, id) || !strings.Contains(out, "ask,openai") || strings.Contains(out, secret) {
		t.Errorf("list:\n%s", out)
	}
	do("keys", "revoke", id)
	if out := do("keys", "list", "--json"); !strings.Contains(out, `"revoked"`) || strings.Contains(out, secret) {
		t.Errorf("list:\n%s", out)
	}
	for _, args := range [][]string{{"keys", "revoke", "nosuch"}, {"keys", "create", "x", "--scope", "all"}} {
		if out, err := run(t, store, args...); err == nil {
			t.Errorf("wence %q: no error\n%s", args, out)
		}
	}
}
