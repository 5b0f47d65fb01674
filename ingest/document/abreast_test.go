package document

import (
	"strings"
	"testing"
)

// TestAbreast: a table that goes on beside itself is read as one, the left part first; others stay whole.
func TestAbreast(t *testing.T) {
	tests := []struct{ name, rows, want string }{
		{"twice", "序号|姓名|成绩|序号|姓名|成绩/1|甲|90|3|丙|70/2|乙|80||| ", "1 甲 90/2 乙 80/3 丙 70"},
		{"three times, parted", "校名|电话||校名|电话||校名|电话/甲|1||乙|2||丙|3", "甲 1 /乙 2 /丙 3 "},
		{"labels of two things", "校名|人数|电话|人数/甲|1|2|3", "甲 1 2 3"},
		{"upper labels differ", "校名|城区人数|校名|乡镇人数/甲|1|乙|3", "甲 1 乙 3"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var g *Grid
			lines := strings.Split(tc.rows, "/")
			g = NewGrid(len(lines))
			for r, line := range lines {
				for c, cell := range strings.Split(line, "|") {
					g.Place(Span{Row: r, Col: c, Text: cell, Header: r == 0})
				}
			}
			var got []string
			for _, b := range Abreast(g.Blocks(1)) {
				if b.Columns != nil {
					got = append(got, strings.Join(b.Cells, " "))
				}
			}
			if strings.Join(got, "/") != tc.want {
				t.Errorf("got %q, want %q", strings.Join(got, "/"), tc.want)
			}
		})
	}
}
