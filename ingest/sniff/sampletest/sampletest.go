// Package sampletest holds what the readers' tests share: the sample files beside the repository, what EXPECT.tsv asks
// of each, and the character error rate against the truth. Only tests import it.
package sampletest

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"wence/ingest/document"
)

// Case is a row of EXPECT.tsv.
type Case struct {
	File   string  // path under the samples' folder, with forward slashes
	Expect string  // "read", "part" or "refuse"
	Truth  string  // file name of the truth, "" = none
	MaxCER float64 // in per cent, 0 = none is stated
	Note   string
}

// withTable names the truth of samples that hold a table which the truth in EXPECT.tsv leaves out.
var withTable = map[string]string{
	"docx/fengjie.docx":        "fengjie_tbl.truth.txt",
	"docx/fengjie_lo.docx":     "fengjie_tbl.truth.txt",
	"docx/kaiyuan_twocol.docx": "twocol_tbl.truth.txt",
	"doc/fengjie.doc":          "fengjie_tbl.truth.txt",
	"doc/fengjie.wps":          "fengjie_tbl.truth.txt",
}

// Root is the folder ../shared beside the repository's root. The test fails when it is absent.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
	shared := filepath.Join(filepath.Dir(dir), "shared")
	if _, err := os.Stat(shared); err != nil {
		t.Fatalf("the sample files are missing: %v", err)
	}
	return shared
}

// File reads a sample by its path under ../shared/samples.
func File(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(Root(t), "samples", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Truth reads a truth text by its file name.
func Truth(t testing.TB, name string) string {
	t.Helper()
	return string(File(t, "truth/"+name))
}

// Cases gives the rows of EXPECT.tsv whose file lies in one of the folders. The test fails when there is none.
func Cases(t testing.TB, folders ...string) []Case {
	t.Helper()
	file, err := os.Open(filepath.Join(Root(t), "samples", "EXPECT.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []Case
	for lines := bufio.NewScanner(file); lines.Scan(); {
		field := append(strings.Split(lines.Text(), "\t"), "", "", "", "")
		for _, folder := range folders {
			if strings.HasPrefix(field[0], folder+"/") {
				cer, _ := strconv.ParseFloat(field[3], 64)
				c := Case{File: field[0], Expect: field[1], Truth: field[2], MaxCER: cer, Note: field[4]}
				if truth, ok := withTable[c.File]; ok {
					c.Truth = truth
				}
				cases = append(cases, c)
			}
		}
	}
	if len(cases) == 0 {
		t.Fatalf("EXPECT.tsv has no row for %v", folders)
	}
	return cases
}

// Text joins a document's paragraphs and rows by line breaks and its cells by tabs.
func Text(doc document.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		b.WriteString(block.Text)
		b.WriteString(strings.Join(block.Cells, "\t"))
		b.WriteByte('\n')
	}
	return b.String()
}
