package age

import (
	"fmt"
	"testing"

	"wence/retrieval/zh"
)

func TestOf(t *testing.T) {
	const first = "小学招收2026年8月31日前年满6周岁的儿童"
	for _, tc := range []struct{ name, question, rule, want string }{
		{"a day late", "孩子2020年9月1日出生,今年能上吗", first, "2026-08-31: 5 of 6, false"},
		{"the last day", "孩子2020年8月31日出生,今年能上吗", first, "2026-08-31: 6 of 6, true"},
		{"of the year", "2020年9月1日生的能上吗", "当年8月31日前年满六周岁的儿童", "2026-08-31: 5 of 6, false"},
		{"between", "2023年3月5日出生的能上小班吗", "小班招收2022年9月1日至2023年8月31日出生的幼儿", "2022-09-01..2023-08-31 true"},
		{"not between", "2023年9月5日出生的能上小班吗", "小班招收2022年9月1日至2023年8月31日期间出生的幼儿", "2022-09-01..2023-08-31 false"},
		{"before", "2020年9月5日出生能上吗", "凡年满6周岁(2020年8月31日以前出生)的儿童", "..2020-08-31 false"},
		{"both counted", "2019年9月1日生的能上吗", "招收2019年9月1日(含)至2020年8月31日(含)出生的儿童", "2019-09-01..2020-08-31 true"},
		{"in characters", "二〇二〇年九月一日出生,能上吗", first, "2026-08-31: 5 of 6, false"},
		{"no day of birth", "2026年9月1日报名吗", first, ""},
		{"no such day", "2020年13月41日出生,能上吗", first, ""},
		{"no rule of age", "孩子2020年9月1日出生", "报名于2026年6月1日开始", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := ""
			if v, ok := Of(zh.Fold(tc.question), zh.Fold(tc.rule), "2026-05-01"); ok && v.On != "" {
				got = fmt.Sprintf("%s: %d of %d, %v", v.On, v.Years, v.Needed, v.Meets())
			} else if ok {
				got = fmt.Sprintf("%s..%s %v", v.From, v.Until, v.Meets())
			}
			if got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}
