package figures

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFindGolden holds Find to the tables in testdata/find: a text, a tab, its
// figures.
func TestFindGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/find/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, file := range files {
		for _, row := range readRows(t, file, 2) {
			text, want := row[0], row[1]
			t.Run(strings.TrimSuffix(filepath.Base(file), ".tsv")+"/"+text, func(t *testing.T) {
				if got := describe(Find(text)); got != want {
					t.Errorf("%s\n got %s\nwant %s", text, got, want)
				}
			})
		}
	}
}

// describe writes figures as the tables do.
func describe(figures []Figure) string {
	if len(figures) == 0 {
		return "-"
	}
	var parts []string
	for _, f := range figures {
		parts = append(parts, f.Kind.String()+":"+f.String())
	}
	return strings.Join(parts, " | ")
}

// readRows returns the rows of a table, without comments and blank lines, each
// with the given number of cells.
func readRows(t *testing.T, file string, cells int) [][]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != cells {
			t.Fatalf("%s:%d: %d cells, want %d", file, n+1, len(row), cells)
		}
		rows = append(rows, row)
	}
	return rows
}
