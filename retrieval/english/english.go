// Package english puts a question in English into the words of Chinese notices, for finding passages and for choosing
// among sentences. It is no translation: the words that it knows stand in the question's order, the others fall away.
// What is answered, and in which language, does not depend on it.
package english

import (
	_ "embed"
	"regexp"
	"strings"

	"github.com/kljensen/snowball/english"
)

//go:embed terms.txt
var termsFile string

// A Glossary knows terms. It never changes and is safe for concurrent use.
type Glossary struct {
	terms   map[string]string // Chinese by the stems of the English words, a space between them
	longest int               // words in a term
}

// New makes the glossary of the embedded terms.
func New() *Glossary {
	g := &Glossary{terms: make(map[string]string, 1500)}
	for line := range strings.Lines(termsFile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		term, chinese, _ := strings.Cut(strings.TrimSpace(line), "\t")
		stems := stemmed(words(term))
		g.longest = max(g.longest, len(stems))
		if key := strings.Join(stems, " "); g.terms[key] == "" {
			g.terms[key] = chinese
		}
	}
	return g
}

// Chinese gives the question in Chinese words, or as it is where it holds none that is known. place gives the Chinese name
// of a place by its pinyin; it is asked for words that are no terms.
func (g *Glossary) Chinese(question string, place func(word string) (name string, ok bool)) string {
	all := words(question)
	stems := stemmed(all)
	var out []string
	for i := 0; i < len(all); {
		if n, chinese := g.termAt(stems[i:]); n > 0 {
			i += n
			if chinese != "" {
				out = append(out, chinese)
			}
			continue
		}
		if name, ok := place(all[i]); ok {
			out = append(out, name)
		} else if all[i][0] >= 0x80 || '0' <= all[i][0] && all[i][0] <= '9' {
			out = append(out, all[i])
		}
		i++
	}
	if len(out) == 0 {
		return question
	}
	return strings.Join(out, " ")
}

// termAt is the longest term that the stems begin with: how many words it has, 0 for none, and its Chinese.
func (g *Glossary) termAt(stems []string) (n int, chinese string) {
	for n := min(g.longest, len(stems)); n > 0; n-- {
		if chinese, ok := g.terms[strings.Join(stems[:n], " ")]; ok {
			return n, chinese
		}
	}
	return 0, ""
}

// word is a word in Latin letters, a number, or a stretch of Chinese.
var word = regexp.MustCompile(`[A-Za-z]+(?:'[A-Za-z]+)*|\d+(?:[.,]\d+)*%?|\p{Han}+`)

func words(text string) []string {
	return word.FindAllString(strings.ReplaceAll(text, "’", "'"), -1)
}

func stemmed(words []string) []string {
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = english.Stem(w, true)
	}
	return stems
}
