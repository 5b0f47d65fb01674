package fidelity

import (
	"strings"

	"wence/retrieval/zh"
)

// unsupportedNames are names of schools and places that no list knows (明德小学, 柳溪县) and that neither the evidence nor
// the asker has.
func (r Checker) unsupportedNames(sentence, evidence string) []Fault {
	have := zh.Fold(evidence) + "\n" + zh.Fold(r.Asked)
	var all []Fault
	for _, n := range r.Places.Names(sentence) {
		if name := sentence[n.Start:n.End]; !strings.Contains(have, zh.Fold(name)) {
			all = append(all, Fault{name, "所引原文没有这个名称"})
		}
	}
	return all
}
