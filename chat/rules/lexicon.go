package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wence/chat/fidelity"
	"wence/retrieval/zh"
)

//go:embed lexicon.tsv
var lexiconTSV string

//go:embed fillers.txt
var fillersTXT string

// A Lexicon turns how people speak into how notices write: 娃 into 儿童. It is immutable.
type Lexicon struct {
	entries map[string]wording // by colloquial word, in the normal form
	fillers map[string]bool    // words that say nothing of the subject
	longest int                // longest key in bytes
}

// A wording is what notices write for a colloquial word.
type wording struct {
	official []string
	weight   float64 // how much the word says of the subject: 1 like any other, less for words like 孩子
}

// LoadLexicon reads the embedded lexicon. The error names the line that cannot be read.
func LoadLexicon() (*Lexicon, error) {
	l := &Lexicon{entries: map[string]wording{}, fillers: map[string]bool{}}
	for i, line := range strings.Split(lexiconTSV, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := l.addEntry(line); err != nil {
			return nil, fmt.Errorf("lexicon line %d: %w", i+1, err)
		}
	}
	for line := range strings.SplitSeq(fillersTXT, "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			for word := range strings.FieldsSeq(line) {
				l.key(word)
				l.fillers[zh.Fold(word)] = true
			}
		}
	}
	return l, nil
}

// addEntry reads "colloquial<TAB>official|official<TAB>weight".
func (l *Lexicon) addEntry(line string) error {
	cols := strings.Split(line, "\t")
	if len(cols) != 3 {
		return fmt.Errorf("%d columns instead of 3", len(cols))
	}
	weight, err := strconv.ParseFloat(cols[2], 64)
	if err != nil || weight < 0 || weight > 1 {
		return fmt.Errorf("weight %q is not between 0 and 1", cols[2])
	}
	var official []string
	for o := range strings.SplitSeq(cols[1], "|") {
		official = append(official, zh.Fold(o))
	}
	key := l.key(cols[0])
	if _, twice := l.entries[key]; twice {
		return fmt.Errorf("%q stands twice", cols[0])
	}
	l.entries[key] = wording{official: official, weight: weight}
	return nil
}

func (l *Lexicon) key(word string) string {
	key := strings.ToLower(zh.Fold(word))
	l.longest = max(l.longest, len(key))
	return key
}

// A chunk is a stretch of a question: a word of the lexicon, a filler, or what stands between such.
type chunk struct {
	text   string
	filler bool
	entry  *wording
}

// chunks cuts a question, in the normal form, by longest match from the left.
func (l *Lexicon) chunks(folded string) []chunk {
	var all []chunk
	from := 0
	flush := func(to int) {
		if to > from {
			all = append(all, chunk{text: folded[from:to]})
		}
	}
	lower := strings.ToLower(folded)
	if len(lower) != len(folded) { // lower case of another length: rare letters; match as written
		lower = folded
	}
	for at := 0; at < len(folded); {
		c, ok := l.match(lower[at:])
		if at > 0 && isLatin(lower[at-1]) && isLatin(lower[at]) { // inside a word
			ok = false
		}
		if !ok {
			_, size := utf8.DecodeRuneInString(folded[at:])
			at += size
			continue
		}
		flush(at)
		all = append(all, c)
		at += len(c.text)
		from = at
	}
	flush(len(folded))
	return all
}

// match is the longest word of the lexicon or filler that the text begins with; of Latin words only a whole one.
func (l *Lexicon) match(text string) (chunk, bool) {
	for n := min(l.longest, len(text)); n > 0; n-- {
		if n < len(text) && (!utf8.RuneStart(text[n]) || isLatin(text[n-1]) && isLatin(text[n])) {
			continue
		}
		if e, ok := l.entries[text[:n]]; ok {
			return chunk{text: text[:n], entry: &e}, true
		}
		if l.fillers[text[:n]] {
			return chunk{text: text[:n], filler: true}, true
		}
	}
	return chunk{}, false
}

func isLatin(b byte) bool { return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' }

// words are all wordings of an entry, its own first.
func (c chunk) words() []string {
	if c.entry == nil {
		return []string{c.text}
	}
	return slices.Concat([]string{c.text}, c.entry.official)
}

// Wordings are the words of a text, in the normal form, for which notices write others.
func (l *Lexicon) Wordings(text string) []fidelity.Wording {
	var all []fidelity.Wording
	at := 0
	for _, c := range l.chunks(text) {
		if c.entry != nil {
			all = append(all, fidelity.Wording{Start: at, End: at + len(c.text), Official: c.entry.official})
		}
		at += len(c.text)
	}
	return all
}
