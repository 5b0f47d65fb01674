package figures

import (
	"strings"
)

// A comparative limits the number right behind it, or behind it and what the
// number is a part of: 不低于教师总数的2%, 不低于工资总额1.5%. 不 before it turns it round.
type comparative struct {
	word           string
	plain, negated Bound
}

var comparatives = []comparative{
	{"少于", LessThan, AtLeast},
	{"低于", LessThan, AtLeast},
	{"小于", LessThan, AtLeast},
	{"短于", LessThan, AtLeast},
	{"下于", Exact, AtLeast}, // 不下于
	{"早于", Exact, AtLeast},
	{"多于", MoreThan, AtMost},
	{"高于", MoreThan, AtMost},
	{"大于", MoreThan, AtMost},
	{"长于", MoreThan, AtMost},
	{"超过", MoreThan, AtMost},
	{"超出", MoreThan, AtMost},
	{"突破", MoreThan, AtMost},
	{"晚于", Exact, AtMost},
	{"迟于", Exact, AtMost},
}

var negations = []string{"不", "未", "不得", "不应", "不能", "不可", "不宜", "不会", "不许", "不准", "不应当", "不再", "没有", "无"}

// adverbs limit the first number behind them in the clause, whatever stands
// between: 至少完成教研课题3个.
var adverbs = []struct {
	word  string
	bound Bound
}{
	{"至少", AtLeast}, {"最少", AtLeast}, {"起码", AtLeast},
	{"至多", AtMost}, {"最多", AtMost}, {"上限", AtMost}, {"下限", AtLeast},
}

// prefixes limit the number that touches them, or that follows one of fillers.
var prefixes = []struct {
	word  string
	bound Bound
	not   string // characters that, coming before, make it another word
}{
	{"最高", AtMost, ""}, {"最低", AtLeast, ""},
	{"不足", LessThan, ""}, {"不满", LessThan, ""}, {"未满", LessThan, ""}, {"不到", LessThan, "拿领得受用找达"},
	{"没满", LessThan, ""}, {"没到", LessThan, ""}, {"未达到", LessThan, ""}, {"未达", LessThan, ""}, {"达不到", LessThan, ""},
	{"范围", Within, ""}, {"半径", Within, ""},
	{"届满", Reached, ""}, {"年满", Reached, ""}, {"期满", Reached, ""}, {"满", Reached, "不未没充丰圆美"},
	{"大约", About, ""}, {"约", About, "签预节合公解违履邀特条制失"},
	{"将近", About, ""}, {"接近", About, ""}, {"近", About, "附最就靠临邻远亲"},
	{"逾", MoreThan, ""}, {"超", MoreThan, "不"},
}

// fillers may stand between a prefix and its number.
var fillers = []string{
	"可达到", "可达", "可获得", "可获", "可享受", "可享", "可给予", "可",
	"为", "达到", "达", "到", "给予", "奖励", "补助", "补贴", "资助", "发放", "占",
}

const reach = 40 * han // how far before a number its bound may stand

// boundBefore returns the bound that the text in s[from:i] puts on the number
// at i, and where the words that belong to the figure begin: i where the bound
// stands apart from the number.
func boundBefore(s string, from, i int) (Bound, int) {
	from = max(from, i-reach)
	window := s[from:i]
	if b, at := prefixBound(window); b != Exact {
		return b, from + at
	}
	best, found, start := -1, Exact, i
	for _, c := range comparatives {
		at := strings.LastIndex(window, c.word)
		if at <= best || !reaches(window[at+len(c.word):]) {
			continue
		}
		best, found, start = at, c.plain, i
		begin := at
		if n := negation(window[:at]); n > 0 {
			found, begin = c.negated, at-n
		}
		if at+len(c.word) == len(window) {
			start = from + begin
		}
	}
	if found != Exact {
		return found, start
	}
	for _, a := range adverbs {
		if at := strings.LastIndex(window, a.word); at > best {
			best, found, start = at, a.bound, i
			if at+len(a.word) == len(window) {
				start = from + at
			}
		}
	}
	return found, start
}

// prefixBound looks for a prefix at the end of window and returns where it
// begins.
func prefixBound(window string) (Bound, int) {
	end := window
	for _, f := range fillers {
		if cut, ok := strings.CutSuffix(window, f); ok {
			end = cut
			break
		}
	}
	for _, text := range []string{window, end} {
		for _, p := range prefixes {
			cut, ok := strings.CutSuffix(text, p.word)
			if ok && !endsWithAny(cut, p.not) {
				return p.bound, len(cut)
			}
		}
	}
	return Exact, len(window)
}

// reaches reports whether a comparative limits the number across gap.
func reaches(gap string) bool {
	switch {
	case gap == "":
		return true
	case isDigit(gap[len(gap)-1]):
		return false
	}
	return endsWithAny(gap, "的均额数量为") || gap == "人民币"
}

// negation returns the length of the negation that s ends with.
func negation(s string) int {
	longest := 0
	for _, n := range negations {
		if strings.HasSuffix(s, n) {
			longest = max(longest, len(n))
		}
	}
	return longest
}

func endsWithAny(s, set string) bool {
	return s != "" && set != "" && strings.ContainsRune(set, runeBefore(s, len(s)))
}

var suffixes = []struct {
	word  string
	bound Bound
	not   string
}{
	{"及以上", AtLeast, ""}, {"或以上", AtLeast, ""}, {"以上", AtLeast, ""},
	{"及以下", AtMost, ""}, {"或以下", AtMost, ""}, {"以下", AtMost, "简统几条情"},
	{"以内", AtMost, ""}, {"之内", AtMost, ""}, {"范围内", Within, ""}, {"范围以内", AtMost, ""}, {"范围之内", AtMost, ""},
	{"左右", About, ""}, {"上下", About, ""},
	{"封顶", AtMost, ""}, {"为限", AtMost, ""},
}

// countedNouns may stand between a measure word and 以上: 三千居民以上,
// 二级甲等以上.
var countedNouns = strings.Fields("居民 教师 学生 幼儿 职工 人员 课程 床位 甲等 乙等 丙等 项目 论文")

// boundAfter returns the bound that the text at s[i:] puts on the figure that
// ends there, and where those words end: 以上, (含)以上, 以上(不含).
func boundAfter(s string, i int) (Bound, int) {
	at := skipInclusive(s, i)
	for _, noun := range countedNouns {
		if n := lenPrefix(s[at:], noun); n > 0 {
			at += n
			break
		}
	}
	for _, x := range suffixes {
		if !strings.HasPrefix(s[at:], x.word) || startsWithAny(s[at+len(x.word):], x.not) {
			continue
		}
		end := skipInclusive(s, at+len(x.word))
		if strings.Contains(s[i:end], "(不含") {
			return strict(x.bound), end
		}
		return x.bound, end
	}
	return Exact, i
}

// strict returns the bound b without its limit: 以上(不含) is 超过.
func strict(b Bound) Bound {
	switch b {
	case AtLeast:
		return MoreThan
	case AtMost:
		return LessThan
	}
	return b
}

// skipInclusive steps over (含), (含50人) or (不含) at s[i:].
func skipInclusive(s string, i int) int {
	rest := s[i:]
	if !strings.HasPrefix(rest, "(含") && !strings.HasPrefix(rest, "(不含") {
		return i
	}
	end := strings.IndexByte(rest[:min(len(rest), 20*han)], ')')
	if end < 0 {
		return i
	}
	return i + end + 1
}
