package verifytest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// otherUnit is a unit of another size or another thing.
var otherUnit = map[string]string{
	"万元": "元", "元": "万元", "亿元": "万元", "名": "所", "人": "所", "所": "名", "节": "次", "次": "节", "个月": "年", "年": "个月",
	"天": "个月", "日内": "个月内", "个工作日": "个月", "%": "个百分点", "学时": "学分", "平方米": "亩", "公里": "米", "小时": "天", "分钟": "小时",
	"周岁": "个月", "门": "篇", "篇": "门", "套": "辆", "辆": "套", "分": "人", "个": "人", "项": "篇", "课时": "学期", "学期": "学年", "间": "节",
}

var unitOf = func() *regexp.Regexp {
	var units []string
	for u := range otherUnit {
		units = append(units, u)
	}
	slices.SortFunc(units, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?|[二三四五六七八九十百千两]{1,5})(` + strings.Join(units, "|") + `)([^\d]|$)`)
}()

// people are the measure words for people: 30名 says 30人.
var people = []string{"名", "人", "位"}

// counts reports that the evidence says the number of the unit, or of one that means the same.
func counts(evidence string, v float64, unit string) bool {
	if slices.Contains(people, unit) {
		return slices.ContainsFunc(people, func(u string) bool { return says(evidence, v, u) })
	}
	return says(evidence, v, unit)
}

// notCounted are characters after a unit that make it another word: 2025年 is no duration, 三年级 no year.
const notCounted = "级月底度前后起秋春至班到—-招中之目"

func swapUnit(s sentence) []string {
	return replaceAt(s.text, unitOf, func(g []string) string {
		unit := otherUnit[g[2]]
		isYear := g[2] == "年" && len(g[1]) == 4 && g[1][0] >= '1' && g[1][0] <= '2'
		if isYear || g[3] != "" && strings.Contains(notCounted, g[3]) || counts(s.evidence, value(g[1]), unit) {
			return ""
		}
		return g[1] + unit + g[3]
	})
}

var (
	counted    = regexp.MustCompile(num + `([万亿]?(?:元|名|人|所|节|次|个|年|天|日|%|学时|平方米|公里|小时|分|周岁|门|篇|套|辆|项|课时|学期|间|倍|工作日|级|:))`)
	hanCounted = regexp.MustCompile(`([二三四五六七八九十百千两]{1,7})(元|所|名|人|个月|次|节|篇|项|门|倍)([^级生性])`)
)

// changeDigit changes the first or the last digit of a number, or a Chinese numeral.
func changeDigit(s sentence) []string {
	all := replaceAt(s.text, counted, func(g []string) string { return changed(s, g, -1) })
	all = append(all, replaceAt(s.text, counted, func(g []string) string { return changed(s, g, 0) })...)
	return append(all, replaceAt(s.text, hanCounted, func(g []string) string {
		n := arabic[g[1]] + 1
		if n == 1 || says(s.evidence, float64(n), "") {
			return ""
		}
		return chinese(n) + g[2] + g[3]
	})...)
}

var scale = map[string]float64{"万": 1e4, "亿": 1e8}

// changed is a number and its unit with the digit at i changed, -1 for the last.
func changed(s sentence, g []string, i int) string {
	digits := []byte(g[1])
	if i < 0 {
		i = len(digits) - 1
	}
	digits[i] = '1' + (digits[i]-'0'+1)%9
	v := value(string(digits))
	scaled := v * scale[prefixRune(g[2])]
	if says(s.evidence, v, "") || scaled > 0 && says(s.evidence, scaled, "") {
		return ""
	}
	return string(digits) + g[2]
}

func prefixRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

var myriad = regexp.MustCompile(num + `万(元|个|人|名|平方米|人次)`)

func dropMyriad(s sentence) []string {
	return replaceAt(s.text, myriad, func(g []string) string {
		if says(s.evidence, value(g[1]), g[2]) {
			return ""
		}
		return g[1] + g[2]
	})
}

var ranged = regexp.MustCompile(`(\d[\d.]*)((?:万元|元|月|日|年|人|天|个月|周岁|%|名|所|节)?)(?:-|—|至|~)(\d[\d.]*)((?:万元|元|日|月|年|人|天|个月|周岁|%|名|所|节)(?:\d+日)?)`)

// shortenRange leaves one end of a range: 1-3万元 becomes 3万元, 1万元, 不超过3万元.
func shortenRange(s sentence) []string {
	rest := ranged.ReplaceAllString(s.evidence, "")
	var all []string
	for _, shape := range []func(low, high, unit string) string{
		func(_, high, unit string) string { return high + unit },
		func(low, _, unit string) string { return low + unit },
		func(_, high, unit string) string { return "不超过" + high + unit },
	} {
		all = append(all, replaceAt(s.text, ranged, func(g []string) string {
			with := shape(g[1], g[3], g[4])
			bare := strings.TrimPrefix(with, "不超过")
			if says(rest, value(g[1]), "") || says(rest, value(g[3]), "") || strings.Contains(rest, bare) {
				return ""
			}
			return with
		})...)
	}
	return all
}
