package fidelity

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// A denial is found dropped or added only where a clause of the sentence is nearly one of a passage but for it. Whoever
// words a rule freely says 不收钱 for 免费 and 另一方不用到场 for 一方到场即可, and nothing in the words tells that from a
// falsehood.

// denying are words that turn a predicate round.
const denying = "不得 不能 不可以 不可 不准 不许 不予 不再 不需要 不需 不必 不用 不须 不应当 不应 不会 不 未 无需 无须 无 没有 没 非 " +
	"严禁 禁止 禁 勿 免收 免缴 免交 免除 免 取消 停止 停发 停运 停课 停收 拒绝 拒"

// negation turns a predicate round. Words that only hold one of its characters are taken out before.
var (
	negation  = zh.Words(denying)
	noDenials = zh.Words(
		zh.Join("不 不得 不能 不可 不应 不宜", "少于 低于 小于 早于 超过 多于 高于 大于 晚于 迟于"),
		zh.Join("不", "足 满 同 动产 论 仅 但 管 断 限 含 符 合格 及格 间断 到位 一 定期"),
		zh.Join("达 做 办 见 找 够 看 收", "不到"), zh.Join("不到", "0 1 2 3 4 5 6 7 8 9 应 规定 标准 一半 半"),
		zh.Join("未", "来 满 成年"), zh.Join("没", "满 到 收"), zh.Join("无", "论 人机 障碍 偿 人抚养"),
		zh.Join("非", "常 遗 营利 学科 寄宿 义务 毕业 涉农 本 全日制 户籍 公"),
		"除非 不过 是否 能否 有没有 要不要 免费 免疫 免冠 免试 免考 免修 减免 拿不准 说不准 不准确",
	)
)

// denialsIn are what the denials of a clause deny. Two beside each other affirm, as 不免收 does. given: the clause is a
// condition, or one of its denials is that of a condition within it: 不参加的学生照常到校.
func denialsIn(plain string, given bool) ([]string, bool) {
	var all []string
	end := -1
	for _, m := range negation.All(plain) {
		if m.Start == end {
			all, end = all[:len(all)-1], -1
			continue
		}
		rest := plain[m.End:]
		all, end = append(all, headOfDenial(rest)), m.End
		given = given || strings.Contains(rest, "的") && !forbidding.In(plain[m.Start:m.End])
	}
	return all, given
}

// headOfDenial is what a denial before a text denies: the character behind it, or the last where that only leads to it.
func headOfDenial(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if !strings.ContainsRune("与跟和向给以在按把将对由用为", first) {
		return text[:size]
	}
	_, size = utf8.DecodeLastRuneInString(text)
	return text[len(text)-size:]
}

// exempted are the words between 除 and 外: whom a rule does not reach.
var exempted = regexp.MustCompile(`除(?:了)?([^。;]{2,80}?)(?:以外|之外|外)`)

// freeing are words that deny in another way than by a word before what they deny.
var freeing = zh.Words("免费 除 不受 不作 不按")

// fewShared is how many pairs two clauses share that speak of one thing.
const fewShared = 2

// turnedRound are clauses that deny what the passage affirms in the same words, or the other way about. Of the asker, and
// of what holds under a condition, they may say what follows from a rule.
func (c claim) turnedRound() []Fault {
	var all []Fault
	for _, part := range clausesIn(c.body) {
		if !part.given && !addressing.In(part.text) && part.isTurned(c.cited) {
			all = append(all, Fault{strings.Trim(part.text, "\x00"), "与资料的肯定或否定相反"})
		}
	}
	return all
}

// isTurned reports a clause whose words a clause of the passages has that denies where it does not, or affirms where it
// denies, or says it of another rank, and that no other clause of them bears.
func (c clause) isTurned(cited []*Source) bool {
	turned, borne, denied := 0, 0, false
	for _, e := range cited {
		for _, other := range e.clauses {
			n := shared(c.pairs, other.pairs)
			clash := len(c.ranks) > 0 && len(other.ranks) > 0 && !shareRank(c.ranks, other.ranks)
			switch same := (len(c.denials) > 0) == (len(other.denials) > 0); {
			case n == 0 || n < min(fewShared, len(other.pairs)):
			case clash && !same:
			case same && !clash:
				borne, denied = max(borne, n), denied || len(c.denials) > 0 && (n*3 >= len(c.pairs) || n == len(other.pairs))
			case isAlmost(n, len(c.pairs), len(other.pairs)) && (clash || c.turns(other, forbidding.In(c.text)) || other.turns(c, false)):
				turned = max(turned, n)
			}
		}
	}
	return turned > borne && !denied
}

// turns reports that a clause denies what the other affirms, or simply bans where the other does not.
func (c clause) turns(other clause, bans bool) bool {
	if len(c.denials) == 0 || len(other.denials) > 0 || other.freed || c.over != other.over {
		return false
	}
	return bans || !slices.ContainsFunc(c.denials, func(head string) bool {
		return !strings.Contains(other.text, head) || head == "" && !allowing.In(other.text)
	})
}

// allowing says that something may be done.
var allowing = zh.Words("可以 允许 准许 有权 能够 鼓励")

// isAlmost reports clauses that share n of their pairs and are nearly the same, or one of them within the other.
func isAlmost(n, said, told int) bool {
	return n == said || n*3 >= said && n == told || n*5 >= said*2 && n*3 >= told
}

// rankUnits are the units of ranks that rules are told apart by. 一级教师 is none: its rule may name 二级教师 too.
var rankUnits = []string{"年级", "类", "档", "等奖", "批", "期"}

// ranksIn are the figures of a clause that say which of several, and not how many there are: 分两档.
func ranksIn(text string) []figures.Figure {
	return filter(figures.Find(text), func(f figures.Figure) bool {
		return (f.Kind == figures.Ordinal || f.Kind == figures.Count) && slices.Contains(rankUnits, f.Unit) &&
			!strings.HasSuffix(strings.TrimSuffix(text[:f.Start], "为"), "分")
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
