package fidelity

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A vocabulary is a set of words to look for in a text, by their first character, the longer ones first.
type vocabulary map[rune][]string

// words is the vocabulary of lists in which spaces part the words.
func words(lists ...string) vocabulary {
	v := vocabulary{}
	for _, list := range lists {
		for _, word := range strings.Fields(list) {
			first, _ := utf8.DecodeRuneInString(word)
			v[first] = append(v[first], word)
		}
	}
	for _, of := range v {
		slices.SortStableFunc(of, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	}
	return v
}

// joined is a list of all words that a beginning and an end make.
func joined(beginnings, ends string) string {
	var all []string
	for _, beginning := range strings.Fields(beginnings) {
		for _, end := range strings.Fields(ends) {
			all = append(all, beginning+end)
		}
	}
	return strings.Join(all, " ")
}

// at is the longest of the words that a text begins with, "" for none.
func (v vocabulary) at(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	for _, word := range v[first] {
		if strings.HasPrefix(text, word) {
			return word
		}
	}
	return ""
}

// all are the beginnings and ends of the words in a text; none overlap.
func (v vocabulary) all(text string) [][2]int {
	var found [][2]int
	end := 0
	for i := range text {
		if i < end {
			continue
		}
		if word := v.at(text[i:]); word != "" {
			end = i + len(word)
			found = append(found, [2]int{i, end})
		}
	}
	return found
}

// first is the first of the words in a text, "" for none.
func (v vocabulary) first(text string) string {
	for i := range text {
		if word := v.at(text[i:]); word != "" {
			return word
		}
	}
	return ""
}

func (v vocabulary) in(text string) bool { return v.first(text) != "" }

// blank is a text of the same length without the words.
func (v vocabulary) blank(text string) string {
	out := []byte(text)
	for _, at := range v.all(text) {
		copy(out[at[0]:at[1]], blanked(text[at[0]:at[1]]))
	}
	return string(out)
}
