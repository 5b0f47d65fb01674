package document

import (
	"reflect"
	"strings"
	"testing"
)

// grid builds a grid from rows of "text", "text|cols", "text|cols|rows"; "#" in front marks a header cell.
func grid(rows ...[]string) *Grid {
	g := NewGrid(len(rows))
	for r, row := range rows {
		col := 0
		for _, cell := range row {
			col = g.Free(r, col)
			parts := strings.Split(cell, "|")
			s := Span{Row: r, Col: col, Text: strings.TrimPrefix(parts[0], "#"), Header: strings.HasPrefix(parts[0], "#")}
			s.Cols, s.Rows = 1, 1
			if len(parts) > 1 {
				s.Cols = int(parts[1][0] - '0')
			}
			if len(parts) > 2 {
				s.Rows = int(parts[2][0] - '0')
			}
			g.Place(s)
			col += s.Cols
		}
	}
	return g
}

func TestBlocks(t *testing.T) {
	quota := []string{"学校名称", "招生计划/班数(个)", "招生计划/人数(人)"}
	cases := []struct {
		name string
		grid *Grid
		want []Block
	}{
		{"merged head of two rows",
			grid([]string{"学校名称|1|2", "招生计划|2"}, []string{"班数(个)", "人数(人)"}, []string{"奉节中学校", "14", "700"}, []string{"合计", "14", "700"}),
			[]Block{
				{Cells: []string{"学校名称", "招生计划", ""}, Header: true},
				{Cells: []string{"", "班数(个)", "人数(人)"}, Header: true},
				{Cells: []string{"奉节中学校", "14", "700"}, Columns: quota},
				{Cells: []string{"合计", "14", "700"}, Columns: quota},
			}},
		{"caption and section rows",
			grid([]string{"2024年招生计划表|2"}, []string{"序号", "学校"}, []string{"城区小学|2"}, []string{"1", "诗仙小学"}),
			[]Block{
				{Cells: []string{"2024年招生计划表"}, Header: true},
				{Cells: []string{"序号", "学校"}, Header: true},
				{Cells: []string{"城区小学"}},
				{Cells: []string{"1", "诗仙小学"}, Columns: []string{"序号", "学校"}},
			}},
		{"data merged downwards repeats, rightwards does not",
			grid([]string{"片区", "学校", "人数"}, []string{"永安|1|2", "一小", "10"}, []string{"二小", "20"}, []string{"合计|2", "30"}),
			[]Block{
				{Cells: []string{"片区", "学校", "人数"}, Header: true},
				{Cells: []string{"永安", "一小", "10"}, Columns: []string{"片区", "学校", "人数"}},
				{Cells: []string{"永安", "二小", "20"}, Columns: []string{"片区", "学校", "人数"}},
				{Cells: []string{"合计", "", "30"}, Columns: []string{"片区", "学校", "人数"}},
			}},
		{"years as labels",
			grid([]string{"学段", "2023年", "2024年"}, []string{"小学", "100", "120"}),
			[]Block{
				{Cells: []string{"学段", "2023年", "2024年"}, Header: true},
				{Cells: []string{"小学", "100", "120"}, Columns: []string{"学段", "2023年", "2024年"}},
			}},
		{"form without a header",
			grid([]string{"联系人", "张三"}, []string{"电话", "023-56550001"}),
			[]Block{{Cells: []string{"联系人", "张三"}}, {Cells: []string{"电话", "023-56550001"}}}},
		{"words only",
			grid([]string{"片区", "报名地点", "负责人"}, []string{"城东片区", "实验小学", "王老师"}, []string{"河西片区", "河西小学", "李老师"}),
			[]Block{
				{Cells: []string{"片区", "报名地点", "负责人"}, Header: true},
				{Cells: []string{"城东片区", "实验小学", "王老师"}, Columns: []string{"片区", "报名地点", "负责人"}},
				{Cells: []string{"河西片区", "河西小学", "李老师"}, Columns: []string{"片区", "报名地点", "负责人"}},
			}},
		{"words only, called by what the values end with",
			grid([]string{"街道", "就读学校"}, []string{"城关街道", "第一小学"}, []string{"河西街道", "河西小学"}),
			[]Block{
				{Cells: []string{"街道", "就读学校"}, Header: true},
				{Cells: []string{"城关街道", "第一小学"}, Columns: []string{"街道", "就读学校"}},
				{Cells: []string{"河西街道", "河西小学"}, Columns: []string{"街道", "就读学校"}},
			}},
		{"words only without a header",
			grid([]string{"城东片区", "实验小学", "王老师"}, []string{"河西片区", "河西小学", "李老师"}),
			[]Block{{Cells: []string{"城东片区", "实验小学", "王老师"}}, {Cells: []string{"河西片区", "河西小学", "李老师"}}}},
		{"form of labels and values side by side",
			grid([]string{"姓名", "张三", "性别", "男"}, []string{"职务", "校长", "联系电话", "023-56550001"}),
			[]Block{{Cells: []string{"姓名", "张三", "性别", "男"}}, {Cells: []string{"职务", "校长", "联系电话", "023-56550001"}}}},
		{"no header, figures at once",
			grid([]string{"一小", "10"}, []string{"二小", "20"}),
			[]Block{{Cells: []string{"一小", "10"}}, {Cells: []string{"二小", "20"}}}},
		{"head repeated after a page break",
			grid([]string{"#学校", "#备 注"}, []string{"一小", "城区"}, []string{"学校", "备 注"}),
			[]Block{
				{Cells: []string{"学校", "备 注"}, Header: true},
				{Cells: []string{"一小", "城区"}, Columns: []string{"学校", "备注"}},
				{Cells: []string{"学校", "备 注"}, Header: true},
			}},
		{"head repeated that the format does not mark",
			grid([]string{"序号", "报考学校", "总成绩"}, []string{"1", "一小", "72.2"}, []string{"序号", "报考学校", "总成绩"}, []string{"2", "二小", "74.6"}),
			[]Block{
				{Cells: []string{"序号", "报考学校", "总成绩"}, Header: true},
				{Cells: []string{"1", "一小", "72.2"}, Columns: []string{"序号", "报考学校", "总成绩"}},
				{Cells: []string{"序号", "报考学校", "总成绩"}, Header: true},
				{Cells: []string{"2", "二小", "74.6"}, Columns: []string{"序号", "报考学校", "总成绩"}},
			}},
		{"a unit alone under a label", func() *Grid {
			g := NewGrid(3)
			for _, s := range []Span{{Text: "学校", Rows: 2}, {Col: 1, Text: "统招生", Cols: 2}, {Col: 3, Text: "报考人数"},
				{Row: 1, Col: 1, Text: "最低分(分)"}, {Row: 1, Col: 2, Text: "录取(人)"}, {Row: 1, Col: 3, Text: "(人)"},
				{Row: 2, Text: "一中"}, {Row: 2, Col: 1, Text: "652"}, {Row: 2, Col: 2, Text: "280"}, {Row: 2, Col: 3, Text: "987"}} {
				g.Place(s)
			}
			return g
		}(),
			[]Block{
				{Cells: []string{"学校", "统招生", "", "报考人数"}, Header: true},
				{Cells: []string{"", "最低分(分)", "录取(人)", "(人)"}, Header: true},
				{Cells: []string{"一中", "652", "280", "987"}, Columns: []string{"学校", "统招生/最低分(分)", "统招生/录取(人)", "报考人数(人)"}},
			}},
		{"empty rows and trailing columns go",
			grid([]string{"一小", "10", ""}, []string{"", "", ""}),
			[]Block{{Cells: []string{"一小", "10"}}}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			for i := range tc.want {
				tc.want[i].Table = 1
			}
			if got := tc.grid.Blocks(1); !reflect.DeepEqual(got, tc.want) {
				t.Errorf("got  %+v\nwant %+v", got, tc.want)
			}
		})
	}
}

func TestHideLeavesRowOut(t *testing.T) {
	g := grid([]string{"学校", "人数"}, []string{"一小", "10"}, []string{"隐藏", "99"})
	g.Hide(2)
	for _, b := range g.Blocks(1) {
		if b.Cells[0] == "隐藏" {
			t.Error("hidden row given")
		}
	}
}

// TestRepeatedText: a long text merged over many rows is given once, and its places stay taken.
func TestRepeatedText(t *testing.T) {
	const rows = 1000
	g := NewGrid(rows)
	g.Place(Span{Rows: rows, Text: strings.Repeat("长", maxRepeated/rows)})
	g.Place(Span{Col: 1, Rows: rows, Text: "短"})
	size := 0
	for _, b := range g.Blocks(1) {
		size += len(strings.Join(b.Cells, ""))
		if len(b.Cells) != 2 || b.Cells[1] != "短" {
			t.Fatalf("row %.80q", b.Cells)
		}
	}
	if size > maxRepeated {
		t.Errorf("%d bytes in all", size)
	}
	if at := g.Free(rows-1, 0); at != 2 {
		t.Errorf("first free column is %d", at)
	}
}

// FuzzGrid: however cells are placed, the rows of a table are as wide as their labels, and no text is there that no cell has.
func FuzzGrid(f *testing.F) {
	f.Add([]byte{0, 0, 1, 2, 0, 1, 2, 1, 1, 0, 1, 1})
	f.Fuzz(func(t *testing.T, places []byte) {
		g, texts := NewGrid(8), map[string]bool{"": true}
		for i := 0; i+4 <= len(places); i += 4 {
			text := []string{"学校", "人数", "600", "2024", "共青团中学"}[i/4%5]
			texts[text] = true
			g.Place(Span{Row: int(places[i]) % 9, Col: int(places[i+1]) % 9, Rows: int(places[i+2]), Cols: int(places[i+3]), Text: text})
		}
		for _, b := range g.Blocks(1) {
			if b.Columns != nil && len(b.Columns) != len(b.Cells) {
				t.Errorf("%d labels over %d cells", len(b.Columns), len(b.Cells))
			}
			for _, c := range b.Cells {
				if !texts[c] {
					t.Errorf("cell %q", c)
				}
			}
		}
	})
}

func TestPlaceBounds(t *testing.T) {
	g := NewGrid(2)
	for _, s := range []Span{{Row: -1}, {Row: 2}, {Col: -1}, {Col: maxCells}, {Cols: maxCells + 1}} {
		if g.Place(s) {
			t.Errorf("placed %+v", s)
		}
	}
	if !g.Full() {
		t.Error("not full after an oversized span")
	}
	if !g.Place(Span{Row: 1, Rows: 1 << 40, Text: "x"}) {
		t.Error("rowspan beyond the end refused")
	}
}
