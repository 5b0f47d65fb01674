package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
)

// reconciled ingests a path and gives a line for each record of what is gone from it, or there again.
func reconciled(t *testing.T, in *Ingester, prune bool, path string) []string {
	t.Helper()
	files, err := Files(context.Background(), []string{path})
	if err != nil {
		t.Fatal(err)
	}
	report, err := in.Ingest(context.Background(), files, nil)
	if err != nil {
		t.Fatal(err)
	}
	records, err := Reconciler{Shelf: in.Store.(*embedded.Store), Prune: prune}.Reconcile(context.Background(), []string{path}, report)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range records {
		lines = append(lines, fmt.Sprintf("%s %s", r.State, r.Name))
	}
	return lines
}

func TestReconcile(t *testing.T) {
	in, store := newIngester(t)
	dir := filepath.Join(t.TempDir(), "in")
	a, b, c := filepath.Join(dir, "a.txt"), filepath.Join(dir, "sub", "b.txt"), filepath.Join(dir, "c.txt")
	pack := filepath.Join(dir, "p.zip")
	write(t, a, notice(1))
	write(t, b, notice(2))
	write(t, c, notice(3))
	write(t, pack, packed(t, "x.txt", notice(4), "y.txt", notice(5)))
	write(t, dir+"2/d.txt", notice(6)) // a neighbour whose name begins alike
	equal(t, ingested(t, in, dir+"2"), "stored d.txt")
	remove(t, dir+"2")
	withdrawn := func(origin string) bool { return known(t, store, origin).Withdrawn != "" }
	person := func(origin string) {
		if err := store.Withdraw(context.Background(), known(t, store, origin).ID, "2025-01-01"); err != nil {
			t.Fatal(err)
		}
	}

	equal(t, reconciled(t, in, true, dir))
	remove(t, a)
	write(t, pack, packed(t, "x.txt", notice(4)))
	equal(t, reconciled(t, in, false, dir), "missing a.txt", "missing y.txt")
	if withdrawn(a) {
		t.Error("a notice was withdrawn unasked")
	}
	equal(t, reconciled(t, in, true, dir), "withdrawn a.txt", "withdrawn y.txt")
	equal(t, reconciled(t, in, true, dir))
	if !withdrawn(a) || !withdrawn(pack+"!/y.txt") || withdrawn(pack+"!/x.txt") || withdrawn(dir+"2/d.txt") {
		t.Error("withdrawn are the wrong ones")
	}

	person(c)
	remove(t, c)
	equal(t, reconciled(t, in, true, dir))
	write(t, a, notice(1))
	write(t, c, notice(3))
	equal(t, reconciled(t, in, false, dir), "restored a.txt")
	if withdrawn(a) || !withdrawn(c) {
		t.Error("what a person withdrew came back, or what was pruned did not")
	}

	write(t, pack, "PK\x03\x04 damaged")
	equal(t, reconciled(t, in, true, dir))
	remove(t, pack)
	equal(t, reconciled(t, in, true, dir), "withdrawn x.txt")
	remove(t, filepath.Dir(b))
	equal(t, reconciled(t, in, true, dir), "withdrawn b.txt")

	t.Run("a drive that is not there", func(t *testing.T) {
		remove(t, dir)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		equal(t, reconciled(t, in, true, dir), "missing a.txt")
	})
}

// TestUnreadableFolderIsNotGone: what a folder holds that could not be entered is there still.
func TestUnreadableFolderIsNotGone(t *testing.T) {
	m := newMet(Report{Records: []Record{{Origin: "/in/closed", State: Failed}, {Origin: "/in/p.zip", State: Failed}, {Origin: "/in/p.zip!/a", State: Stored}}})
	for origin, want := range map[string]bool{"/in/closed/a.txt": true, "/in/closed2/a.txt": false, "/in/p.zip!/b/c.txt": true, "/in/p.zip!/a": true, "/in/gone.txt": false} {
		if got := m.there(origin); got != want {
			t.Errorf("%s: there = %v, want %v", origin, got, want)
		}
	}
}

// meanwhile is a store to which another run comes first.
type meanwhile struct {
	Store
	other func()
}

func (m *meanwhile) Put(ctx context.Context, e retrieval.Entry) (string, error) {
	if other := m.other; other != nil {
		m.other = nil
		other()
	}
	return m.Store.Put(ctx, e)
}

// TestTwoRunsAtOnce: of two runs over the same files each reports what it did itself.
func TestTwoRunsAtOnce(t *testing.T) {
	first, store := newIngester(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), notice(1))
	write(t, filepath.Join(dir, "b.txt"), notice(2))
	var others []string
	second := *first
	first.Store = &meanwhile{Store: store, other: func() { others = ingested(t, &second, filepath.Join(dir, "a.txt")) }}
	equal(t, ingested(t, first, dir), "unchanged a.txt", "stored b.txt")
	equal(t, others, "stored a.txt")

	write(t, filepath.Join(dir, "a.txt"), notice(3))
	first.Store = &meanwhile{Store: store, other: func() {
		write(t, filepath.Join(dir, "a.txt"), notice(4))
		others = ingested(t, &second, dir)
	}}
	equal(t, ingested(t, first, filepath.Join(dir, "a.txt")), "replaced a.txt")
	equal(t, others, "replaced a.txt", "unchanged b.txt")
	if n := known(t, store, filepath.Join(dir, "a.txt")); !strings.Contains(n.Title, "第3批") {
		t.Errorf("the last to store has stored %q", n.Title)
	}
}
