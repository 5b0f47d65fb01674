package figures

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A unit is a word that, after a number, makes a figure.
type unit struct {
	word   string
	kind   Kind
	base   string  // the unit that values are kept in
	factor float64 // base units in one
	half   bool    // a half is added: 一个半月
	one    one
	not    string // characters that, coming next, make it another word
}

// A one says what a bare 一 before a unit is.
type one uint8

const (
	counted one = iota // 一所, 一次: a count
	article            // 一个, 一项: a count only where it is bounded or per something
	never              // 一分, 一本
)

// units finds a unit by its first character; longest words first.
var units = indexUnits(slices.Concat(moneyUnits(), shareUnits(), timeUnits(), countUnits(), measureUnits()))

func indexUnits(all []unit) map[rune][]unit {
	index := map[rune][]unit{}
	for _, u := range all {
		u.not += notBefore[u.word]
		first, _ := utf8.DecodeRuneInString(u.word)
		index[first] = append(index[first], u)
	}
	for _, list := range index {
		slices.SortStableFunc(list, func(a, b unit) int { return len(b.word) - len(a.word) })
	}
	return index
}

// unitAt returns the unit that s[i:] begins with and where it ends, or nil.
func unitAt(s string, i int) (*unit, int) {
	first, _ := utf8.DecodeRuneInString(s[i:])
	list := units[first]
	for k := range list {
		u := &list[k]
		end := i + len(u.word)
		if !strings.HasPrefix(s[i:], u.word) || splitsWord(s, end) ||
			startsWithAny(s[end:], u.not) && !strings.HasPrefix(s[end:], "社区") { // 人社 is an office, 9人社区 is none
			continue
		}
		return u, end
	}
	return nil, i
}

// startsWithAny reports whether s begins with one of the characters in set.
func startsWithAny(s, set string) bool {
	if s == "" || set == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(set, first)
}

// splitsWord reports whether a Latin unit such as m would end inside a word.
func splitsWord(s string, end int) bool {
	return end < len(s) && isLetter(s[end-1]) && (isLetter(s[end]) || isDigit(s[end]))
}

// words makes the units that share a base and differ in their word.
func words(u unit, list string) []unit {
	var out []unit
	for _, w := range strings.Fields(list) {
		v := u
		v.word = w
		if v.base == "" {
			v.base = w
		}
		out = append(out, v)
	}
	return out
}

func moneyUnits() []unit {
	yuan := unit{kind: Money, base: "元", factor: 1}
	return slices.Concat(
		words(yuan, "元 元钱 块钱 元人民币"),
		words(unit{kind: Money, factor: 1}, "美元 欧元 日元 港元 英镑"),
	)
}

func shareUnits() []unit {
	return slices.Concat(
		words(unit{kind: Share, base: "%", factor: 1}, "%"),
		words(unit{kind: Share, base: "%", factor: 0.1}, "‰"),
		words(unit{kind: Share, base: "%", factor: 10, one: never}, "成"),
		words(unit{kind: Points, base: "个百分点", factor: 1}, "个百分点 百分点"),
		words(unit{kind: Multiple, base: "倍", factor: 1}, "倍"),
	)
}

// timeUnits keeps years in months, weeks in days and hours in minutes. A
// working day, a term and a school year are none of these.
func timeUnits() []unit {
	time := func(base string, factor float64, list string) []unit {
		return words(unit{kind: Duration, base: base, factor: factor}, list)
	}
	half := func(base string, factor float64, list string) []unit {
		return words(unit{kind: Duration, base: base, factor: factor, half: true}, list)
	}
	return slices.Concat(
		time("月", 12, "年"), half("月", 12, "年半"),
		time("月", 3, "个季度 季度"),
		time("月", 1, "个月 月"), half("月", 1, "个半月"),
		time("日", 7, "周 星期 个星期"),
		time("日", 1, "天 个自然日 自然日"),
		words(unit{kind: Duration, base: "日", factor: 1, one: article}, "日"),
		time("工作日", 1, "工作日 个工作日 个工作天"),
		time("分钟", 60, "小时 个小时 个钟头"), half("分钟", 60, "个半小时"),
		time("分钟", 1, "分钟"), time("分钟", 1./60, "秒钟 秒"),
		time("学期", 1, "学期 个学期"), time("学年", 1, "学年 个学年"),
	)
}
