package figures

import (
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// Unsupported finds the figures of a claim that no figure of the source
// supports in any reading. Whether a figure is said of the same thing is not
// asked.
func Unsupported(source, claim string) []Figure {
	said, found := Find(source), Find(claim)
	var sources, allowed []Figure
	for i, s := range said {
		forbidden := isForbidden(clauseBefore(source, s.Start))
		for _, g := range readings(source, said, i) {
			sources = append(sources, g)
			if !forbidden || !isStrict(g.Bound) {
				allowed = append(allowed, g)
			}
		}
	}
	var out []Figure
	for i, f := range found {
		supported := slices.ContainsFunc(readings(claim, found, i), func(r Figure) bool {
			if isStrict(r.Bound) {
				return AnySupports(sources, r)
			}
			return AnySupports(allowed, r)
		})
		if supported && isOtherEnd(claim, found, i, source, said) {
			out = append(out, f)
			continue
		}
		if !supported && !isAdjacent(found, i, said) && !isEndOf(claim, f, source, said) && !isLimit(claim, f, sources) && !isRate(f, said, source) {
			out = append(out, f)
		}
	}
	return out
}

// readings are what a figure says where its sentence is read on: itself; with a bound that stands apart from it
// (最低服务期为6年, 截止时间为3月31日18:00); with what a prohibition makes of its bound; of a class's size, for each class;
// and as the next of a list, with the bound and rate said once at its head: 小班最多25人、中班30人.
func readings(text string, found []Figure, at int) []Figure {
	f := found[at]
	all := []Figure{f}
	add := func(b Bound) {
		if b != Exact && b != f.Bound {
			g := f
			g.Bound = b
			all = append(all, g)
		}
	}
	before := clauseBefore(text, f.Start)
	if f.Bound == Exact {
		add(boundApart(before))
		if hasSuffix(before, extended) {
			add(AtMost)
		}
	}
	if f.Kind == Clock && at > 0 && found[at-1].Kind == Date && found[at-1].End == f.Start {
		add(hard(found[at-1].Bound)) // 截止到3月31日18:00; a mere 9:00 says no end
	}
	if f.Kind == Date && at+1 < len(found) && found[at+1].Kind == Clock && found[at+1].Start == f.End {
		add(found[at+1].Bound) // 3月31日18:00前
	}
	if _, each, ok := strings.Cut(text[:f.End], "每个"); ok && startsHan(each) && strings.HasPrefix(f.Per, "个") {
		g := f
		g.Per = strings.TrimPrefix(strings.TrimPrefix(f.Per, "个"), "/") // 每个环节10天, of 环节10天
		all = append(all, g)
	}
	if day, ok := dayBeside(text, found, at); ok {
		all = append(all, day)
	}
	for noun, per := range impliedRates {
		if g := f; f.Per == "" && f.Kind == Count && (strings.HasSuffix(before, noun) || noun == "班额" && strings.Contains(sentenceBefore(text, f.Start), noun)) {
			g.Per = per
			all = append(all, g)
		}
	}
	if head, ok := listHead(text, found, at); ok {
		if f.Bound == Exact && !hasSuffix(strings.TrimSpace(text[:f.Start]), says) {
			f.Bound = head.Bound
		}
		if f.Per == "" && head.Unit == f.Unit {
			f.Per = head.Per
		}
		all = append(all, f)
	}
	if isForbidden(before) {
		all = append(all, toLimits(all)...)
	}
	return all
}

// toLimits are the strict ones of figures as what a prohibition makes of them.
func toLimits(all []Figure) []Figure {
	var out []Figure
	for _, f := range all {
		switch f.Bound {
		case MoreThan:
			f.Bound = AtMost
		case LessThan:
			f.Bound = AtLeast
		default:
			continue
		}
		out = append(out, f)
	}
	return out
}

// startsHan reports a text that goes on with a noun, and not with another 每 or a number.
func startsHan(s string) bool {
	r := runeAt(s, 0)
	return zh.IsHan(r) && r != '每' && !startsNumber(s, 0)
}

// dayBeside reads a day whose month was told in its sentence before: 美术6月21日,音乐22日.
func dayBeside(text string, found []Figure, at int) (Figure, bool) {
	f := found[at]
	if f.Kind != Duration || f.Bound != Exact || f.Low != f.High || f.Low > 31 || !strings.HasSuffix(f.Text, "日") {
		return f, false
	}
	for _, g := range slices.Backward(found[:at]) {
		if g.Kind == Date && g.From.Day > 0 && !strings.ContainsAny(text[g.End:f.Start], "。;\n") {
			day := Civil{g.To.Year, g.To.Month, int(f.Low)}
			f.Kind, f.Low, f.High, f.Unit, f.From, f.To = Date, 0, 0, "", day, day
			return f, true
		}
	}
	return f, false
}

// impliedRates are what a quantity is per whose name says so.
var impliedRates = map[string]string{"班额": "班", "时速": "小时"}

// extended are words behind which the new limit of a time or an age stands.
var extended = strings.Fields("放宽到 放宽至 放宽为 延长到 延长至")

// isForbidden reports that what a clause goes on to say is forbidden: 不得收取时间跨度超过3个月 allows no more than 3个月.
func isForbidden(clause string) bool {
	return slices.ContainsFunc(forbids, func(w string) bool { return strings.Contains(clause, w) })
}

// isStrict reports a bound without its limit.
func isStrict(b Bound) bool { return b == MoreThan || b == LessThan }

var forbids = strings.Fields("不得 不能 不可 不准 不许 不应 不要 不允许 严禁 禁止")

// says are words behind which a value is meant as it stands.
var says = strings.Fields("为 是 : ： 达 达到")

// listGap is how far apart, in bytes, the figures of a list may stand.
const listGap = 7 * han

// listHead is the figure before one in a list, as it reads there itself.
func listHead(text string, found []Figure, at int) (Figure, bool) {
	f := found[at]
	if strings.Contains(f.Text, "每") {
		return Figure{}, false // it says its rate anew, and so would say its bound
	}
	if at == 0 {
		return Figure{}, false
	}
	between := text[found[at-1].End:f.Start]
	alternative := between == "或者" || between == "或" // 超过3个月或者60课时
	if (found[at-1].Kind != f.Kind || found[at-1].Unit != f.Unit) && !alternative {
		return Figure{}, false
	}
	if len(between) > listGap || strings.ContainsAny(between, "。；;!?！？\n") {
		return Figure{}, false
	}
	rs := readings(text, found, at-1)
	return rs[len(rs)-1], true
}

// limits are bounds that may stand apart from their figure.
var limits = []struct {
	word  string
	bound Bound
}{
	{"最高", AtMost}, {"最多", AtMost}, {"最长", AtMost}, {"最晚", AtMost}, {"最迟", AtMost}, {"至多", AtMost}, {"上限", AtMost},
	{"最低", AtLeast}, {"最少", AtLeast}, {"最短", AtLeast}, {"最早", AtLeast}, {"至少", AtLeast}, {"起码", AtLeast}, {"下限", AtLeast},
}

// boundApart is the bound that a clause puts on the figure behind it.
func boundApart(clause string) Bound {
	clause = strings.NewReplacer("最低生活", "", "最低收入", "").Replace(clause)
	last, bound := -1, Exact
	for _, l := range limits {
		if at := strings.LastIndex(clause, l.word); at > last {
			last, bound = at, l.bound
		}
	}
	return bound
}

// clauseBefore is the text from the last mark on.
func clauseBefore(text string, end int) string {
	return behindLast(text, end, ",，;；。:：\n")
}

// sentenceBefore is the text from where the sentence begins.
func sentenceBefore(text string, end int) string {
	return behindLast(text, end, "。;\n")
}

// behindLast is the folded text before end, from behind the last of the marks in reach on.
func behindLast(text string, end int, marks string) string {
	before := zh.Fold(strings.ToValidUTF8(text[max(0, end-reach):end], ""))
	return before[strings.LastIndexAny(before, marks)+1:]
}

// isLimit reports the highest or lowest that a claim says of what a source gives a range of: 最高3000元, of 200-3000元.
func isLimit(claim string, f Figure, sources []Figure) bool {
	b := boundApart(clauseBefore(claim, f.End))
	if strings.HasPrefix(claim[f.End:], "起") {
		b = AtLeast
	}
	if b == Exact || f.Kind == Date || f.Kind == Clock || f.Low != f.High {
		return false
	}
	f.Bound = b
	return slices.ContainsFunc(sources, func(s Figure) bool {
		if s.Low == s.High || s.Bound != Exact {
			return false
		}
		s.Bound = b
		if b == AtMost {
			s.Low = s.High
		} else {
			s.High = s.Low
		}
		return Supports(s, f)
	})
}

func hasSuffix(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

func hasPrefix(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

// isRate reports one year, term or day that means each of them, where a source
// says a rate, or the whole of one: 一年按10个月发.
func isRate(f Figure, said []Figure, source string) bool {
	whole, ok := strings.CutPrefix(f.Text, "一")
	if f.Kind != Duration || f.Bound != Exact || !ok {
		return false
	}
	return strings.Contains(source, "全"+strings.TrimPrefix(whole, "个")) || slices.ContainsFunc(said, func(s Figure) bool {
		return s.Kind == Every && s.Unit == f.Unit && sameValue(s, f) || supportsRate(s, f.everyLabel())
	})
}
