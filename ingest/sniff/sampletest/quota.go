package sampletest

import (
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
)

// CheckQuota holds the samples' quota table, whatever its format, against what it was made from.
func CheckQuota(t testing.TB, doc document.Document) {
	t.Helper()
	var rows []document.Block
	for _, b := range doc.Blocks {
		if b.Table > 0 && !b.Header {
			rows = append(rows, b)
		}
	}
	if len(rows) != 10 {
		t.Fatalf("%d data rows, want 10: %s", len(rows), documenttest.Text(doc))
	}
	if got, want := strings.Join(rows[0].Columns, ","), "序号,学校名称,办学性质,招生计划/班数,招生计划/人数,是否寄宿,咨询电话"; got != want {
		t.Errorf("columns %q, want %q", got, want)
	}
	for i, want := range map[int]string{1: "2,奉节中学校,公办,14,700,是,023-56550002", 6: "合计,,,54,2590,,", 7: "录取比例,95.50%,,,,,", 8: "报名日期,2023年9月1日,,,,,"} {
		if got := strings.Join(rows[i].Cells, ","); got != want {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
	}
	if all := documenttest.Text(doc); strings.Contains(all, "隐藏") || !strings.HasPrefix(all, "招生计划表\n奉节县2023年义务教育阶段学校招生计划表\n") {
		t.Errorf("hidden cells are read, or the heading is missing: %s", all)
	}
	if notes := strings.Join(doc.Notes, "\n"); !strings.Contains(notes, "1行") || !strings.Contains(notes, "“隐藏表”是隐藏的") {
		t.Errorf("notes %q do not name the hidden row and sheet", doc.Notes)
	}
}
