package zh

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Vocabulary is a set of words to look for in a text, by their first character, the longer ones first. It never changes.
type Vocabulary map[rune][]string

// Words is the vocabulary of lists in which spaces part the words.
func Words(lists ...string) Vocabulary {
	v := Vocabulary{}
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

// Join is a list of all words that a beginning and an end make.
func Join(beginnings, ends string) string {
	var all []string
	for _, beginning := range strings.Fields(beginnings) {
		for _, end := range strings.Fields(ends) {
			all = append(all, beginning+end)
		}
	}
	return strings.Join(all, " ")
}

// At is the longest of the words that a text begins with, "" for none.
func (v Vocabulary) At(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	for _, word := range v[first] {
		if strings.HasPrefix(text, word) {
			return word
		}
	}
	return ""
}

// All are the words in a text; none overlap.
func (v Vocabulary) All(text string) []Span {
	var found []Span
	end := 0
	for i := range text {
		if i < end {
			continue
		}
		if word := v.At(text[i:]); word != "" {
			end = i + len(word)
			found = append(found, Span{i, end})
		}
	}
	return found
}

// First is the first of the words in a text, "" for none.
func (v Vocabulary) First(text string) string {
	for i := range text {
		if word := v.At(text[i:]); word != "" {
			return word
		}
	}
	return ""
}

// In reports that one of the words stands in a text.
func (v Vocabulary) In(text string) bool { return v.First(text) != "" }

// Replace is a text with others in the place of the words.
func (v Vocabulary) Replace(text string, with func(word string) string) string {
	var b strings.Builder
	at := 0
	for _, word := range v.All(text) {
		b.WriteString(text[at:word.Start] + with(text[word.Start:word.End]))
		at = word.End
	}
	return b.String() + text[at:]
}

// Blank is a text of the same length without the words.
func (v Vocabulary) Blank(text string) string {
	return v.Replace(text, func(word string) string { return strings.Repeat("\x00", len(word)) })
}

// Without is a text without the words.
func (v Vocabulary) Without(text string) string {
	return v.Replace(text, func(string) string { return "" })
}

// TrimLeft is a text without the words that it begins with.
func (v Vocabulary) TrimLeft(text string) string {
	for word := v.At(text); word != ""; word = v.At(text) {
		text = text[len(word):]
	}
	return text
}
