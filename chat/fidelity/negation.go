package fidelity

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// clauseEnds cut a sentence where its predicates end.
const clauseEnds = ",;:。!?\n，；：！？"

// A clause is a stretch of text with one predicate, as a rule.
type clause struct {
	text   string
	pairs  map[string]bool // of what it speaks of: words that deny or allow left out
	state  map[string]polarity
	ranks  []figures.Figure // 三年级, 二类: which of several it speaks of
	denies bool
	heads  map[string]bool // what its denials deny: 退 of 餐费不退
	over   bool            // it speaks of more than some limit: 不得收取超过60课时
	bans   bool            // it tells of acting against what it speaks of
}

// clausesIn are the clauses of a text. A question says nothing of itself; its answer says it: 可以转学吗?不可以.
func clausesIn(s string) []clause {
	var all []clause
	asked, last := "", ""
	banned := false // a list of what must not be done is open
	eachClause(s, func(text, end string) {
		if last == "\n" && !strings.HasPrefix(text, "(") {
			banned = false
		}
		last = end
		switch {
		case text == "" || text == "答" || text == "问":
		case end == "?" || end == "\uFF1F" || strings.HasSuffix(text, "吗"):
			asked = text
		default:
			if asked != "" {
				all = append(all, answeredAs(asked, text))
			}
			asked = ""
			condition, rest := cutCondition(text)
			if condition != "" {
				all = append(all, newClause(condition))
			}
			all = append(all, newClause(rest))
			if banned {
				all[len(all)-1].deny()
			}
			banned = banned || end == ":" && forbidding.In(text)
		}
	})
	for i := range all[:max(0, len(all)-1)] {
		all[i].bans = all[i].bans || strings.HasSuffix(all[i].text, "的") && punishing.In(all[i+1].text)
	}
	return all
}

// punishing says what becomes of those who do what a clause before says.
var punishing = zh.Words("罚款 处罚 没收 警告 处分 责令 追究 吊销")

// cutCondition parts what is said of those of whom something is denied from that: 协商不成的 | 由上级机关指定. "" where
// nothing is, or the denial is what the clause says.
func cutCondition(text string) (condition, rest string) {
	marks := denials(text)
	if len(marks) == 0 || forbidding.In(text[:marks[0].end]) {
		return "", text
	}
	end := strings.Index(text[marks[0].end:], "的")
	if end += marks[0].end + len("的"); end < marks[0].end+len("的") || end == len(text) {
		return "", text
	}
	return text[:end], text[end:]
}

// itself are denials that are verbs of their own: 资格取消, of 取消资格.
var itself = zh.Words("取消 停止 停发 拒绝")

// headsOf are what the denials of a clause deny: the character behind each, or 免 of 免收 and 免交.
func headsOf(text string, marks []denial) map[string]bool {
	heads := map[string]bool{}
	for _, m := range marks {
		head := firstRunesOf(text[m.end:], 1)
		if word := text[m.from:m.end]; strings.HasPrefix(word, "免") {
			head = "免"
		} else if itself.In(word) {
			head = word
		}
		if m.odd && head != "" && !strings.HasSuffix(text[:m.from], "减") {
			heads[head] = true
		}
	}
	return heads
}

// isOver reports a clause about more than some limit, behind its denial where it has one: 不得一次性收取超过60课时的费用 allows
// to collect what is less.
func isOver(found []figures.Figure, marks []denial) bool {
	return slices.ContainsFunc(found, func(f figures.Figure) bool {
		return f.Bound == figures.MoreThan && (len(marks) == 0 || marks[0].end <= f.Start)
	})
}

// deny turns a clause into what must not be done: an item of a list that 不得有下列行为 announces.
func (c *clause) deny() {
	c.denies = true
	for pair := range c.state {
		c.state[pair] |= touched
	}
}

// eachClause gives the clauses of a text, each with the mark that ends it, "" at the end.
func eachClause(s string, give func(clause, end string)) {
	from := 0
	for i, r := range s {
		if strings.ContainsRune(clauseEnds, r) {
			next := i + utf8.RuneLen(r)
			give(s[from:i], s[i:next])
			from = next
		}
	}
	give(s[from:], "")
}

// modal are words that allow, oblige or deny; clauses about one thing differ in them.
var modal = zh.Words("可以 应当 必须 需要 能够 可 应 须 需 能 要 会 均 都 也 还 的 了", denying)

// rankUnits are the units of ranks that rules are told apart by. 一级教师 is none: its rule may name 二级教师 too.
var rankUnits = []string{"年级", "类", "档", "等奖", "批", "期"}

// ranksIn are the figures of a clause that say which of several, and not how many there are: 分两档.
func ranksIn(text string, found []figures.Figure) []figures.Figure {
	return filter(found, func(f figures.Figure) bool {
		return isRank(f) && !strings.HasSuffix(strings.TrimSuffix(text[:f.Start], "为"), "分")
	})
}

// isRank reports a figure of a rank's unit.
func isRank(f figures.Figure) bool {
	return (f.Kind == figures.Ordinal || f.Kind == figures.Count) && slices.Contains(rankUnits, f.Unit)
}

// banning is acting against something: whoever says that it may be done says the opposite.
var banning = zh.Words("查处 惩处 杜绝 防止 制止 打击 整治 纠正 惩治 抵制 处罚")

// onlyThen is what may be done when a condition is met, and not otherwise.
var onlyThen = regexp.MustCompile(`(?:才能|才可以?|方可|方能)\p{Han}{0,4}`)

// forbidding says that something must not be done.
var forbidding = zh.Words("严禁 禁止 不得 不准")

// allowing says that something may be done.
var allowing = zh.Words("可以 允许 准许 有权 能够 鼓励")

func newClause(text string) clause {
	marks := denials(text)
	if marks == nil && onlyThen.MatchString(text) {
		text = onlyThen.ReplaceAllStringFunc(text, blanked) // 合格才能申报 says as much as 不合格不得申报
	}
	found := figures.Find(text)
	return clause{
		heads: headsOf(text, marks), over: isOver(found, marks), text: text, ranks: ranksIn(text, found), pairs: pairSet(modal.Blank(text)), state: polarities(text, marks),
		denies: slices.ContainsFunc(marks, func(d denial) bool { return d.odd }), bans: banning.In(text),
	}
}

// answeredAs is a question turned into what its answer says.
func answeredAs(question, answer string) clause {
	c := newClause(question)
	if negation.At(answer) != "" {
		c.denies = true
		for pair := range c.state {
			c.state[pair] = denied
		}
	}
	return c
}

func blanked(s string) string { return strings.Repeat("\x00", len(s)) }

// A polarity says how a pair of characters stands to the negations of its clause.
type polarity uint8

const (
	affirmed polarity = 1 << iota // no negation stands before it
	denied                        // right behind a negation
	touched                       // somewhere behind one
)

// denying are words that turn a predicate round.
const denying = "不得 不能 不可以 不可 不准 不许 不予 不再 不需要 不需 不必 不用 不须 不应当 不应 不会 不 未 无需 无须 无 没有 没 非 " +
	"严禁 禁止 禁 勿 免收 免缴 免交 免除 免 取消 停止 停发 拒绝 拒"

// negation turns a predicate round. Words that only hold one of its characters are taken out before.
var (
	negation  = zh.Words(denying)
	noDenials = zh.Words(
		zh.Join("不 不得 不能 不可 不应 不宜", "少于 低于 小于 早于 超过 多于 高于 大于 晚于 迟于"),
		zh.Join("不", "足 满 同 动产 论 仅 但 管 断 限 含 符 合格 及格 间断 到位 一 定期"),
		zh.Join("达 做 办 见 找 够 看 收", "不到"), zh.Join("不到", "0 1 2 3 4 5 6 7 8 9 应 规定 标准 一半 半"),
		zh.Join("未", "来 满 成年"), zh.Join("没", "满 到 收"), zh.Join("无", "论 人机 障碍 偿"),
		zh.Join("非", "常 遗 营利 学科 寄宿 义务 毕业 涉农 本 全日制 户籍 公"),
		"除非 不过 是否 能否 有没有 要不要 免费 免疫 免冠 免试 免考 免修",
	)
)

// polarities says of each pair of a clause how it stands.
func polarities(text string, marks []denial) map[string]polarity {
	state := map[string]polarity{}
	eachPair(text, func(pair string, at int) {
		p := affirmed
		for _, m := range marks {
			switch {
			case at < m.start:
			case !m.odd:
				p = affirmed
			case at == m.start || at > m.end+len("收"):
				p = touched
			default:
				p = denied
			}
		}
		state[pair] |= p
	})
	return state
}

// A denial is a run of negations: two of them affirm, as 不免收 does.
type denial struct {
	start, end int
	from       int // where the word begins that denies
	odd        bool
}

func denials(text string) []denial {
	text = noDenials.Blank(withoutFigures(text)) // 不到五年 denies nothing
	var all []denial
	for _, m := range negation.All(text) {
		if n := len(all); n > 0 && (all[n-1].end == m.Start || isNotSo(text[all[n-1].end:m.Start])) {
			all[n-1].end, all[n-1].odd = m.End, !all[n-1].odd
			continue
		}
		all = append(all, denial{negatedFrom(text[:m.Start]), m.End, m.Start, true})
	}
	return all
}

// isNotSo reports what stands between two denials of which the first denies the second: 不是全程都免.
func isNotSo(between string) bool {
	return strings.HasPrefix(between, "是") && utf8.RuneCountInString(between) <= 4 && !strings.ContainsAny(between, clauseEnds)
}

// negatedFrom is where what a negation behind a text denies begins: at its end, or where it names what is denied with it.
func negatedFrom(text string) int {
	if all := together.All(text); len(all) > 0 {
		return all[len(all)-1].Start
	}
	return len(text)
}

// together are words whose object is denied with what follows it: 跟职称不挂钩 is 不与职称挂钩.
var together = zh.Words("与 跟")

// fewShared is how many pairs two clauses share that speak of one thing.
const fewShared = 2

// turnedRound are clauses that deny what the passage affirms of the same, or the other way about.
func (c claim) turnedRound() []Fault {
	var all []Fault
	for _, part := range clausesIn(c.body) {
		if conflict := part.against(c.cited); conflict != "" {
			all = append(all, Fault{conflict, "与资料的肯定或否定相反"})
		}
	}
	return all
}

// against compares a clause with the clauses of the passages that share most with it. It returns the words in
// conflict, "" when one of these clauses agrees or none is near. A short clause that the sentence took up whole speaks
// for it too: 不能提供的 beside 应当提供宿舍.
func (c clause) against(cited []*Source) string {
	if c.ifNot() && c.takesUp(cited) {
		return ""
	}
	best, conflict := 0, ""
	agreed := map[string]bool{}
	c.denies = c.denies && !c.deniedBy(cited)
	for _, e := range cited {
		if c.denies && c.isExempt(e) {
			continue
		}
		for _, other := range e.clauses {
			n := shared(c.pairs, other.pairs)
			if n < min(fewShared, len(other.pairs)) || n == 0 {
				continue
			}
			found := c.conflict(other)
			switch condition := strings.HasSuffix(c.text, "的"); {
			case condition && forbidding.In(other.text):
				found = "" // whoever does what is forbidden: a condition, not a permission
			case !condition && !c.denies && other.ifNot():
				found = "" // 不确认的 does not deny that one confirms
			}
			if found == "" && n*2 >= len(other.pairs) {
				for pair := range other.state {
					agreed[pair] = true
				}
			}
			switch {
			case n > best:
				best, conflict = n, found
			case n == best && found == "":
				conflict = ""
			}
		}
	}
	if agreed[conflict] {
		return ""
	}
	return conflict
}

// exempted are the words between 除 and 外: whom a rule does not reach.
var exempted = regexp.MustCompile(`除(?:了)?([^。;]{2,80}?)(?:以外|之外|外)`)

// isExempt reports a clause about those whom a passage exempts: what others must, they need not.
func (c clause) isExempt(e *Source) bool {
	return slices.ContainsFunc(exempted.FindAllStringSubmatch(e.body, -1), func(m []string) bool {
		pairs := pairSet(m[1])
		n := shared(c.pairs, pairs)
		return n >= fewShared && (n*2 >= len(c.pairs) || n*3 >= len(pairs)*2)
	})
}

// shareRank reports that one of the ranks of a clause is one of the other's.
func shareRank(ranks, others []figures.Figure) bool {
	return slices.ContainsFunc(ranks, func(f figures.Figure) bool {
		return figures.AnySupports(others, f) || slices.ContainsFunc(others, func(g figures.Figure) bool {
			return g.Kind == f.Kind && g.Unit == f.Unit && g.Low <= f.Low && f.High <= g.High // 二年级, of 一至三年级
		})
	})
}

// deniedBy reports that a passage denies, in whatever clause, what this one denies: the sentence put the two together.
func (c clause) deniedBy(cited []*Source) bool {
	for _, e := range cited {
		for _, other := range e.clauses {
			if shared(c.heads, other.heads) > 0 && shared(c.pairs, other.pairs) > 0 {
				return true
			}
			both := 0
			for pair, p := range c.state {
				q := other.state[pair]
				if p&denied != 0 && q&denied != 0 {
					return true
				}
				if p != affirmed && q&(denied|touched) != 0 {
					both++
				}
			}
			if both >= fewShared || waiving.In(c.text) && waiving.In(other.text) && both > 0 {
				return true
			}
		}
	}
	return false
}

// conditional are words with which a condition begins.
var conditional = zh.Words("如果 若 如 假如 前提是 要是")

// ifNot reports a condition that something is not so.
func (c clause) ifNot() bool {
	return c.denies && (strings.HasSuffix(c.text, "的") || conditional.At(c.text) != "")
}

// takesUp reports a condition that a passage says in short behind what it says of: 提供不了宿舍的, of 应当提供宿舍,不能提供的.
func (c clause) takesUp(cited []*Source) bool {
	return slices.ContainsFunc(cited, func(e *Source) bool {
		for i, other := range e.clauses {
			if i > 0 && other.ifNot() && shared(c.pairs, e.clauses[i-1].pairs) >= fewShared {
				return true
			}
		}
		return false
	})
}

// conflict is a pair that one clause denies and the other affirms without any negation before it, or a denial where the
// other clause has none.
func (c clause) conflict(other clause) string {
	worst := ""
	if other.denies && other.over && !c.over {
		return ""
	}
	switch {
	case len(c.ranks) > 0 && len(other.ranks) > 0 && !shareRank(c.ranks, other.ranks):
		worst = c.ranks[0].Text
	case c.denies && !other.denies && !other.bans:
		worst = "不"
	case other.bans && !other.denies && !c.denies && !c.bans && allowing.In(c.text):
		worst = allowing.First(c.text)
	}
	moved := shared(c.heads, other.heads) > 0 // 当日餐费不退, of 不退当日餐费
	for pair, p := range c.state {
		q, ok := other.state[pair]
		if ok && (p == denied && q == affirmed && !other.bans || p == affirmed && q == denied && !moved) && pair > worst {
			worst = pair
		}
	}
	return worst
}
