package figures

import "strings"

// isFigure reports whether a, read as f, counts something; 一 before a measure
// word is often no more than an article.
func (sc *scanner) isFigure(a amount, f Figure) bool {
	switch {
	case a.unit.kind == Count && strings.HasSuffix(sc.s[a.start:a.to.end], ".0"):
		return false // 2.0项目 is a version
	case sc.isSlogan(a, f), a.from.han && a.unit.kind == Score && !sc.isScore(a):
		return false
	case a.unit.word == "档" && a.from.one() && f.Bound != Exact:
		return false // 最高一档
	case a.unit.kind == Ordinal:
		return sc.isRank(a)
	case a.from.one():
		return sc.isOne(a, f)
	case a.from.han && a.from.end-a.from.start == han:
		return a.unit.one != never && a.unit.word != "班" || a.unit.kind == Share || a.unit.kind == Score
	}
	return a.from.digits != 2 || a.unit.word != "年" || sc.s[a.start] != '0'
}

// isSlogan reports whether a begins a quoted word ("三名工程") or is of a
// political formula (四个意识). Time in quotation marks is meant as such
// ("三年行动计划").
func (sc *scanner) isSlogan(a amount, f Figure) bool {
	if !a.from.han || f.Bound != Exact || f.Kind == Duration || f.Kind == Money {
		return false
	}
	if sc.quoted && sc.inSlogan(a) {
		return true
	}
	switch a.unit.word {
	case "个":
		return startsWithOne(sc.s[a.end:], formulas) || startsWithOne(sc.s[a.end:], discourse)
	case "种", "类":
		return startsWithOne(sc.s[a.end:], discourse)
	}
	return false
}

func startsWithOne(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// inSlogan reports whether a stands at the beginning or end of a short quoted
// word: "三名工程", "民族三项".
func (sc *scanner) inSlogan(a amount) bool {
	open := strings.LastIndexByte(sc.s[max(0, a.start-12*han):a.start], '"')
	closing := strings.IndexByte(sc.s[a.end:min(len(sc.s), a.end+12*han)], '"')
	if open < 0 || closing < 0 {
		return false
	}
	return closing == 0 || sc.s[a.start-1] == '"'
}

// formulas are what the party's formulas count; discourse is what a writer
// counts of his own text.
var (
	formulas  = strings.Fields("意识 自信 维护 确立 全面 相统一 代表 坚持 必须 务必 面向 带头 回归 一律 结合 服务 百年 文明 善于 注重 突出")
	discourse = strings.Fields("方面 情形 情况 方式 层面 维度 角度 原因 途径 渠道")
)

// isScore reports whether a Chinese numeral before 分 is a score: 十分 is
// mostly "very", 三分 mostly part of a word.
func (sc *scanner) isScore(a amount) bool {
	if endsWithAny(sc.s[:a.start], "得扣加减满计总") {
		return true
	}
	return a.from.end-a.from.start > han && a.from.low > 10
}

// isRank reports whether a number before 级, 年级, 等奖 or 号 names a rank.
func (sc *scanner) isRank(a amount) bool {
	before, after := sc.s[:a.start], sc.s[a.end:]
	switch a.unit.word {
	case "级":
		if a.from.one() && endsWithAny(before, "央省市县区乡镇村校州") {
			return false
		}
		return a.high <= 12 && a.low > 0 && !endsWithAny(before, "上下高低同各每抓省市县") && !startsWithAny(after, "抓")
	case "号":
		return !a.from.han
	}
	return a.high <= 20 && a.low > 0
}

// isOne reports whether a bare 一 counts.
func (sc *scanner) isOne(a amount, f Figure) bool {
	before, after := sc.s[:a.start], sc.s[a.end:]
	bounded := f.Bound != Exact
	if a.unit.one == never || startsWithAny(after, "一") || endsWithAny(before, "统唯逐专单划归如首每某任这那哪又再另同") {
		return false
	}
	if bounded {
		return true
	}
	if endsWithAny(before, "上下新的之头") || strings.HasSuffix(before, "作为") || strings.HasSuffix(before, "成为") || strings.HasSuffix(before, "是") {
		return false
	}
	if a.unit.one == article {
		return f.Kind == Count && (f.Per != "" || endsWithAny(before, "共仅只各"))
	}
	return true
}
