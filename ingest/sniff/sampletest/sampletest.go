// Package sampletest adds to document/documenttest what the readers of office files need in their tests: samples by
// folder, files that EXPECT.tsv has no row for, and the truth of samples whose row leaves out their table. Only tests
// import it.
package sampletest

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"wence/ingest/document/documenttest"
)

// withTable names the truth of samples that hold a table which the truth in EXPECT.tsv leaves out.
var withTable = map[string]string{
	"docx/fengjie.docx":        "fengjie_tbl.truth.txt",
	"docx/fengjie_lo.docx":     "fengjie_tbl.truth.txt",
	"docx/kaiyuan_twocol.docx": "twocol_tbl.truth.txt",
	"doc/fengjie.doc":          "fengjie_tbl.truth.txt",
	"doc/fengjie.wps":          "fengjie_tbl.truth.txt",
}

// Cases gives the samples in the folders.
func Cases(t testing.TB, folders ...string) []documenttest.Sample {
	t.Helper()
	samples := documenttest.Samples(t, func(file string) bool {
		for _, folder := range folders {
			if strings.HasPrefix(file, folder+"/") {
				return true
			}
		}
		return false
	})
	for i, s := range samples {
		if truth, ok := withTable[s.File]; ok {
			samples[i].Truth = Truth(t, truth)
		}
	}
	return samples
}

// Truth reads a truth text by its file name.
func Truth(t testing.TB, name string) string {
	t.Helper()
	return string(File(t, "truth/"+name))
}

// File reads a file under ../shared/samples beside the repository. The test fails when it is absent.
func File(t testing.TB, name string) []byte {
	t.Helper()
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("no caller information")
	}
	samples := filepath.Join(filepath.Dir(here), "..", "..", "..", "..", "shared", "samples")
	data, err := os.ReadFile(filepath.Join(samples, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
