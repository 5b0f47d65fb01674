package fidelity

import (
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// stretch is the first stretch of a text from one of some words to one of others, which stands behind it in the same clause
// at most so many characters away; "" for none.
func stretch(text string, words, then zh.Vocabulary, within int) string {
	for _, from := range words.All(text) {
		rest := text[from.End:]
		for _, to := range then.All(rest) {
			between := rest[:to.Start]
			if utf8.RuneCountInString(between) > within || strings.ContainsAny(between, ",。;!?\n") {
				break
			}
			return text[from.Start : from.End+to.End]
		}
	}
	return ""
}

// eachBefore gives each of some words that stands before two Chinese characters, with these.
func eachBefore(text string, words zh.Vocabulary, give func(word, pair string)) {
	for _, at := range words.All(text) {
		rest := text[at.End:]
		_, first := utf8.DecodeRuneInString(rest)
		_, second := utf8.DecodeRuneInString(rest[first:])
		if pair := rest[:first+second]; len(pairsIn(pair)) == 1 {
			give(text[at.Start:at.End], pair)
		}
	}
}
