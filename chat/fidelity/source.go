package fidelity

import (
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// A Source is a passage made ready for holding sentences against it. All its texts are in the form of searchable. It is
// immutable.
type Source struct {
	hit      retrieval.Hit
	evidence string          // all that a citation may bear
	text     string          // the same, searchable
	pairs    map[string]bool // of text
	loose    map[string]bool // pairs that an abbreviation makes of it: 保费 of 保育教育费
	body     string          // the passage in words, line by line
	plain    string          // body with its figures written one way
	around   map[string]bool // pairs of what stands over the passage: headings and title
	row      string          // what a table's row is about: its first cell; "" for running text
	clauses  []clause
	figures  []placedFigure
}

// NewSource reads a passage.
func NewSource(h retrieval.Hit) *Source {
	evidence := Evidence(h)
	text := searchable(evidence)
	body := searchableLines(h.Passage.Reading())
	over := searchableLines(strings.Join(append([]string{h.Notice.DisplayTitle(), h.Notice.Region.Name}, h.Passage.Headings...), "\n"))
	row := ""
	if cells := h.Passage.Cells(); h.Passage.Columns != nil && len(cells) > 0 && !strings.ContainsAny(cells[0], "0123456789") {
		row = strings.TrimPrefix(searchable(cells[0]), searchable(h.Notice.Region.Name))
	}
	placed := placeFigures(withUnits(h.Passage, body))
	home := pairSet(searchable(h.Notice.Region.Name + " " + h.Notice.Issuer)) // those of every figure of the notice
	for _, f := range placed {
		for pair := range home {
			delete(f.words, pair)
			delete(f.near, pair)
		}
	}
	return &Source{
		row: row, hit: h, evidence: evidence, text: text, pairs: pairSet(text), loose: loosePairs(text), body: body,
		plain: inOneForm(body, figures.Find(body)), around: pairSet(over), clauses: clausesIn(body), figures: placed,
	}
}

// withUnits is the body of a table's row with the units of its labels behind its figures, that of other passages as it is.
func withUnits(p retrieval.Passage, body string) string {
	cells := p.Cells()
	if len(p.Columns) == 0 || len(cells) > len(p.Columns) {
		return body
	}
	var parts []string
	for i, cell := range cells {
		if found := figures.FindCell(cell, p.Columns[i]); len(found) == 1 && found[0].Text == strings.TrimSpace(cell) {
			cell = found[0].String()
		}
		if cell != "" {
			parts = append(parts, p.Columns[i]+":"+cell)
		}
	}
	return searchable(strings.Join(parts, ";"))
}

// searchable is the form in which texts are compared.
func searchable(s string) string { return strings.ToLower(zh.Fold(s)) }

// inOneForm writes the figures of a text in one way: 三百二十元 and 320.00元 are 320元.
func inOneForm(text string, found []figures.Figure) string {
	var b strings.Builder
	at := 0
	for _, f := range found {
		if f.Start < at {
			continue
		}
		b.WriteString(text[at:f.Start])
		b.WriteString(f.String())
		at = f.End
	}
	b.WriteString(text[at:])
	return b.String()
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

// abbreviates is how many characters an abbreviation may leave out between two that it keeps.
const abbreviates = 3

// loosePairs are the pairs of Chinese characters of a text with few between them; none of these denies.
func loosePairs(s string) map[string]bool {
	set := map[string]bool{}
	var run []rune
	for _, r := range s {
		if !zh.IsHan(r) || strings.ContainsRune("不未非无免禁除勿", r) {
			run = run[:0]
			continue
		}
		run = append(run, r)
		for back := 2; back <= abbreviates+1 && back <= len(run)-1; back++ {
			set[string([]rune{run[len(run)-1-back], r})] = true
		}
	}
	return set
}

// Likeness is the share of a claim's pairs of neighbouring Chinese characters that stand in a text; 0 for a claim
// without one.
func Likeness(claim, text string) float64 {
	pairs, in := pairSet(searchable(claim)), pairSet(searchable(text))
	if len(pairs) == 0 {
		return 0
	}
	return float64(shared(pairs, in)) / float64(len(pairs))
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

// evidenceOf is all that the passages may bear together.
func evidenceOf(cited []*Source) string {
	texts := make([]string, len(cited))
	for i, e := range cited {
		texts[i] = e.evidence
	}
	return strings.Join(texts, "")
}
