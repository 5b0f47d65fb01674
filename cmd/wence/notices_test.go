package main

import (
	"path/filepath"
	"strings"
	"testing"

	"wence/retrieval/embedded"
)

// changesIn are what people did to a store, the last first; each with a name, and of a notice with its title.
func changesIn(t *testing.T, store string) string {
	t.Helper()
	s, err := embedded.Open(t.Context(), store, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.Changes(t.Context(), "", 100)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range list {
		if !strings.HasPrefix(c.Who, "命令行") || c.Title == "" {
			t.Errorf("noted: %+v", c)
		}
		all = append(all, c.What)
	}
	return strings.Join(all, " ")
}

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
	if got, want := changesIn(t, store), "restored withdrawn"; got != want {
		t.Errorf("noted: %q, want %q", got, want)
	}
	for _, verb := range []string{"withdraw", "restore"} {
		if _, err := run(t, store, "notices", verb, "nosuch"); err == nil || !strings.Contains(err.Error(), "wence notices") {
			t.Errorf("%s of no notice gave %v", verb, err)
		}
	}
}
