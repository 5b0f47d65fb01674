package verifytest

import (
	"regexp"
	"strings"
)

var perYear = regexp.MustCompile(`(每生|每人)(每年|每月|每学期|每天|每学年|每课时)|/(生|人)/(年|月|学期|天)`)

// otherTime is a time of another length.
var otherTime = map[string]string{
	"每年": "每月", "每月": "每年", "每学期": "每月", "每天": "每周", "每学年": "每学期", "每课时": "每天",
	"年": "月", "月": "年", "学期": "月", "天": "周",
}

// changeRate turns 每生每年 into 每生每月, where the evidence has no rate of that time.
func changeRate(s sentence) []string {
	return replaceAt(s.text, perYear, func(g []string) string {
		with := g[1] + otherTime[g[2]]
		if g[2] == "" {
			with = "/" + g[3] + "/" + otherTime[g[4]]
		}
		time := strings.TrimPrefix(otherTime[g[2]]+otherTime[g[4]], "每")
		for _, form := range []string{"每" + time, "每个" + time, "每一" + time, "/" + time, time + "均", "按" + time, time + "一"} {
			if strings.Contains(s.evidence, form) {
				return ""
			}
		}
		return with
	})
}
