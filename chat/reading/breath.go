package reading

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

var (
	// echoes are all that some stretches are, which ask for a yes to what stands before them: 这样可以吗.
	echoes = zh.Words("请问 这样 这 那 还 可以 行 对 是 好 合适 合理 合法 有 算 吗 不 么 的 为什么 怎么办 怎么回事")
	// amounts are all that some stretches are, which ask how much that is: 哪家最贵,要多少钱.
	amounts = zh.Words("多少 几 是 有 要 收 给 到底 分别 钱 人 个 名 元 分 天 一年 一学期 一个月 一 每 年 月 学期")
	// leading joins a stretch to the one before.
	leading = zh.Words("还有 另外 同时 然后 那么 那 再 顺便 问一下 问下")
	// courteous opens a question.
	courteous = zh.Words("您好 你好 请问 麻烦问一下 麻烦问下 咨询一下 , :",
		zh.Join("我想 想", "问 问下 问一下 咨询 咨询下 咨询一下 了解 了解下 了解一下 知道"))
	// mark numbers the parts: 1. 2) (3). Circled numbers are plain ones in the normal form.
	mark = regexp.MustCompile(`\(?[1-9][.、):]\s*|[①-⑨]`)
)

// pauses part what is asked one behind the other.
const pauses = ",、;?!。\n|"

// breaths are the stretches of the text that ask, each behind what leads to it, and the subject that a numbered list of
// them stands behind.
func (r Reading) breaths() (subject string, asked []string) {
	text := strings.TrimSpace(strings.ReplaceAll(r.Wording, "|", " "))
	if marks := mark.FindAllStringIndex(text, -1); len(marks) > 1 && !asks(text[:marks[0][0]]) {
		subject = strings.Trim(courteous.TrimLeft(zh.Fold(text[:marks[0][0]])), ":,的 ")
		text = mark.ReplaceAllString(text[marks[0][0]:], "|")
	}
	led := ""
	for _, stretch := range strings.FieldsFunc(courteous.TrimLeft(zh.Fold(text)), func(c rune) bool { return strings.ContainsRune(pauses, c) }) {
		stretch = strings.TrimSpace(leading.TrimLeft(strings.TrimSpace(stretch)))
		switch {
		case stretch == "":
		case len(asked) > 0 && led == "" && goesWith(stretch, asked[0]):
			asked[len(asked)-1] += "," + stretch
		case !asks(stretch):
			led += stretch + ","
		default:
			asked = append(asked, led+stretch)
			led = ""
		}
	}
	if led != "" && len(asked) > 0 {
		asked[len(asked)-1] += "," + strings.TrimSuffix(led, ",")
	}
	return subject, asked
}

// goesWith reports a stretch that asks for a yes to a question before it, or how much the most is that it asks for.
func goesWith(stretch, question string) bool {
	_, word := Comparison(question)
	return echoes.Without(stretch) == "" || amounts.Without(stretch) == "" && (word != "" || Extreme(question) != "")
}

// subjectOf is what a question speaks of before it asks, or else the place asked about.
func (r Reading) subjectOf(question string) string {
	from, to := asksAt(question)
	for _, side := range []string{question[:from], question[to:]} {
		if utf8.RuneCountInString(side) >= 2 {
			return strings.TrimRight(side, "是有要在的,")
		}
	}
	if len(r.Places) > 0 && !r.Given {
		return r.Places[0].Name
	}
	return ""
}
