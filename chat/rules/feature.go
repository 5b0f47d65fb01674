package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// A feature is one thing that a question is about, with the wordings that mean it. Any one of them in a text covers it.
type feature struct {
	words  []string // in the normal form, lower case
	weight float64  // what it says of the subject; its idf once the corpus is known
	run    int      // which stretch of Chinese text a pair of characters is of, from 1; 0 = no pair
	at     int      // the pair's place in the stretch
	topic  bool     // a word of the lexicon that names a subject, such as 校车
	aside  bool     // of what was told before the question
}

// topicWeight is the weight in the lexicon from which a word names a subject.
const topicWeight = 0.8

// Weight of a feature that is a single character: it says little.
const singleCharacter = 0.4

// features are what a question, in the normal form and without its places, is about: words of the lexicon, and pairs
// of characters of the rest.
func (l *Lexicon) features(folded string) []feature {
	var all []feature
	for i, c := range l.chunks(folded) {
		switch {
		case c.filler:
		case c.entry != nil:
			all = append(all, feature{words: lower(c.words()), weight: c.entry.weight, topic: c.entry.weight >= topicWeight})
		default:
			all = append(all, pairs(c.text, 1000*(i+1))...)
		}
	}
	return distinct(all)
}

// pairs are the character pairs and words of a text; a character that has no neighbour stands for itself. Runs are
// numbered after the given one.
func pairs(text string, run int) []feature {
	var all []feature
	paired := make([]bool, len(text)+1)
	tokens := lexical.Tokens(text)
	end := -1 // of the last pair's first character
	for _, t := range tokens {
		if t.Term.IsCharacter() {
			continue
		}
		f := feature{words: []string{strings.ToLower(text[t.Start:t.End])}, weight: 1}
		if r, size := utf8.DecodeRuneInString(text[t.Start:]); zh.IsHan(r) {
			if t.Start != end {
				run++
			}
			f.run, f.at, end = run, t.Start, t.Start+size
		}
		all = append(all, f)
		for i := t.Start; i < t.End; i++ {
			paired[i] = true
		}
	}
	for _, t := range tokens {
		if !paired[t.Start] {
			all = append(all, feature{words: []string{text[t.Start:t.End]}, weight: singleCharacter})
		}
	}
	return all
}

func distinct(all []feature) []feature {
	seen := map[string]bool{}
	kept := all[:0]
	for _, f := range all {
		if !seen[f.words[0]] {
			seen[f.words[0]] = true
			kept = append(kept, f)
		}
	}
	return kept
}

func lower(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	return out
}

// expansions are the official wordings to search for beside the question's own words.
func expansions(features []feature) []retrieval.Expansion {
	var all []retrieval.Expansion
	for _, f := range features {
		for _, w := range f.words[1:] {
			all = append(all, retrieval.Expansion{Text: w, Weight: 0.5 * f.weight})
		}
	}
	return all
}

// weigh gives features the idf of their words in the corpus: of a word its rarest wording that occurs counts, for that
// is how the corpus speaks of it.
func weigh(features []feature, idf map[lexical.Term]float64) []feature {
	out := make([]feature, len(features))
	for i, f := range features {
		best := 0.0
		for _, w := range f.words {
			best = max(best, meanIDF(w, idf))
		}
		out[i] = f
		out[i].weight *= best
	}
	return out
}

// A pair at the end of its run that no passage holds is half of a word and a word of one character (课收): it keeps this
// share of its weight.
const endSeam = 0.3

// withoutSeams takes the weight from pairs of characters that join two words (学课 in 小学课后服务) and so stand nowhere,
// although both words do. A pair that stands nowhere beside others that stand nowhere is a word that the corpus lacks:
// that one counts in full. seen says which features stand in a passage that was found.
func withoutSeams(features []feature, seen []bool) {
	type place struct{ run, at int }
	at := map[place]int{}
	for i, f := range features {
		at[place{f.run, f.at}] = i
	}
	const char = 3 // bytes of a Chinese character
	for i, f := range features {
		if f.aside && !seen[i] {
			features[i].weight = 0 // part of a story that no notice tells
		}
		if !seen[i] && f.words[0][0] < utf8.RuneSelf && unicode.IsLetter(rune(f.words[0][0])) {
			features[i].weight = 0 // a Latin word that no notice writes: an English question's how, much
		}
		if f.run == 0 || seen[i] {
			continue
		}
		before, hasBefore := at[place{f.run, f.at - char}]
		after, hasAfter := at[place{f.run, f.at + char}]
		switch {
		case hasBefore && hasAfter && seen[before] && seen[after]:
			features[i].weight = 0
		case hasBefore && !hasAfter && seen[before], hasAfter && !hasBefore && seen[after]:
			features[i].weight *= endSeam
		}
	}
}

// meanIDF is the mean idf of a word's pairs of characters, 0 for a word without terms in the query.
func meanIDF(word string, idf map[lexical.Term]float64) float64 {
	sum, n := 0.0, 0
	for _, t := range lexical.Tokens(word) {
		if t.Term.IsCharacter() && utf8.RuneCountInString(word) > 1 {
			continue
		}
		if v, ok := idf[t.Term]; ok {
			sum += v
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// A cover says which features a text holds.
type cover []bool

// coverOf marks the features that stand in a text in the normal form, lower case.
func coverOf(features []feature, text string) cover {
	c := make(cover, len(features))
	for i, f := range features {
		for _, w := range f.words {
			if strings.Contains(text, w) {
				c[i] = true
				break
			}
		}
	}
	return c
}

// mass is the weight of all features.
func mass(features []feature) float64 {
	sum := 0.0
	for _, f := range features {
		sum += f.weight
	}
	return sum
}

// searchable is the form in which texts are searched for features.
func searchable(text string) string { return strings.ToLower(zh.Fold(text)) }
