package reading

import (
	"regexp"
	"slices"
	"strings"

	"wence/retrieval/zh"
)

var (
	// shift asks the same of another: 那本科生呢.
	shift = regexp.MustCompile(`^(?:那么?|如果是|要是|换成|改成|,)*(.{1,12}?)(?:的话)?(?:呢|怎么样|又?如何)[?。]*$`)
	// hollow are the words of a question that do not say what it is about.
	hollow = regexp.MustCompile(`什么时候|什么|多少|几[年月天个次名人所岁]?|怎[么样]+|如何|哪[里些个天年]?|谁|可以|需要|必须|应该|请问|他们|这个|那个|[吗呢吧啊要能是有的了得那它他这钱交领发给收补办报名时间,?。\s]`)
)

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
	for _, c := range hollow.ReplaceAllString(question, "") {
		if zh.IsHan(c) {
			n++
		}
	}
	return n >= standsFrom && !shift.MatchString(question)
}
