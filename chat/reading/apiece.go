package reading

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// apiece asks the same of several: 名额和津贴分别是多少.
var apiece = regexp.MustCompile(`^(.+?)[和与及跟](.+?)(?:分别|各自?)(.+)$`)

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
