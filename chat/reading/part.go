package reading

import (
	"slices"
	"strings"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// mostParts is how many questions of one text are answered each for itself.
const mostParts = 4

// likeness asks how one stands to another.
var likeness = zh.Words("一样吗 相同吗 有区别吗 有什么区别 有什么不同")

// glue stands between the names of places that are taken out of a question, and before the rest.
const glue = "和与跟同及比、,的:"

// A Part is one of the questions of a text, in the normal form.
type Part struct {
	Text string // with the subject that it shares with the first
	Said string // as it stands in the text
}

// Of is the part as a question of its own.
func (p Part) Of(r Reading) Question {
	return Question{Text: p.Text, Region: r.Region, AsOf: r.Day, History: r.History}
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
