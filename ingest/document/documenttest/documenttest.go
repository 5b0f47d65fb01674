// Package documenttest measures a format reader against the sample files in the folder ../shared/samples beside the
// repository. Only tests import it.
package documenttest

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"wence/ingest/document"
)

// Sample is a row of EXPECT.tsv with its file.
type Sample struct {
	File   string // relative to the samples folder, as html/notice.html
	Data   []byte
	Expect string  // read, part or refuse
	Truth  string  // the text to be read; empty when the row names none
	MaxCER float64 // in percent
	Note   string
}

// Samples loads the rows whose file name accept likes. The test fails when the folder or one of the files is absent.
func Samples(t testing.TB, accept func(file string) bool) []Sample {
	t.Helper()
	dir := filepath.Join(root(t), "..", "shared", "samples")
	table := read(t, filepath.Join(dir, "EXPECT.tsv"))
	var samples []Sample
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		col := append(strings.Split(line, "\t"), "", "", "", "")
		if !accept(col[0]) {
			continue
		}
		s := Sample{File: col[0], Data: read(t, filepath.Join(dir, col[0])), Expect: col[1], Note: col[4]}
		if col[2] != "" {
			s.Truth = string(read(t, filepath.Join(dir, "truth", col[2])))
			s.MaxCER, _ = strconv.ParseFloat(col[3], 64)
		}
		samples = append(samples, s)
	}
	if len(samples) == 0 {
		t.Fatal("no sample accepted")
	}
	return samples
}

// root is the repository's folder, found from this file.
func root(t testing.TB) string {
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("no caller information")
	}
	return filepath.Join(filepath.Dir(file), "..", "..", "..")
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Text is a document's text as the truths have it: one line a paragraph, a row's cells one after another.
func Text(doc document.Document) string {
	var text strings.Builder
	for _, b := range doc.Blocks {
		text.WriteString(b.Text)
		text.WriteString(strings.Join(b.Cells, "\t"))
		text.WriteByte('\n')
	}
	return text.String()
}

// CER is the character error rate of got in percent: edits for each character of want, both in NFKC and without white
// space.
func CER(got, want string) float64 {
	a, b := fold(got), fold(want)
	n := len(b)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return 100 * float64(edits(a, b)) / float64(max(n, 1))
}

func fold(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s)))
}

// edits is the Levenshtein distance.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, ra := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, rb := range b {
			cost := diagonal
			if ra != rb {
				cost = min(diagonal, row[j], row[j+1]) + 1
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// Listed is a document's blocks on one line, parted by "|": page and text or cells, columns in "<>", a heading's level
// after "#", "^" before a row of a table's head.
func Listed(doc document.Document) string {
	var out []string
	for _, b := range doc.Blocks {
		var s strings.Builder
		if b.Page > 0 {
			s.WriteString(strconv.Itoa(b.Page) + ":")
		}
		if b.Header {
			s.WriteByte('^')
		}
		s.WriteString(b.Text + strings.Join(b.Cells, "/"))
		if b.Columns != nil {
			s.WriteString("<" + strings.Join(b.Columns, ",") + ">")
		}
		if b.Level > 0 {
			s.WriteString("#" + strconv.Itoa(b.Level))
		}
		out = append(out, s.String())
	}
	return strings.Join(out, "|")
}
