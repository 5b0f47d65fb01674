package ingest

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbook makes an Excel file: for each sheet its name, then its rows.
func workbook(t *testing.T, sheets ...[][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, rows := range sheets {
		name := rows[0][0].(string)
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				t.Fatal(err)
			}
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for n, row := range rows[1:] {
			cell, _ := excelize.CoordinatesToCellName(1, n+1)
			if err := f.SetSheetRow(name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func quota(sheet, caption string, school string, places int) [][]any {
	return [][]any{{sheet}, {caption}, {"学校名称", "招生计划"}, {school, places}, {"合计", places}}
}

func TestWorkbook(t *testing.T) {
	primary, junior := quota("小学", "雪浦县2026年小学招生计划表", "第一小学", 270), quota("初中", "雪浦县2026年初中招生计划表", "第一中学", 600)
	cases := []struct {
		name   string
		sheets [][][]any
		title  string
		rows   []string // what is read of each row, headings and all
	}{
		{"one sheet", [][][]any{primary}, "雪浦县2026年小学招生计划表", []string{"小学|学校名称:第一小学;招生计划:270", "小学|学校名称:合计;招生计划:270"}},
		{"two sheets", [][][]any{primary, junior}, "", []string{
			"小学|雪浦县2026年小学招生计划表|学校名称:第一小学;招生计划:270", "小学|雪浦县2026年小学招生计划表|学校名称:合计;招生计划:270",
			"初中|雪浦县2026年初中招生计划表|学校名称:第一中学;招生计划:600", "初中|雪浦县2026年初中招生计划表|学校名称:合计;招生计划:600"}},
		{"unnamed sheet", [][][]any{quota("Sheet1", "雪浦县2026年小学招生计划表", "第一小学", 270)}, "雪浦县2026年小学招生计划表", []string{
			"学校名称:第一小学;招生计划:270", "学校名称:合计;招生计划:270"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), "quota.xlsx", workbook(t, tc.sheets...))
			if err != nil {
				t.Fatal(err)
			}
			n := Understand(doc, gazetteer(t))
			if n.Title != tc.title {
				t.Errorf("title %q, want %q", n.Title, tc.title)
			}
			var rows []string
			for _, p := range Split(n) {
				if p.Columns != nil {
					rows = append(rows, strings.Join(append(p.Headings, p.Reading()), "|"))
				}
			}
			if got, want := strings.Join(rows, "\n"), strings.Join(tc.rows, "\n"); got != want {
				t.Errorf("rows\n%s\nwant\n%s", got, want)
			}
		})
	}
}
