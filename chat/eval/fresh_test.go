package eval

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestFreshCasesAreAsked reads every set on fictional notices as `wence eval` does: a set that it refuses is measured by nobody.
func TestFreshCasesAreAsked(t *testing.T) {
	var files []string
	for _, pattern := range []string{"testdata/*/cases.jsonl", "testdata/*/*/cases.jsonl", "../chooser/questions/*/cases.jsonl"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 50 {
		t.Fatalf("only %d sets found", len(files))
	}
	for _, path := range files {
		t.Run(filepath.ToSlash(filepath.Dir(path)), func(t *testing.T) { checkSet(t, path) })
	}
}

// checkSet reports cases that cannot be read, and such as name a notice that the set does not have.
func checkSet(t *testing.T, path string) {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	all, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(filepath.Base(filepath.Dir(path)), "laws-") {
		return // the laws are not kept here
	}
	for _, c := range all {
		for _, name := range slices.Concat(c.Notices, c.Near) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), "notices", name)); err != nil {
				t.Errorf("%s names %s, which is not there", c.ID, name)
			}
		}
	}
}
