package eval

import "testing"

func TestRowsAsEvidence(t *testing.T) {
	const (
		inWords  = "学段:初中;项目:寄宿生生活补助;2024年标准:1250;2025年标准:1500"
		asQuoted = "初中\t寄宿生生活补助\t1250\t1500"
	)
	for _, tc := range []struct {
		name, evidence string
		want           bool
	}{
		{"the row", "| 初中 | 寄宿生生活补助 | 1250 | 1500 |", true},
		{"another row", "| 小学 | 寄宿生生活补助 | 1000 | 1250 |", false},
		{"a figure within another", "| 初中 | 寄宿生生活补助 | 125 | 1500 |", false},
		{"no row", "初中阶段寄宿生每人每年补助一千五百元", false},
		{"a cell", "寄宿生生活补助", true},
		{"the row of a page", "初中 | 寄宿生生活补助 | 1250 | 1500", true},
		{"a line of a spreadsheet", "初中,寄宿生生活补助,,1250,1500", true},
		{"another line", "小学,寄宿生生活补助,,1250,1500", false},
	} {
		for _, quote := range []string{inWords, asQuoted} {
			if got := rests(quote, tc.evidence); got != tc.want {
				t.Errorf("%s in %q: %v", tc.name, quote, got)
			}
		}
	}
}
