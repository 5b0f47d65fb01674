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

// byNoun gives 17000个 the unit that stands before it: 学位17000个.
func (sc *scanner) byNoun(f *Figure, a amount) {
	if f.Kind != Count || f.Unit != "个" {
		return
	}
	before := sc.s[:f.Start]
	for _, n := range []struct{ noun, unit string }{
		{"学位", "学位"}, {"教学班", "班"}, {"名额", "人"}, {"学分", "学分"}, {"课时", "课时"}, {"学时", "学时"},
	} {
		if strings.HasSuffix(before, n.noun) {
			f.Unit = n.unit
		}
	}
}

// session makes ordinals of 九届三次会议 and 十九届六次、七次全会, where 第 is
// left out.
func (sc *scanner) session(f *Figure, a amount) {
	switch a.unit.word {
	case "届":
		n, ok := readNumber(sc.s, a.end)
		numbered := ok && (strings.HasPrefix(sc.s[n.end:], "次") || strings.HasPrefix(sc.s[n.end:], "中"))
		if !numbered && !startsWithOne(sc.s[a.end:], assemblies) {
			return
		}
	case "次":
		k := len(sc.out) - 1
		if k < 0 || sc.out[k].Kind != Ordinal || sc.out[k].Unit != "届" && sc.out[k].Unit != "次" {
			return
		}
		if end := sc.out[k].End; end != a.start && skipAnd(sc.s, end) != a.start {
			return
		}
	default:
		return
	}
	f.Kind, f.Per = Ordinal, ""
}

// assemblies are what meets in a 届.
var assemblies = strings.Fields("全国 人大 人民代表 政协 省委 市委 县委 区委 中央 党代会 常委会")

// dayOfMonth makes a Date of 每月10日 and 于20日, which look like durations.
func (sc *scanner) dayOfMonth(f *Figure, a amount) {
	if f.Kind != Duration || a.unit.word != "日" || a.low < 1 || a.high > 31 {
		return
	}
	before := sc.s[:f.Start]
	monthly := sc.waiting.end == f.Start && sc.waiting.figure.Unit == "月" && sc.waiting.figure.Low == 1
	marked := false
	for _, w := range []string{"于", "本月", "当月", "次月", "下月", "上月", "该月"} {
		marked = marked || strings.HasSuffix(before, w)
	}
	if !monthly && !marked {
		return
	}
	f.Kind, f.Unit = Date, ""
	f.From, f.To = Civil{Day: int(a.low)}, Civil{Day: int(a.high)}
	f.Low, f.High = 0, 0
	if monthly {
		f.Per = "月"
	} else {
		f.Per = ""
	}
	f.End = a.end
	sc.boundDate(f)
}

// frequency reads a duration that says how often: 两年一次, 三年一聘,
// 一学期500元. It returns where to go on, or 0.
func (sc *scanner) frequency(a amount) int {
	if a.unit.kind != Duration || a.low != a.high || a.bound != Exact || a.unit.half {
		return 0
	}
	f := Figure{Kind: Every, Low: a.low, High: a.low, Unit: a.unit.base, Start: a.start, End: a.end}
	if rest := sc.s[a.end:]; strings.HasPrefix(rest, "一") {
		switch {
		case startsWithAny(rest[han:], "聘评度换检签审考定选") || strings.HasPrefix(rest[han:], "周期"):
			f.End += 2*han + lenPrefix(rest[2*han:], "期")
			sc.emit(f)
			sc.say(rateOfTime(f.Low, f.Unit), a.start)
			return f.End
		case startsWithAny(rest[han:], "次届轮"):
			return sc.wait(f)
		}
	}
	if a.low == a.unit.factor && startsNumber(sc.s, a.end) && !endsWithAny(sc.s[:a.start], "上下前后近同满") {
		n, ok := readNumber(sc.s, a.end)
		if b, fine := readAmount(sc.s, n); ok && fine && takesRate(b.unit.kind) && !sc.joins(a, b) {
			return sc.wait(f)
		}
	}
	return 0
}

// joins reports whether b is the smaller part of the duration a: 1年6个月.
func (sc *scanner) joins(a, b amount) bool {
	return b.unit.kind == Duration && b.unit.base == a.unit.base && b.low < a.low
}

// wait makes f the rate of the figure that follows.
func (sc *scanner) wait(f Figure) int {
	sc.flush()
	sc.say(rateOfTime(f.Low, f.Unit), f.Start)
	sc.waiting = every{f.Start, f.End, f}
	return f.End
}
