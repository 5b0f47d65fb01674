package chat

import (
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// An evidence is a passage made ready for holding sentences against it. All its texts are in the form of searchable.
type evidence struct {
	hit     retrieval.Hit
	text    string          // what verify takes as evidence
	pairs   map[string]bool // of text
	body    string          // the passage in words, line by line
	around  map[string]bool // pairs of what stands over the passage: headings and title
	clauses []clause
	figures []placedFigure
}

// A placedFigure is a figure of a text with the words that tell it from its neighbours.
type placedFigure struct {
	figures.Figure
	words  map[string]bool // pairs of characters around it and figures, that no other of its measure has
	near   map[string]bool // those of the nearest clause that has any
	head   string          // the two characters before it that say something
	former bool            // a value that was replaced: 400元 in 由400元提高到600元
}

// newEvidence reads a passage.
func newEvidence(h retrieval.Hit) *evidence {
	text := searchable(evidenceOf(h))
	body := searchableLines(h.Passage.Reading())
	over := searchableLines(strings.Join(append([]string{h.Notice.DisplayTitle(), h.Notice.Region.Name}, h.Passage.Headings...), "\n"))
	return &evidence{
		hit: h, text: text, pairs: pairSet(text), body: body, around: pairSet(over), clauses: clausesIn(body), figures: placeFigures(body),
	}
}

// searchableLines is searchable with its lines and cells kept apart.
func searchableLines(s string) string {
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' })
	for i, l := range lines {
		lines[i] = searchable(l)
	}
	return strings.Join(lines, "\n")
}

// pairSet are the pairs of Chinese characters that stand beside each other.
func pairSet(s string) map[string]bool {
	set := map[string]bool{}
	eachPair(s, func(pair string, _ int) { set[pair] = true })
	return set
}

// eachPair gives each pair of neighbouring Chinese characters with the offset of its first byte.
func eachPair(s string, give func(pair string, at int)) {
	last, lastSize := rune(0), 0
	for i, r := range s {
		size := utf8.RuneLen(r)
		if zh.IsHan(r) && zh.IsHan(last) {
			give(s[i-lastSize:i+size], i-lastSize)
		}
		last, lastSize = r, size
	}
}
