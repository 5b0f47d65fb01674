package fidelity

import (
	"regexp"
	"strings"

	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// ending is how the name of a school or of a small place ends, with the two characters before it.
var ending = regexp.MustCompile(`(\p{Han}{2})(小学|中学|初中|高中|学校|幼儿园|学院|大学|教学点|县|区|镇|乡|村|街道|社区)`)

// inNoName are characters that join words or count, and so stand in no name: 先由区教育局, 在学校.
const inNoName = "的是由在与和及或到对为于以把被给从向等各每该本全这那个所也都还就才又再能会可要须需应让使至并且如但不无有中内外上下前后跨同原其他她它我你您"

// unsupportedNames are names of schools and small places that neither the evidence nor the asker has: 明德小学, where the
// passage speaks of others. What stands before the ending is a name's when the evidence has it nowhere, it is no
// ordinary word, and none of its characters joins words. Places of the gazetteer are held against the notices by
// themselves.
func (r Checker) unsupportedNames(sentence, evidence string, known []place.Mention) []Fault {
	claim, have := zh.Fold(sentence), zh.Fold(evidence)+"\n"+zh.Fold(r.Asked)
	var all []Fault
	for at := 0; at < len(claim); {
		m := ending.FindStringSubmatchIndex(claim[at:])
		if m == nil {
			break
		}
		stem, name := claim[at+m[2]:at+m[3]], claim[at+m[0]:at+m[1]]
		if !strings.Contains(have, name) && !strings.Contains(have, stem) && !strings.ContainsAny(stem, inNoName) && !r.Places.IsWord(stem) &&
			!mentioned(sentence, name, known) {
			all = append(all, Fault{name, "所引原文没有这个名称"})
		}
		at += m[3]
	}
	return all
}

// mentioned reports a name that overlaps a mention of a place.
func mentioned(sentence, name string, known []place.Mention) bool {
	for _, m := range known {
		words := zh.Fold(sentence[m.Start:m.End])
		if strings.Contains(name, words) || strings.Contains(words, name) {
			return true
		}
	}
	return false
}
