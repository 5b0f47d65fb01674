package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// mostParts is how many questions of one text are answered each for itself.
const mostParts = 4

var (
	// asking are the words that ask.
	asking = regexp.MustCompile(`多少|几|什么|啥|谁|哪|怎么|怎样|如何|何时|多[久长大高]|吗|能不能|可不可以|是否|是不是|有没有|要不要|会不会|[能可]否`)
	// echo only asks for a yes to what stands before it, or goes on with it.
	echo = regexp.MustCompile(`^(?:请问|这样|那|这|还)?(?:对|是|行|可以|能|好|合适|合理|合法|真|有|算)?(?:吗|不|么|的吗|不[对是行]|为什么|怎么办|怎么回事|是怎么规定的|有什么规定)?$`)
	// breath divides what is asked one behind the other.
	breath = regexp.MustCompile(`[,、;?!。\n|]+|以及|并且`)
	// leading joins a stretch to the one before.
	leading = regexp.MustCompile(`^(?:还有|另外|同时|然后|那么?|再|顺便)(?:问一?下)?`)
	// most asks which of several; how much that is belongs to it.
	most  = regexp.MustCompile(`最|哪.{0,6}[多少高低贵]`)
	quite = regexp.MustCompile(`^(?:是|有|要|收|给|到底|分别)?(?:多少|几)(?:钱|人|个|名|元|分|天)?(?:一?[年月天学期每]+)?$`)
	// mark numbers the parts: 1. 2) (3). Circled numbers are plain ones in the normal form.
	mark = regexp.MustCompile(`\(?([1-9])[.、):]\s*|[①②③④⑤⑥⑦⑧⑨]`)
	// courteous opens a question.
	courteous = regexp.MustCompile(`^(?:您好|你好|请问|我?想(?:问|咨询|了解|知道)(?:一下|下)?|咨询一下|麻烦问一下|,|:)+`)
	// apiece asks the same of several: 名额和津贴分别是多少.
	apiece = regexp.MustCompile(`^(.+?)[和与及跟](.+?)(?:分别|各自|各)(.+)$`)
	// counted is a number and what it counts, at the end.
	counted = regexp.MustCompile(`\d+[^\d]{0,4}$`)
	joining = regexp.MustCompile(`[、,]`)
	// contrast asks which of two places has more, or by how much.
	contrast = regexp.MustCompile(`(?:(?:哪[里边个儿]?(?:[县市区省]|地方)?的?|谁的?)(?:更|比较|要)?(?:[高多低少大小贵长短]|便宜)(?:一?[些点])?|[高多低少大小贵长短]多少|` +
		`(?:相?差|差距是?|差别是?)多少|(?:一样|相同|有区别)吗|有什么(?:区别|不同))[?。]*$`)
	glue = regexp.MustCompile(`^[和与跟同及比、,的:]+`)
)

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
	rest := glue.ReplaceAllString(r.Rest, "")
	if at := contrast.FindStringIndex(rest); at != nil {
		rest = rest[:at[0]] + "是多少"
	}
	all := make([]string, len(r.Places))
	for i, p := range r.Places {
		if slices.ContainsFunc(r.Places, func(o retrieval.Region) bool { return o.ID != p.ID && o.AppliesAt(p) }) {
			return nil
		}
		all[i] = p.Name + strings.Replace(rest, "分别", "", 1)
	}
	return all
}

// apiece is the question for each of what it names with 分别. The last word of the first is taken for what is asked of the
// subject before it: 骨干教师|名额 and 津贴.
func (r Reading) apiece() []string {
	m := apiece.FindStringSubmatch(strings.TrimRight(courteous.ReplaceAllString(r.Folded, ""), "?。"))
	if m == nil || strings.ContainsAny(m[2]+m[3], ",?") || asks(m[1]) {
		return nil
	}
	list := append(joining.Split(m[1], -1), m[2])
	if len(list) > mostParts || slices.Contains(list, "") {
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
	if at := counted.FindStringIndex(first); at != nil && counted.FindStringIndex(second) != nil {
		return first[:at[0]]
	}
	a := []rune(first)
	const word = 2
	n := max(zh.SameEnd(a, []rune(second)), word)
	if len(a) < n+word {
		return ""
	}
	return string(a[:len(a)-n])
}

// breaths are the stretches of the text that ask, each behind what leads to it, and the subject that a numbered list of
// them stands behind.
func (r Reading) breaths() (subject string, asked []string) {
	text := strings.TrimSpace(strings.ReplaceAll(r.Wording, "|", " "))
	if marks := mark.FindAllStringIndex(text, -1); len(marks) > 1 && !asks(text[:marks[0][0]]) {
		subject = strings.Trim(courteous.ReplaceAllString(zh.Fold(text[:marks[0][0]]), ""), ":,的 ")
		text = mark.ReplaceAllString(text[marks[0][0]:], "|")
	}
	led := ""
	for _, stretch := range breath.Split(courteous.ReplaceAllString(zh.Fold(text), ""), -1) {
		stretch = strings.TrimSpace(leading.ReplaceAllString(strings.TrimSpace(stretch), ""))
		switch {
		case stretch == "":
		case len(asked) > 0 && led == "" && (echo.MatchString(stretch) || quite.MatchString(stretch) && most.MatchString(asked[0])):
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

// asksAt is where the first word that asks stands in a text, its length twice where none does. 好几 and 几百 do not ask.
func asksAt(text string) (from, to int) {
	for _, m := range asking.FindAllStringIndex(text, -1) {
		before, _ := utf8.DecodeLastRuneInString(text[:m[0]])
		after, _ := utf8.DecodeRuneInString(text[m[1]:])
		if text[m[0]:m[1]] != "几" || !strings.ContainsRune("好那这十的", before) && !strings.ContainsRune("乎千百十万", after) {
			return m[0], m[1]
		}
	}
	return len(text), len(text)
}

// asks reports a text with a word that asks.
func asks(text string) bool {
	from, _ := asksAt(text)
	return from < len(text)
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
