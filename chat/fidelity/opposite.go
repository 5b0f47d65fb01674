package fidelity

import (
	"slices"
	"strings"
	"wence/retrieval/zh"
)

// Words of which one says the opposite of the other.
var opposites = [][2]string{
	{"以上", "以下"}, {"以内", "以外"}, {"提高", "降低"}, {"增加", "减少"}, {"上浮", "下浮"}, {"提前", "推迟"}, {"之前", "之后"}, {"最高", "最低"},
	{"公办", "民办"}, {"省内", "省外"}, {"县内", "县外"}, {"市内", "市外"}, {"城区", "乡村"}, {"城镇", "农村"}, {"本地", "外地"}, {"应届", "往届"},
	{"合格", "不合格"}, {"线上", "线下"}, {"寄宿生", "非寄宿生"}, {"全额", "部分"}, {"免收", "收取"}, {"转入", "转出"}, {"开课前", "开课后"},
	{"当年", "次年"}, {"有关", "无关"}, {"城区", "乡镇"}, {"县城", "乡镇"}, {"教师", "学生"}, {"小学", "初中"},
	{"初中", "高中"}, {"前", "后"}, {"内", "外"}, {"早", "晚"}, {"自愿", "强制"}, {"退还", "不退"}, {"计入", "不计入"}, {"纳入", "不纳入"}, {"含", "不含"}, {"在职", "退休"}, {"首次", "再次"}, {"营利性", "非营利性"},
}

// comparing are comparisons; with something that is no figure where two characters follow: 不得低于平均水平.
var comparing = zh.Words(comparisons, zh.Join("不得 不能 不可 不应 不", comparisons))

const comparisons = "低于 高于 少于 多于 超过 早于 晚于 大于 小于"

// opposite are words of a sentence in whose place, behind or before the same words, the passages say the opposite.
func (c claim) opposite() []Fault {
	var all []Fault
	for _, pair := range opposites {
		for _, turn := range [][2]string{pair, {pair[1], pair[0]}} {
			all = append(all, c.stands(turn[0], turn[1])...)
		}
	}
	eachBefore(c.body, comparing, func(word, pair string) {
		if told, contrary := c.compares(word, pair); contrary && !told {
			all = append(all, Fault{word + pair, "与资料的肯定或否定相反"})
		}
	})
	return all
}

// besideWord is how many characters beside a word tell that a passage speaks of the same.
const besideWord = 2

// stands are the places where a sentence has a word, and the passages have its opposite in the same surroundings and
// never the word itself.
func (c claim) stands(word, opposite string) []Fault {
	var all []Fault
	for at := 0; ; {
		i := strings.Index(c.body[at:], word)
		if i < 0 {
			return all
		}
		start, end := at+i, at+i+len(word)
		before, after := lastRunes(c.body[:start], besideWord), firstRunesOf(c.body[end:], besideWord)
		at = end
		if len(opposite) > len(word) && strings.HasSuffix(c.body[:end], opposite) {
			continue
		}
		if before != "" && c.near(before+opposite) && !c.near(before+word) ||
			after != "" && c.near(opposite+after) && !c.nearWithout(word+after, opposite+after) && !c.elided(word, after) {
			all = append(all, Fault{word, "与资料相反"})
		}
	}
}

// stages of school and those in it stand in lists that say once what is said of all: 小学生每天睡眠10小时、初中生9小时.
var stages = []string{"小学", "初中", "高中", "教师", "学生"}

// elided reports a stage that the passages name in a list, with the rest of what follows it left out.
func (c claim) elided(word, after string) bool {
	if !slices.Contains(stages, word) {
		return false
	}
	counted := slices.ContainsFunc([]byte("0123456789"), func(d byte) bool { return strings.Contains(c.local, word+string(d)) })
	return counted || c.near(word+string([]rune(after)[:1]))
}

// near reports words that stand by the figures of the claim in its passages, or anywhere in them when it has none.
func (c claim) near(words string) bool {
	if c.local == "" {
		return c.borne(words)
	}
	return strings.Contains(c.local, words)
}

// nearWithout reports words that stand near also where they are no part of others: 含伙食费, and not of 不含伙食费 alone.
func (c claim) nearWithout(words, others string) bool {
	if !strings.HasSuffix(others, words) {
		return c.near(words)
	}
	text := c.local
	if text == "" {
		for _, e := range c.cited {
			text += e.text + "\n"
		}
	}
	return strings.Contains(strings.ReplaceAll(text, others, ""), words)
}

// compares reports whether the passages compare so with the same, and whether they do it the other way about.
func (c claim) compares(word, with string) (told, contrary bool) {
	denied := strings.HasPrefix(word, "不")
	for _, e := range c.cited {
		eachBefore(e.text, comparing, func(said, other string) {
			if other == with && lastRunes(said, 2) == lastRunes(word, 2) {
				same := strings.HasPrefix(said, "不") == denied
				told, contrary = told || same, contrary || !same
			}
		})
	}
	return told, contrary
}

// lastRunes is the end of a text, n characters; "" when it is shorter or a clause ends within.
func lastRunes(s string, n int) string {
	runes := []rune(s)
	if len(runes) < n {
		return ""
	}
	return plainRun(string(runes[len(runes)-n:]))
}

// firstRunesOf is the beginning of a text, n characters; "" when it is shorter or a clause ends within.
func firstRunesOf(s string, n int) string {
	runes := []rune(s)
	if len(runes) < n {
		return ""
	}
	return plainRun(string(runes[:n]))
}

func plainRun(s string) string {
	if strings.ContainsAny(s, clauseEnds+"\x00") {
		return ""
	}
	return s
}
