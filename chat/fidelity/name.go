package fidelity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// introducing are words that may be taken for the beginning of a name: 例如幼儿园.
var introducing = strings.NewReplacer("例如", "", "比如", "", "譬如", "", "包括", "", "以及", "", "这家", "", "这所", "", "那所", "")

// leading are verbs and prepositions that may be taken for the beginning of a name: 归城东小学.
const leading = "归到至由在与和及去进上读往向从给以入属是为乘获援派"

// unsupportedNames are names of schools and places that no list knows (明德小学, 柳溪县) and that neither the evidence nor
// the asker has, nor one like them.
func (r Checker) unsupportedNames(sentence, evidence string) []Fault {
	return r.namesWhere(sentence, evidence, func(name, have string) bool { return !isLikeOne(have, name) })
}

// unprovenNames are names like one of the evidence or of the asker.
func (r Checker) unprovenNames(sentence, evidence string) []Fault {
	return r.namesWhere(sentence, evidence, func(name, have string) bool { return isLikeOne(have, name) })
}

// namesWhere are the names that do not stand in the evidence or the question as they are, and of which the rest is so.
func (r Checker) namesWhere(sentence, evidence string, so func(name, have string) bool) []Fault {
	have := zh.Fold(evidence) + "\n" + zh.Fold(r.Asked)
	var all []Fault
	for _, n := range r.Places.Names(sentence) {
		name := introducing.Replace(zh.Fold(sentence[n.Start:n.End]))
		bare := strings.TrimLeft(name, leading)
		if !strings.Contains(have, name) && !strings.Contains(have, bare) && so(bare, have) {
			all = append(all, Fault{sentence[n.Start:n.End], "所引原文没有这个名称"})
		}
	}
	return all
}

// isLikeOne reports a name that a text has in longer form, or without its first character: 收青杠乡, of 青杠乡.
func isLikeOne(text, name string) bool {
	_, first := utf8.DecodeRuneInString(name)
	return abbreviatesIn(text, name) || len(name) > 3*first && strings.Contains(text, name[first:])
}

// abbreviatesIn reports that a text has the characters of a name in order with few between them: 二职 of 第二职业技术学校.
func abbreviatesIn(text, name string) bool {
	runes, want := []rune(text), []rune(name)
	for start := range runes {
		at := start
		for k, c := range want {
			gap := slices.Index(runes[at:min(at+1+abbreviates*min(k, 1), len(runes))], c)
			if gap < 0 {
				break
			}
			if at += gap + 1; k == len(want)-1 {
				return true
			}
		}
	}
	return false
}
