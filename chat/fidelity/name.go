package fidelity

import (
	"strings"

	"wence/retrieval/zh"
)

// introducing are words that may be taken for the beginning of a name: 例如幼儿园.
var introducing = strings.NewReplacer("例如", "", "比如", "", "譬如", "", "包括", "", "以及", "", "这家", "", "这所", "", "那所", "")

// leading are verbs and prepositions that may be taken for the beginning of a name: 归城东小学.
const leading = "归到至由在与和及去进上读往向从给以入属是为乘获援派"

// unsupportedNames are names of schools and places that no list knows (明德小学, 柳溪县) and that neither the evidence nor
// the asker has.
func (r Checker) unsupportedNames(sentence, evidence string) []Fault {
	have := zh.Fold(evidence) + "\n" + zh.Fold(r.Asked)
	var all []Fault
	for _, n := range r.Places.Names(sentence) {
		name := introducing.Replace(zh.Fold(sentence[n.Start:n.End]))
		if !strings.Contains(have, name) && !strings.Contains(have, strings.TrimLeft(name, leading)) {
			all = append(all, Fault{sentence[n.Start:n.End], "所引原文没有这个名称"})
		}
	}
	return all
}
