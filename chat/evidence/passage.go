// Package evidence holds the passages that were found for a question as what they can bear: each is cut into sentences
// and read for figures once, and gives the stretch of its text that bears a statement.
package evidence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/chat/fidelity"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// A Passage is a passage that was found. It is immutable.
type Passage struct {
	Hit       retrieval.Hit
	Source    *fidelity.Source
	sentences []zh.Span // of the passage's text, white space at their ends left out
}

// Read cuts a passage that was found.
func Read(h retrieval.Hit) *Passage {
	p := &Passage{Hit: h, Source: fidelity.NewSource(h)}
	if h.Passage.Columns == nil {
		p.sentences = sentencesOf(h.Passage.Text)
	}
	return p
}

// A Quote is a stretch of a passage: what a sentence rests on.
type Quote struct {
	*Passage
	Text string // verbatim from the passage
	Key  string // the part of Text that answers, where Text says more; "" = all of it
}

// All is the passage as a quote.
func (p *Passage) All() Quote { return Quote{Passage: p, Text: strings.TrimSpace(p.Hit.Passage.Text)} }

// Sentences are the sentences of running text, or a table's row as one, in order.
func (p *Passage) Sentences() []Quote {
	if p.sentences == nil {
		return []Quote{p.All()}
	}
	all := make([]Quote, len(p.sentences))
	for i, s := range p.sentences {
		all[i] = Quote{Passage: p, Text: p.Hit.Passage.Text[s.Start:s.End]}
	}
	return all
}

// Words are the quote as it is read: of a table's row each cell behind its label.
func (q Quote) Words() string {
	if q.Hit.Passage.Columns != nil {
		return q.Hit.Passage.Reading()
	}
	return strings.Join(strings.Fields(q.Text), " ")
}

// sentencesOf cuts running text. What holds no word, such as a line of dashes, is no sentence.
func sentencesOf(text string) []zh.Span {
	var all []zh.Span
	for _, s := range zh.Sentences(text) {
		part := text[s.Start:s.End]
		s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		s.End = s.Start + len(strings.TrimSpace(part))
		if strings.ContainsFunc(text[s.Start:s.End], zh.IsHan) {
			all = append(all, s)
		}
	}
	return all
}

// runes counts characters.
func runes(s string) int { return utf8.RuneCountInString(s) }
