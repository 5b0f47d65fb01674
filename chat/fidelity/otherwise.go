package fidelity

import (
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// Figures that passages have in words in which none is found.

// isToday reports the day of asking, told as such: 今天已是11月29日.
func (r Checker) isToday(sentence string, f figures.Figure) bool {
	return f.Kind == figures.Date && todays.In(clauseAt(sentence, f.Start)) &&
		figures.AnySupports(figures.Find(r.Today.Chinese()), f)
}

var todays = zh.Words("今天 今日 现在 目前 眼下")

// isOnceEach reports 一年 and 一次 of 一年认定一次 and 每年认定一次 where the evidence says 一年一认定.
func isOnceEach(f figures.Figure, evidence string) bool {
	for _, of := range []string{"年", "学年", "学期", "月", "周", "天"} {
		if !strings.Contains(evidence, "一"+of+"一") {
			continue
		}
		if f.Text == "一次" || f.Text == "一"+of || f.Text == "每"+of {
			return true
		}
	}
	return false
}

// isPrize reports the rank of a prize that the evidence names in short: 一等奖, of 一等1500元.
func isPrize(f figures.Figure, evidence string) bool {
	rank, ok := strings.CutSuffix(searchable(f.Text), "奖")
	if !ok || f.Kind != figures.Ordinal {
		return false
	}
	evidence = searchable(evidence)
	return strings.Contains(evidence, rank) && strings.Contains(evidence, "奖")
}

// isBelowLine reports how much lower one may be where the evidence sets a mark below a line: 低50分, of 线下50分.
func isBelowLine(sentence string, f figures.Figure, evidence string) bool {
	points := strings.TrimLeftFunc(f.Text, func(c rune) bool { return !isNumeral(c) })
	return f.Kind == figures.Score && strings.Contains(clauseAt(sentence, f.Start), "低") && strings.Contains(searchable(evidence), "线下"+searchable(points))
}

func isNumeral(c rune) bool {
	return '0' <= c && c <= '9' || strings.ContainsRune("一二三四五六七八九十百", c)
}

// isSiblings reports two children of a family where the evidence speaks of brothers and sisters, or of the second child.
func isSiblings(sentence string, f figures.Figure, evidence string) bool {
	noun, _ := utf8.DecodeRuneInString(sentence[f.End:])
	return f.Kind == figures.Count && f.Low == 2 && f.High == 2 && f.Bound == figures.Exact && strings.ContainsRune("孩子娃", noun) && siblings.In(evidence)
}

var siblings = zh.Words("二孩 多孩 多子女 兄弟姐妹 双胞胎 两个以上 两名以上 第二个 第二名 第2名 二胎")
