package reading

import (
	"regexp"
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// shift asks the same of another: 那本科生呢.
var shift = regexp.MustCompile(`^(?:那么?|要是|换成|,)*(.{1,12}?)(?:的话)?(?:呢|怎么样|如何)[?。]*$`)

// hollow are the words of a question that do not say what it is about.
var hollow = zh.Words("多少", when, others, "几", zh.Join("几", "年 天 个 次 名 人 所 岁"), zh.Join("哪", "里 些 个 天 年"),
	"可以 需要 必须 应该 请问 他们 这个 那个 呢 吧 啊 要 能 是 有 的 了 得 那 它 他 这 钱 交 领 发 给 收 补 办 报 名 时 间")

// standsFrom is how many Chinese characters a question has beside hollow words at least, so that it stands on its own.
const standsFrom = 4

// Shift is what the last of the conversation's questions that asks the same of another names, "" where none after the last
// whole question does.
func (r Reading) Shift() string {
	questions := r.asked()
	for i := len(questions) - 1; i > 0; i-- {
		if m := shift.FindStringSubmatch(questions[i]); m != nil && !asks(m[1]) {
			return m[1]
		}
		if stands(questions[i]) {
			return ""
		}
	}
	return ""
}

// Before are the questions that this one goes on with, in the normal form: the one before it, and where that asks the same
// of another what it goes on with itself; "" when it opens the conversation.
func (r Reading) Before() string { return strings.Join(r.before(), " ") }

// before are the questions that this one goes on with, the whole one first.
func (r Reading) before() []string {
	from := len(r.Earlier) - 1
	for from > 0 && shift.MatchString(r.Earlier[from]) {
		from--
	}
	return r.Earlier[max(from, 0):]
}

// Leans reports a question that the one before it says the matter of.
func (r Reading) Leans() bool { return r.Before() != "" && !stands(r.Folded) }

// asked are the conversation's questions in the normal form, this one last.
func (r Reading) asked() []string { return append(slices.Clone(r.Earlier), r.Folded) }

// stands reports a question that says what it is about.
func stands(question string) bool {
	n := 0
	for _, c := range hollow.Without(question) {
		if zh.IsHan(c) {
			n++
		}
	}
	return n >= standsFrom && !shift.MatchString(question)
}
