package verifytest

import (
	"regexp"
	"slices"
	"strings"
)

// opposite gives a bound the other way.
var opposite = map[string]string{
	"不少于": "不超过", "不低于": "不高于", "不超过": "不少于", "不高于": "不低于", "至少": "至多", "不早于": "不晚于", "不晚于": "不早于",
	"以上": "以下", "以下": "以上", "以内": "以上", "日前": "日后", "月底前": "月底后", "年满": "未满", "左右": "以上",
}

const unitWord = `(?:[万亿]?元|万人次|学年|名|人|所|节|次|个工作日|个月|个|年|天|日|%|学时|平方米|公里|小时|分钟|分|周岁|门|篇|套|辆|项|课时|学期|间|倍|岁|时)`

var (
	boundBefore = regexp.MustCompile(`(最高|最低|一般|原则上)?(不得)?(不少于|不低于|不超过|不高于|至少|不早于|不晚于|年满)(\d[\d,.]*` + unitWord + `?)`)
	boundAfter  = regexp.MustCompile(`([\d.]+` + unitWord + `)(及|或)?(以上|以下|以内|左右)`)
	dayBefore   = regexp.MustCompile(`(\d{1,2})(日前|月底前)`)
)

// ways are the words of a bound: those before a figure and those behind it.
var ways = map[bool][2][]string{
	true:  {{"不少于", "不低于", "至少", "不早于", "满", "超过", "高于", "大于", "多于", "最低", "最少"}, {"以上", "及以上", "起"}},
	false: {{"不超过", "不高于", "至多", "不晚于", "未满", "不满", "不足", "低于", "少于", "小于", "最高", "最多"}, {"以下", "及以下", "以内", "内"}},
}

// bounds reports that a text bounds a figure in one way, upwards or downwards.
func bounds(text, figure string, upwards bool) bool {
	for _, w := range ways[upwards][0] {
		if strings.Contains(text, w+figure) {
			return true
		}
	}
	for _, w := range ways[upwards][1] {
		if strings.Contains(text, figure+w) {
			return true
		}
	}
	return false
}

// reverseBound turns 不少于20节 into 不超过20节.
func reverseBound(s sentence) []string {
	all := replaceAt(s.text, boundBefore, func(g []string) string {
		upwards := slices.Contains(ways[true][0], opposite[g[3]])
		if bounds(s.evidence, g[4], upwards) {
			return ""
		}
		return g[1] + g[2] + opposite[g[3]] + g[4]
	})
	all = append(all, replaceAt(s.text, boundAfter, func(g []string) string {
		if bounds(s.evidence, g[1], opposite[g[3]] == "以上") {
			return ""
		}
		return g[1] + opposite[g[3]]
	})...)
	return append(all, replaceAt(s.text, dayBefore, func(g []string) string {
		if strings.Contains(s.evidence, g[1]+opposite[g[2]]) {
			return ""
		}
		return g[1] + opposite[g[2]]
	})...)
}

var leadingNumber = regexp.MustCompile(`^\d[\d,]*(?:\.\d+)?`)

// dropBound turns 不少于20节 into 20节, where the evidence says the number with this bound only.
func dropBound(s sentence) []string {
	unless := func(bare, bounded string) string {
		rest := strings.ReplaceAll(s.evidence, bounded, "")
		if says(rest, value(leadingNumber.FindString(bare)), "") {
			return ""
		}
		return bare
	}
	all := replaceAt(s.text, boundBefore, func(g []string) string {
		if g[3] == "年满" || strings.Count(s.text, g[3]) > 1 {
			return "" // says no more than 6周岁; and in 小学不超过45人、初中50人 the bound holds for both
		}
		return unless(g[4], g[3]+g[4])
	})
	return append(all, replaceAt(s.text, boundAfter, func(g []string) string {
		return unless(g[1], g[0])
	})...)
}
