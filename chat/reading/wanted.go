package reading

import (
	"cmp"
	"slices"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// aDay stands for what a word for when asks for.
const aDay = "3月3日"

// stated are words for how much and when as a figure of what they ask for, where that is no day.
var stated = map[string]string{
	"几月": "3月", "哪年": "2023年", "哪一年": "2023年", "几点": "8:30", "多久": "3天", "多长时间": "3天", "多大": "3岁", "多少钱": "3元", "多少": "3", "几": "3",
}

var askKind = zh.Words(when, "几月几号 几月几日 哪一年 几点 多久 多长时间 多大 多少钱 多少 几")

// Wanted are the figures that answer a question by their kind and unit, their values apart: 几周岁能上 wants an age. None where
// the question names no unit: 补多少.
func (r Reading) Wanted() []figures.Figure {
	known := figures.Find(r.Folded)
	answer := askKind.Replace(r.Folded, func(word string) string { return cmp.Or(stated[word], aDay) })
	return slices.DeleteFunc(figures.Find(answer), func(f figures.Figure) bool {
		return f.Kind == figures.Number || slices.ContainsFunc(known, f.Equal)
	})
}
