package verifytest

import (
	"regexp"
	"strconv"
	"strings"
)

var year = regexp.MustCompile(`(20\d\d)(年|学年|级|届|〕)`)

func shiftYear(s sentence) []string {
	var all []string
	for _, by := range []int{-1, 1, 10} {
		all = append(all, replaceAt(s.text, year, func(g []string) string {
			y, _ := strconv.Atoi(g[1])
			if shifted := strconv.Itoa(y + by); !strings.Contains(s.evidence, shifted) {
				return shifted + g[2]
			}
			return ""
		})...)
	}
	return all
}

var day = regexp.MustCompile(`(\d{1,2})月(\d{1,2})日`)

func changeDay(s sentence) []string {
	all := replaceAt(s.text, day, func(g []string) string {
		m := strconv.Itoa(int(value(g[1]))%12+1) + "月"
		if strings.Contains(s.evidence, m) {
			return ""
		}
		return m + g[2] + "日"
	})
	return append(all, replaceAt(s.text, day, func(g []string) string {
		d := g[1] + "月" + strconv.Itoa(int(value(g[2]))%28+1) + "日"
		if strings.Contains(s.evidence, d) {
			return ""
		}
		return d
	})...)
}
