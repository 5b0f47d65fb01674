package ingest

import (
	"context"
	"errors"
	"testing"

	"wence/ingest/document"
	"wence/ingest/sniff"
	"wence/ingest/sniff/sampletest"
)

// FuzzRead: whatever the bytes and the name, the readers inside this process give a Problem with a remedy, or a document
// of which every character comes through to the passages.
func FuzzRead(f *testing.F) {
	for _, file := range []string{
		"docx/tricky.docx", "doc/tricky.doc", "html/short_notice.html", "html/table_only.html", "html/daqing_big5_nometa.html", "xls/quota.xls",
		"xls/quota.xlsx", "xls/html_as_xls.xls", "txt/short_gbk.txt", "txt/mixed_gbk_then_utf8.txt", "txt/fengjie_utf16le_bom.txt",
		"txt/fengjie_utf8.md", "rtf/fengjie.rtf", "zip/gbk_names.zip",
	} {
		f.Add(file, sampletest.File(f, file))
	}
	f.Add("a.csv", []byte("学校,计划\n一中,600\n"))
	f.Add("a.mht", []byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>一、各学校招生600人。\n--x--"))
	places := gazetteer(f)
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if kind := sniff.Type(data, name); kind == sniff.PDF || kind == sniff.Image {
			t.Skip("read by other programs")
		}
		doc, err := Read(context.Background(), name, data)
		if err != nil {
			var problem *document.Problem
			if !errors.As(err, &problem) || problem.Reason == "" || problem.Remedy == "" {
				t.Fatalf("error %v, want a Problem with a remedy", err)
			}
			var panicked *panicError
			if errors.As(err, &panicked) {
				t.Fatalf("%v\n%s", panicked.value, panicked.stack)
			}
			return
		}
		n := Understand(doc, places)
		checkSplit(t, n, Split(n))
	})
}
