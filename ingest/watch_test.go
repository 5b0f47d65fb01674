package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// watched runs a watcher and gives what it reports, the base names of a batch in order, joined by commas.
func watched(t *testing.T, quiet time.Duration, paths ...string) <-chan string {
	t.Helper()
	w, err := NewWatcher(paths)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	batches, ended := make(chan string, 100), make(chan error, 1)
	go func() {
		ended <- w.Watch(ctx, quiet, func(c Change) error {
			var names []string
			for _, f := range c.Files {
				names = append(names, f.Name)
			}
			if c.Gone {
				names = append(names, "gone")
			}
			batches <- strings.Join(names, ",")
			return nil
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("watch: %v", err)
		}
		w.Close()
	})
	return batches
}

// until gathers batches until the names have come, and fails the test when they do not.
func until(t *testing.T, batches <-chan string, names ...string) {
	t.Helper()
	missing := slices.Clone(names)
	timeout := time.After(30 * time.Second)
	for len(missing) > 0 {
		select {
		case batch := <-batches:
			for _, name := range strings.Split(batch, ",") {
				missing = slices.DeleteFunc(missing, func(s string) bool { return s == name })
			}
		case <-timeout:
			t.Fatalf("%v never came", missing)
		}
	}
}

func TestWatch(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "old.txt"), notice(1))
	batches := watched(t, 100*time.Millisecond, dir)
	cases := []struct {
		name string
		do   func()
		want []string
	}{
		{"new file", func() { write(t, filepath.Join(dir, "a.txt"), notice(2)) }, []string{"a.txt"}},
		{"changed file", func() { write(t, filepath.Join(dir, "old.txt"), notice(3)) }, []string{"old.txt"}},
		{"moved in", func() {
			outside := filepath.Join(t.TempDir(), "b.txt")
			write(t, outside, notice(4))
			if err := os.Rename(outside, filepath.Join(dir, "b.txt")); err != nil {
				t.Fatal(err)
			}
		}, []string{"b.txt"}},
		{"new folder with files", func() {
			for i := range 3 {
				write(t, filepath.Join(dir, "sub", "deep", fmt.Sprintf("c%d.txt", i)), notice(5+i))
			}
		}, []string{"c0.txt", "c1.txt", "c2.txt"}},
		{"file in the new folder", func() { write(t, filepath.Join(dir, "sub", "deep", "d.txt"), notice(9)) }, []string{"d.txt"}},
		{"folder moved in", func() {
			outside := filepath.Join(t.TempDir(), "moved")
			write(t, filepath.Join(outside, "e.txt"), notice(10))
			if err := os.Rename(outside, filepath.Join(dir, "moved")); err != nil {
				t.Fatal(err)
			}
		}, []string{"e.txt"}},
		{"list of addresses", func() { write(t, filepath.Join(dir, "urls.csv"), "file,url\na.txt,https://www.xuepu.example/\n") }, []string{"a.txt", "old.txt"}},
		{"deleted file", func() { remove(t, filepath.Join(dir, "a.txt")) }, []string{"gone"}},
		{"moved out", func() {
			if err := os.Rename(filepath.Join(dir, "b.txt"), filepath.Join(t.TempDir(), "b.txt")); err != nil {
				t.Fatal(err)
			}
		}, []string{"gone"}},
	}
	for _, tc := range cases { // one after another: each builds on what stands
		t.Run(tc.name, func(t *testing.T) {
			tc.do()
			until(t, batches, tc.want...)
		})
	}
}

// TestWatchWaits: a file is reported when it is left alone, not while it is written.
func TestWatchWaits(t *testing.T) {
	dir := t.TempDir()
	const quiet = 2 * time.Second
	batches := watched(t, quiet, dir)
	path := filepath.Join(dir, "slow.txt")
	var last time.Time
	for i := range 10 {
		write(t, path, strings.Repeat("x", i+1))
		last = time.Now()
		time.Sleep(quiet / 20)
	}
	until(t, batches, "slow.txt")
	if since := time.Since(last); since < quiet {
		t.Errorf("reported %v after the last write, want at least %v", since, quiet)
	}
}

// TestWatchFile: of a single file, its replacement counts, and its neighbours do not.
func TestWatchFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "one.txt")
	write(t, path, notice(1))
	batches := watched(t, 50*time.Millisecond, path)
	write(t, filepath.Join(dir, "other.txt"), notice(2))
	write(t, filepath.Join(dir, "one.tmp"), notice(3))
	if err := os.Rename(filepath.Join(dir, "one.tmp"), path); err != nil {
		t.Fatal(err)
	}
	if got := <-batches; got != "one.txt" {
		t.Errorf("reported %q", got)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}
