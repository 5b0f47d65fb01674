package retrieval

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Passage is a piece of a notice that can be found and cited. Its text is exactly the bytes of its span, and no
// sentence is cut.
type Passage struct {
	ID       int32 // posting id in the store's lexical index, given by the store; changes when the notice is replaced
	NoticeID string
	Title    string // the notice's
	Seq      int    // 1-based place in the notice; the anchor of its link is #pSEQ
	Span
	Text     string
	Locator  string    // where it begins, for people: "三、(四) 19."; "" outside the outline
	Sections []Section // the further parts of the outline that begin in it, in order
	Headings []string  // titles of the headings above it, outermost first
	Columns  []string  // labels of the cells when the passage is one row of a table
	Page     int       // 1-based; 0 = the format has no pages
	OCR      bool      // recognised from an image
}

// A Section is a part of the outline that begins inside a passage.
type Section struct {
	Start   int // byte of the passage's text
	Locator string
}

// LocatorOf is where a quotation from the passage begins, for people.
func (p Passage) LocatorOf(quote string) string { return p.LocatorAt(strings.Index(p.Text, quote)) }

// LocatorAt is where a byte of the passage's text stands, for people.
func (p Passage) LocatorAt(at int) string {
	locator := p.Locator
	for _, s := range p.Sections {
		if s.Start <= at {
			locator = s.Locator
		}
	}
	return locator
}

// HeadingOf is the innermost heading over a quotation from the passage: a line that begins a part of the outline around
// it and is no sentence, else the last of Headings; "" = none.
func (p Passage) HeadingOf(quote string) string {
	at := max(0, strings.Index(p.Text, quote))
	locator := p.LocatorAt(at)
	for _, s := range slices.Backward(append([]Section{{0, p.Locator}}, p.Sections...)) {
		if s.Start >= at || s.Locator == "" || !strings.HasPrefix(locator, s.Locator) {
			continue
		}
		line, _, whole := strings.Cut(p.Text[s.Start:at], "\n")
		if last, _ := utf8.DecodeLastRuneInString(line); whole && unicode.IsLetter(last) {
			labels := strings.Fields(s.Locator)
			return strings.TrimSpace(strings.TrimPrefix(line, labels[len(labels)-1]))
		}
	}
	if len(p.Headings) == 0 {
		return ""
	}
	return p.Headings[len(p.Headings)-1]
}

// Cells are the cells of a table row, nil for running text.
func (p Passage) Cells() []string {
	if p.Columns == nil {
		return nil
	}
	return strings.Split(p.Text, "\t")
}

// Reading is the passage in words: its text, or for a table row each cell behind its label
// ("学校名称:奉节中学校;招生计划/人数(人):700").
func (p Passage) Reading() string {
	cells := p.Cells()
	if cells == nil {
		return p.Text
	}
	var b strings.Builder
	for i, cell := range cells {
		if cell == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(';')
		}
		if i < len(p.Columns) && p.Columns[i] != "" {
			b.WriteString(p.Columns[i] + ":")
		}
		b.WriteString(cell)
	}
	return b.String()
}
