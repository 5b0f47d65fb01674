package fidelity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// Words behind what the asker told of himself that say how it stands to a rule: 七吨的不在其内, 二十天已经超过两周.
var (
	above   = zh.Words("超过 超出 高于 多于 大于")
	reached = zh.Words("达到 已满 年满")
	below   = zh.Words("低于 少于 小于 不足 不到 不满 未满 没到 未到 未达 没达 没有达到 没满 不够")
	notOver = zh.Words("不超过 没超过 没有超过 未超过 不高于")
	outside = zh.Words("不在 不属于 不符合 不算 不适用")
	inside  = zh.Words("在这个 在这 在此 在其 在范围 属于 符合 适用")
)

// isCompared reports what the asker told, where this clause or the next says rightly how it stands to a figure of the
// evidence, or that figure itself, whose bound they take up: 八个月超过了半年, of 半年以上.
func (r Checker) isCompared(sentence string, f figures.Figure, evidence string) bool {
	bounds := figures.Find(evidence)
	return slices.ContainsFunc(figures.Find(sentence), func(told figures.Figure) bool {
		end := told.End + len(twoClauses(sentence[told.End:]))
		if !r.tells(told) || f.Start != told.Start && (f.Start < told.End || f.End > end) {
			return false
		}
		return slices.ContainsFunc(bounds, func(g figures.Figure) bool {
			if f.Start != told.Start && g.Bound == figures.Exact && g.Low < g.High && figures.Bounds(g, f) {
				g.Low, g.High = f.Low, f.High // the end of a range that the words compare with
			}
			same := f.Start == told.Start || g.Low == f.Low && g.Unit == f.Unit
			return same && sameMeasure(told, g) && stands(searchable(sentence[told.End:end]), told.Low, g)
		})
	})
}

// twoClauses are the rest of a clause and the next.
func twoClauses(text string) string {
	end := 0
	for range 2 {
		i := strings.IndexAny(text[end:], clauseEnds)
		if i < 0 {
			return text
		}
		_, size := utf8.DecodeRuneInString(text[end+i:])
		end += i + size
	}
	return text[:end]
}

// tells reports a figure whose number is in the question, with its unit or without.
func (r Checker) tells(f figures.Figure) bool {
	if f.Bound != figures.Exact || f.Low != f.High {
		return false
	}
	number := numeralOf(f)
	return number != "" && strings.Contains(searchable(r.Asked), searchable(number))
}

// numeralOf is a figure up to the last of its numerals: 37 of 37岁.
func numeralOf(f figures.Figure) string {
	return strings.TrimRightFunc(f.Text, func(c rune) bool {
		return !strings.ContainsRune("0123456789〇零一二三四五六七八九十百千万两半", c)
	})
}

// stands reports that words say rightly how a value stands to a figure.
func stands(said string, v float64, g figures.Figure) bool {
	switch {
	case notOver.In(said):
		return v <= g.High
	case below.In(said):
		return v < g.High
	case above.In(said):
		return v > g.Low
	case reached.In(said):
		return v >= g.Low
	case outside.In(said):
		return !holds(g, v)
	case inside.In(said):
		return holds(g, v)
	}
	return false
}

// holds reports a value within what a figure bounds.
func holds(g figures.Figure, v float64) bool {
	switch g.Bound {
	case figures.AtLeast, figures.Reached:
		return v >= g.Low
	case figures.MoreThan:
		return v > g.Low
	case figures.AtMost, figures.Within:
		return v <= g.High
	case figures.LessThan:
		return v < g.High
	}
	return g.Low <= v && v <= g.High
}
