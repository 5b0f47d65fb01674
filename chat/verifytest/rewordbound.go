package verifytest

import (
	"regexp"
	"strings"
)

// alike are pairs of words for one bound.
var alike = [][2]string{
	{"不少于", "至少"}, {"不少于", "不低于"}, {"不少于", "最少"}, {"不少于", "不得少于"}, {"不低于", "至少"}, {"不低于", "不少于"}, {"不低于", "不得低于"},
	{"不超过", "最多"}, {"不超过", "至多"}, {"不超过", "不高于"}, {"不超过", "不得超过"}, {"不超过", "最高"},
	{"至少", "不少于"}, {"至少", "最少"}, {"不早于", "不得早于"}, {"不晚于", "不得晚于"}, {"不晚于", "不迟于"},
}

// twoBounds is a figure with both bounds, or of two units, which other rules than these reword.
var twoBounds = regexp.MustCompile(`以上\d|小时\d`)

// rewordBound writes 不少于20节 as 至少20节 and 20节以上.
func rewordBound(s sentence) []string {
	if twoBounds.MatchString(s.text) {
		return nil
	}
	all := replaceAt(s.text, boundBefore, func(g []string) string {
		switch {
		case g[1] != "" || g[2] != "" || strings.HasSuffix(g[4], "时") && !strings.HasSuffix(g[4], "小时"):
			return ""
		case g[3] == "不少于" || g[3] == "不低于" || g[3] == "至少":
			return g[4] + "以上"
		case g[3] == "不超过" || g[3] == "不高于":
			return g[4] + "以内"
		}
		return ""
	})
	for _, words := range alike {
		all = append(all, replaceAt(s.text, boundBefore, func(g []string) string {
			if g[3] != words[0] || g[1] != "" || g[2] != "" {
				return ""
			}
			return words[1] + g[4]
		})...)
	}
	return append(all, replaceAt(s.text, boundAfter, func(g []string) string {
		switch {
		case g[3] == "以上" && g[2] == "":
			return "不少于" + g[1]
		case g[3] == "以内", g[3] == "以下" && strings.HasSuffix(g[1], "元"):
			return "不超过" + g[1]
		}
		return ""
	})...)
}
