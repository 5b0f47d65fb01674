package fidelity

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// numbers are codes in digits, and numerals that are long enough to be one.
var numbers = regexp.MustCompile(`\d+(?:[.,:\-]\d+)*|[〇零一二三四五六七八九十百千万亿两]{4,}`)

// unsupportedTokens are numbers that no figure holds, such as telephone numbers and codes, and in a Chinese sentence
// words of other scripts, that neither the evidence nor the asker has.
func (r Checker) unsupportedTokens(sentence, evidence string) []Fault {
	claim, have := searchable(sentence), searchable(evidence)+"\n"+searchable(r.Asked)
	found := figures.Find(claim)
	var all []Fault
	for _, m := range numbers.FindAllStringIndex(claim, -1) {
		number := claim[m[0]:m[1]]
		within := slices.ContainsFunc(found, func(f figures.Figure) bool { return f.Start <= m[0] && m[1] <= f.End })
		if !within && !holdsNumber(have, number) {
			all = append(all, Fault{number, "所引原文没有这个号码"})
		}
	}
	if !strings.ContainsFunc(claim, zh.IsHan) {
		return all
	}
	for _, w := range strings.FieldsFunc(claim, func(c rune) bool { return !unicode.In(c, unicode.Latin, unicode.Cyrillic, unicode.Greek) }) {
		if utf8.RuneCountInString(w) > 1 && !strings.Contains(have, w) {
			all = append(all, Fault{w, "所引原文没有这个词"})
		}
	}
	return all
}

// holdsNumber reports a number that stands in a text with no digit beside it.
func holdsNumber(text, number string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], number)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(number)
		if (start == 0 || !isDigit(text[start-1])) && (end == len(text) || !isDigit(text[end])) {
			return true
		}
		at = end
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
