package table

import (
	"strings"
	"testing"

	"wence/ingest/document"
)

// row makes a row from an edge and, for each cell, its text and right edge.
func row(left int, cells ...any) Row {
	var r Row
	for i := 0; i < len(cells); i += 2 {
		text, right := cells[i].(string), cells[i+1].(int)
		c := Cell{Left: left, Right: right}
		c.Below = strings.HasPrefix(text, "^")
		c.Aside = strings.HasPrefix(text, "<")
		if text = strings.TrimLeft(text, "^<"); text != "" {
			c.Blocks = []document.Block{{Text: text}}
		}
		r.Cells = append(r.Cells, c)
		left = right
	}
	return r
}

// TestNested: a table in a table keeps its own labels, under what its row is called.
func TestNested(t *testing.T) {
	inner := func(figure string) []document.Block {
		blocks, _ := Blocks([]Row{row(0, "奖项", 1000, "名额(人)", 2000), row(0, "一等奖", 1000, figure, 2000)}, 1)
		return append(blocks, document.Block{Text: "公示期3天"})
	}
	rows := []Row{row(0, "学院", 1000, "名额", 4000), row(0, "文学院", 1000, "", 4000), row(0, "工学院", 1000, "", 4000)}
	rows[1].Cells[1].Blocks, rows[2].Cells[1].Blocks = inner("6"), inner("9")
	blocks, _ := Blocks(rows, 2)
	var got []string
	for _, b := range blocks {
		got = append(got, b.Text+strings.Join(b.Cells, "/")+strings.Join(b.Columns, ","))
	}
	want := "学院 名额|文学院|奖项/名额(人)|一等奖/6奖项,名额(人)|公示期3天|工学院|奖项/名额(人)|一等奖/9奖项,名额(人)|公示期3天"
	if got := strings.Join(got, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestBlocks(t *testing.T) {
	tests := []struct {
		name string
		rows []Row
		want string // cells by tab, rows by |
		head string // columns of the last row
	}{
		{"uneven edges", []Row{
			row(0, "学校", 1100, "人数", 2000), row(0, "甲校", 1000, "600", 2010), row(0, "乙校", 1150, "700", 1990)},
			"学校\t人数|甲校\t600|乙校\t700", "学校,人数"},
		{"merged head", []Row{
			row(0, "学校", 1000, "计划", 3000, "电话", 4000), row(0, "^", 1000, "班数", 2000, "人数", 3000, "^", 4000),
			row(0, "甲校", 1000, "12", 2000, "600", 3000, "023", 4000)},
			"学校\t计划\t\t电话|\t班数\t人数\t|甲校\t12\t600\t023", "学校,计划/班数,计划/人数,电话"},
		{"merged to the left by flag", []Row{
			row(0, "学校", 1000, "计划", 2000, "<", 3000), row(0, "甲校", 1000, "12", 2000, "600", 3000)},
			"学校\t计划\t|甲校\t12\t600", "学校,计划,计划"},
		{"continues nothing", []Row{row(0, "^甲", 1000, "乙", 2000), row(0, "丙", 1000, "丁", 2000)}, "甲\t乙|丙\t丁", ""},
		{"edges that all coincide", []Row{row(0, "甲", 0, "乙", 0), row(0, "丙", 0, "丁", 0)}, "甲\t乙|丙\t丁", ""},
		{"frame", []Row{row(0, "一段", 1000)}, "一段", ""},
		{"none", nil, "", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			blocks, full := Blocks(tc.rows, 1)
			var lines []string
			var head string
			for _, b := range blocks {
				lines = append(lines, b.Text+strings.Join(b.Cells, "\t"))
				head = strings.Join(b.Columns, ",")
			}
			if got := strings.Join(lines, "|"); got != tc.want || full {
				t.Errorf("got %q, full %v; want %q", got, full, tc.want)
			}
			if tc.head != "" && head != tc.head {
				t.Errorf("columns %q, want %q", head, tc.head)
			}
		})
	}
}

func TestFull(t *testing.T) {
	wide := Row{}
	for i := range 1500 {
		wide.Cells = append(wide.Cells, Cell{Left: i * 1000, Right: (i + 1) * 1000})
	}
	rows := make([]Row, 1500)
	for i := range rows {
		rows[i] = wide
	}
	if _, full := Blocks(rows, 1); !full {
		t.Error("a table of 2.25 million cells is not reported as cut")
	}
}
