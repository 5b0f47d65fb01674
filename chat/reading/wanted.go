package reading

import (
	"slices"
	"strings"

	"wence/retrieval/figures"
)

// stated turns a question's words for how much and when into figures of what they ask for.
var stated = strings.NewReplacer(
	"什么时候", "3月3日", "什么时间", "3月3日", "啥时", "3月3日", "何时", "3月3日", "哪天", "3月3日", "哪一天", "3月3日", "几月几号", "3月3日", "几月几日", "3月3日",
	"几号", "3月3日", "几月", "3月", "哪年", "2023年", "哪一年", "2023年", "几点", "8:30", "多久", "3天", "多长时间", "3天", "多大", "3岁", "多少钱", "3元", "多少", "3", "几", "3",
)

// Wanted are the figures that answer a question by their kind and unit, their values apart: 几周岁能上 wants an age. None where
// the question names no unit: 补多少.
func (r Reading) Wanted() []figures.Figure {
	known := figures.Find(r.Folded)
	return slices.DeleteFunc(figures.Find(stated.Replace(r.Folded)), func(f figures.Figure) bool {
		return f.Kind == figures.Number || slices.ContainsFunc(known, func(k figures.Figure) bool { return f.Equal(k) })
	})
}
