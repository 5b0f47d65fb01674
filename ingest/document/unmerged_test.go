package document

import (
	"strings"
	"testing"
)

// TestUnmerged: cells that were merged before a format without them are found where the rows show it, and nowhere else.
func TestUnmerged(t *testing.T) {
	tests := []struct{ name, rows, want string }{
		{"a name for several rows", "学区|学校|范围/城东|一小|河以北/|二小|河以南/城西|三小|路以西", "城东 一小 河以北<学区,学校,范围>/城东 二小 河以南<学区,学校,范围>/城西 三小 路以西<学区,学校,范围>"},
		{"with its number", "序号|学区|学校|人数/1|城东|一小|20/||二小|30", "1 城东 一小 20<序号,学区,学校,人数>/1 城东 二小 30<序号,学区,学校,人数>"},
		{"a label over two", "学校|计划||电话/|班数|人数|/一小|2|90|555", "一小 2 90 555<学校,计划/班数,计划/人数,电话>"},
		{"a row without a name", "学校|班数|人数/一小|2|90/|3|120", "一小 2 90<学校,班数,人数>/ 3 120<学校,班数,人数>"},
		{"under a total", "学校|类别|人数/合计|公办|90/|民办|120", "合计 公办 90<学校,类别,人数>/ 民办 120<学校,类别,人数>"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var rows [][]string
			for _, line := range strings.Split(tc.rows, "/") {
				rows = append(rows, strings.Split(line, "|"))
			}
			g := NewGrid(len(rows))
			for _, s := range Unmerged(rows) {
				g.Place(s)
			}
			for r, row := range rows {
				for c, cell := range row {
					g.Place(Span{Row: r, Col: c, Text: cell})
				}
			}
			var got []string
			for _, b := range g.Blocks(1) {
				if !b.Header {
					got = append(got, strings.Join(b.Cells, " ")+"<"+strings.Join(b.Columns, ",")+">")
				}
			}
			if strings.Join(got, "/") != tc.want {
				t.Errorf("got  %q\nwant %q", strings.Join(got, "/"), tc.want)
			}
		})
	}
}
