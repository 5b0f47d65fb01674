package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// What tells that a clause is about the asker and not about a rule.
var (
	addressing = zh.Words("您 你 咱")
	happening  = zh.Words("了 过 已 才 刚 只 还 都 在读 正")
	ruling     = zh.Words("要 须 应 可 能 得 标准 规定 期限 为 按 每")
	limiting   = zh.Words("放宽 延长 限 规定 条件")
	belonging  = zh.Words(zh.Join("属于 不属于 就是 算", "这 此 该 上述 毕业 起始"))
)

// isTold reports a figure that the question states and a clause about the asker repeats: 17岁也不行, 这四所学校, 您家孩子只去了7天,
// 没有写明每月多少. Never an amount or a share, and no length of time or number where a passage says another in the words
// of this clause.
func (r Checker) isTold(sentence string, f figures.Figure, evidence string) bool {
	if !figures.AnySupports(figures.Find(r.Asked), f) {
		return false
	}
	clause := searchable(clauseAt(sentence, f.Start))
	switch {
	case f.Kind == figures.Age:
		return !limiting.In(clause)
	case f.Kind == figures.Every, isFewThings(f):
		return true
	case f.Bound != figures.Exact, strings.HasSuffix(clause, "的"):
		return false
	case f.Kind == figures.Ordinal:
		return addressing.In(clause) || belonging.In(clause) || r.inAskersWords(clause, evidence) || r.isToldBefore(sentence, f, evidence)
	case f.Kind == figures.Duration, f.Kind == figures.Count, f.Kind == figures.Score:
		about := addressing.In(clause) || r.inAskersWords(clause, evidence)
		return about && happening.In(clause) && !ruling.In(clause) && !isRuled(clause, f, evidence)
	}
	return false
}

// isToldBefore reports a rank that the asker was told to have: 您儿子拿过一等奖,就不能再拿一等奖.
func (r Checker) isToldBefore(sentence string, f figures.Figure, evidence string) bool {
	return slices.ContainsFunc(figures.Find(sentence[:f.Start]), func(g figures.Figure) bool {
		return g.Equal(f) && addressing.In(clauseAt(sentence, g.Start))
	})
}

// inAskersWords reports a clause that says what the question says, in more of its words than of a passage's.
func (r Checker) inAskersWords(clause, evidence string) bool {
	pairs := pairSet(clause)
	asked := shared(pairs, pairSet(searchable(r.Asked)))
	return happening.In(clause) && asked*3 >= len(pairs) && asked >= 2*shared(pairs, pairSet(searchable(evidence)))
}

// isRuled reports that a passage has another figure of the kind, in a clause with words of this one.
func isRuled(clause string, f figures.Figure, evidence string) bool {
	pairs := pairSet(common.Blank(withoutFigures(clause)))
	return slices.ContainsFunc(figures.Find(evidence), func(g figures.Figure) bool {
		return g.Kind == f.Kind && shared(pairs, pairSet(searchable(withoutFigures(clauseAt(evidence, g.Start))))) > 0
	})
}

// isStillShort reports a limit of the evidence that somebody is said not to have reached yet: 还没满六年. Those who have
// not reached it, as in 不满六年的, are others than a rule speaks of.
func isStillShort(sentence string, f figures.Figure, evidence string) bool {
	clause := clauseAt(sentence, f.Start)
	if f.Bound != figures.LessThan || strings.HasSuffix(clause, "的") || !(still.In(clause) || strings.HasSuffix(sentence[:f.Start], "还")) {
		return false
	}
	return slices.ContainsFunc(figures.Find(evidence), func(g figures.Figure) bool {
		return g.Kind == f.Kind && g.Unit == f.Unit && same(g.Low, f.Low)
	})
}

var still = zh.Words(zh.Join("还 尚", "没 不 未 差"))

// isToday reports the day of asking, told as such: 今天已是11月29日.
func (r Checker) isToday(sentence string, f figures.Figure) bool {
	return f.Kind == figures.Date && todays.In(clauseAt(sentence, f.Start)) &&
		figures.AnySupports(figures.Find(r.Today.Chinese()), f)
}

var todays = zh.Words("今天 今日 现在 目前 眼下")

// clauseAt is the clause of a text around an offset.
func clauseAt(text string, at int) string {
	start := strings.LastIndexAny(text[:at], clauseEnds) + 1
	end := len(text)
	if i := strings.IndexAny(text[at:], clauseEnds); i >= 0 {
		end = at + i
	}
	return strings.ToValidUTF8(text[start:end], "")
}
