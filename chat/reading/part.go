package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// mostParts is how many questions of one text are answered each for itself.
const mostParts = 4

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
	// apiece asks the same of several: 名额和津贴分别是多少.
	apiece = regexp.MustCompile(`^(.+?)[和与及跟](.+?)(?:分别|各自?)(.+)$`)
	// likeness asks how one stands to another.
	likeness = zh.Words("一样吗 相同吗 有区别吗 有什么区别 有什么不同")
)

// glue stands between the names of places that are taken out of a question, and before the rest.
const glue = "和与跟同及比、,的:"

// A Part is one of the questions of a text, in the normal form.
type Part struct {
	Text string // with the subject that it shares with the first
	Said string // as it stands in the text
}

// Parts are the questions that a text asks in one breath; nil where it asks one.
func (r Reading) Parts() []Part {
	if texts := r.byPlace(); texts != nil {
		return partsOf(texts)
	}
	if texts := r.apiece(); texts != nil {
		return partsOf(texts)
	}
	subject, asked := r.breaths()
	if len(asked) < 2 || len(asked) > mostParts {
		return nil
	}
	numbered := subject != ""
	if !numbered {
		subject = r.subjectOf(asked[0])
	}
	parts := partsOf(asked)
	for i := range parts {
		if numbered || i > 0 && !strings.HasPrefix(asked[i], subject) {
			parts[i].Text = subject + " " + asked[i]
		}
	}
	return parts
}

// partsOf are texts that stand for themselves.
func partsOf(texts []string) []Part {
	parts := make([]Part, len(texts))
	for i, text := range texts {
		parts[i] = Part{text, text}
	}
	return parts
}

// byPlace is the question for each of several places, of which none lies in another.
func (r Reading) byPlace() []string {
	if len(r.Places) < 2 || len(r.Places) > mostParts || r.Given {
		return nil
	}
	rest := comparedBy(strings.TrimLeft(r.Rest, glue))
	all := make([]string, len(r.Places))
	for i, p := range r.Places {
		if slices.ContainsFunc(r.Places, func(o retrieval.Region) bool { return o.ID != p.ID && o.AppliesAt(p) }) {
			return nil
		}
		all[i] = p.Name + strings.Replace(rest, "分别", "", 1)
	}
	return all
}

// comparedBy is what a comparison asks of each: 津贴是多少, of 津贴哪个高.
func comparedBy(question string) string {
	from, word := Comparison(question)
	if word == "" {
		alike := likeness.All(question)
		if alike == nil {
			return question
		}
		from = alike[0].Start
	}
	return strings.TrimSuffix(question[:from], "相") + "是多少"
}

// apiece is the question for each of what it names with 分别. The last word of the first is taken for what is asked of the
// subject before it: 骨干教师|名额 and 津贴.
func (r Reading) apiece() []string {
	m := apiece.FindStringSubmatch(strings.TrimRight(courteous.TrimLeft(r.Folded), "?。"))
	if m == nil || strings.ContainsAny(m[2]+m[3], ",?") || asks(m[1]) {
		return nil
	}
	list := append(strings.FieldsFunc(m[1], func(c rune) bool { return c == '、' || c == ',' }), m[2])
	if len(list) > mostParts || len(list) < 2 {
		return nil
	}
	subject := sharedBy(list[0], list[1])
	if subject == "" {
		return nil
	}
	for i, what := range list {
		if i > 0 {
			what = subject + what
		}
		list[i] = what + m[3]
	}
	return list
}

// sharedBy is what the first of a list says that the others leave out: up to 的, else up to its last word, or the number
// that others have in its place.
func sharedBy(first, second string) string {
	if at := strings.LastIndex(first, "的"); at > 0 {
		return first[:at+len("的")]
	}
	if at, also := lastCount(first), lastCount(second); at > 0 && also >= 0 {
		return first[:at]
	}
	a := []rune(first)
	const word = 2
	n := max(zh.SameEnd(a, []rune(second)), word)
	if len(a) < n+word {
		return ""
	}
	return string(a[:len(a)-n])
}

// lastCount is where the number stands that a text ends with, with what it counts; -1 for none.
func lastCount(text string) int {
	found := figures.Find(text)
	if len(found) == 0 || utf8.RuneCountInString(text[found[len(found)-1].End:]) > 2 {
		return -1
	}
	return found[len(found)-1].Start
}

// breaths are the stretches of the text that ask, each behind what leads to it, and the subject that a numbered list of
// them stands behind.
func (r Reading) breaths() (subject string, asked []string) {
	text := strings.TrimSpace(strings.ReplaceAll(r.Wording, "|", " "))
	if marks := mark.FindAllStringIndex(text, -1); len(marks) > 1 && !asks(text[:marks[0][0]]) {
		subject = strings.Trim(courteous.TrimLeft(zh.Fold(text[:marks[0][0]])), ":,的 ")
		text = mark.ReplaceAllString(text[marks[0][0]:], "|")
	}
	led := ""
	for _, stretch := range strings.FieldsFunc(courteous.TrimLeft(zh.Fold(text)), func(c rune) bool { return strings.ContainsRune(",、;?!。\n|", c) }) {
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
