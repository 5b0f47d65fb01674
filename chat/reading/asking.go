package reading

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// The words that ask, by what they ask for; a closed class. What they are part of asks nothing: 好几, 几百.
const (
	howMuch = "多少 几 多久 多长 多大 多高"
	when    = "什么时候 什么时间 啥时 何时 哪天 哪一天 几号 几月 哪年"
	others  = "什么 啥 谁 哪 怎么 怎样 如何 吗 能不能 可不可以 是否 是不是 有没有 要不要 会不会 能否 可否"
)

var (
	asking     = zh.Words(howMuch, when, others)
	askFigure  = zh.Words(howMuch, when, "百分之 比例")
	askTotal   = zh.Words("一共 总共 总数 合计 共计 加起来 合起来", zh.Join("共 共有 共招 共安排 共计划 共建成 共配 共补 共发 总额 总额是", "几 多少"))
	askExtreme = zh.Words(zh.Join("最", "多 少 高 低 大 小 贵 便宜 长 短"))
)

// AsksFigure reports a question for how much or when.
func (r Reading) AsksFigure() bool { return askFigure.In(r.Folded) }

// AsksTotal reports a question in the normal form for what is of all together.
func AsksTotal(question string) bool { return askTotal.In(question) }

// Extreme is the word by which a question asks for the most or the least of all: 最多; "" where it does not.
func Extreme(question string) string { return askExtreme.First(question) }

// comparing asks which of several has more, or by how much.
var comparing = regexp.MustCompile(`(?:哪|谁)[^,]{0,12}?(多|少|高|低|贵|便宜)(?:一?[些点])?$|(多|少|高|低|贵|差)多少$`)

// Comparison is where a question in the normal form asks which has more, or by how much, and the word by which it does: 贵,
// or 差; from is its length where it does not.
func Comparison(question string) (from int, word string) {
	question = strings.TrimRight(question, "?。")
	m := comparing.FindStringSubmatchIndex(question)
	if m == nil {
		return len(question), ""
	}
	at := max(m[2], m[4])
	return m[0], question[at:max(m[3], m[5])]
}

// asksAt is where the first word that asks stands in a text, its length twice where none does.
func asksAt(text string) (from, to int) {
	for _, word := range asking.All(text) {
		before, _ := utf8.DecodeLastRuneInString(text[:word.Start])
		after, _ := utf8.DecodeRuneInString(text[word.End:])
		if !strings.HasPrefix(text[word.Start:], "几") || !strings.ContainsRune("好那这十的", before) && !strings.ContainsRune("乎千百十万", after) {
			return word.Start, word.End
		}
	}
	return len(text), len(text)
}

// asks reports a text with a word that asks.
func asks(text string) bool {
	from, _ := asksAt(text)
	return from < len(text)
}
