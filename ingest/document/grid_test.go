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
