package verifytest

import (
	"regexp"
	"strings"
)

var fullDate = regexp.MustCompile(`(20\d\d)年(\d{1,2})月(\d{1,2})日`)

// rewordDate writes 2023年9月20日 as 2023-09-20, in Chinese numerals, and in part.
func rewordDate(s sentence) []string {
	var all []string
	for _, shape := range []func(y, m, d string) string{
		func(y, m, d string) string { return y + "-" + padded(m) + "-" + padded(d) },
		func(y, m, d string) string { return y + "." + m + "." + d },
		func(y, m, d string) string { return y + "/" + m + "/" + d },
		func(y, m, d string) string { return y + "年" + padded(m) + "月" + padded(d) + "日" },
		func(y, m, d string) string { return m + "月" + d + "日" },
		func(y, m, d string) string {
			return yearName(y) + "年" + chinese(int(value(m))) + "月" + chinese(int(value(d))) + "日"
		},
	} {
		all = append(all, replaceAt(s.text, fullDate, func(g []string) string { return shape(g[1], g[2], g[3]) })...)
	}
	all = append(all, replaceAt(s.text, regexp.MustCompile(`日前`), func([]string) string { return "日以前" })...)
	return append(all, replaceAt(s.text, regexp.MustCompile(`(\d{1,2})月(\d{1,2})日`), func(g []string) string {
		return chinese(int(value(g[1]))) + "月" + chinese(int(value(g[2]))) + "日"
	})...)
}

func padded(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// yearName spells a year digit by digit: 二〇二三.
func yearName(y string) string {
	return strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(y)
}
