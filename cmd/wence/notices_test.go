package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestWithdraw withdraws a notice that has answered a question, ingests it again, and restores it.
func TestWithdraw(t *testing.T) {
	dir := t.TempDir()
	store, file := filepath.Join(dir, "store.db"), filepath.Join(dir, "notice.txt")
	write(t, file, sampleNotice)
	do := func(args ...string) string {
		t.Helper()
		out, err := run(t, store, args...)
		if err != nil {
			t.Fatalf("wence %q: %v\n%s", args, err, out)
		}
		return out
	}
	answers := func() bool { return strings.Contains(do("ask", "助学金每年多少钱?"), "1250元") }
	do("ingest", file)
	id, _, _ := strings.Cut(do("notices"), " ")
	if !answers() {
		t.Fatal("the notice does not answer to begin with")
	}
	do("notices", "withdraw", id)
	do("ingest", file)
	if answers() {
		t.Error("a withdrawn notice answers")
	}
	if out := do("notices"); !strings.Contains(out, "已撤下") {
		t.Errorf("notices:\n%s", out)
	}
	if out := do("notices", "show", id); !strings.Contains(out, "已撤下:2") {
		t.Errorf("show:\n%s", out)
	}
	do("notices", "restore", id)
	if out := do("notices"); strings.Contains(out, "已撤下") || !answers() {
		t.Errorf("restored, but\n%s", out)
	}
	for _, verb := range []string{"withdraw", "restore"} {
		if _, err := run(t, store, "notices", verb, "nosuch"); err == nil || !strings.Contains(err.Error(), "wence notices") {
			t.Errorf("%s of no notice gave %v", verb, err)
		}
	}
}
