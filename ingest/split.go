package ingest

import (
	"slices"
	"strings"
	"unicode"

	"wence/retrieval"
)

// Sizes of passages in characters: a passage that has enough takes no further part of the outline, parts are joined up to
// most, and what is longer than longest is cut. A list of conditions may be a little longer, because half of it misleads.
const (
	enough  = 200
	most    = 400
	longest = 600
)

// Split cuts a notice into passages along its outline. Passages are in order, do not overlap and hold every character of
// the text but white space between them and the labels of tables' columns, which each row has as its Columns. Short parts under one heading make one passage; a long one is cut between
// sentences, a sentence or cell that is longer still between clauses. Each table row under a head is a passage of its own.
func Split(n retrieval.Notice) []retrieval.Passage {
	s := splitter{notice: n}
	var pending []paragraph
	for _, part := range parts(paragraphs(n)) {
		if len(pending) > 0 && !joins(pending, part) {
			s.add(pending)
			pending = nil
		}
		pending = append(pending, part...)
	}
	s.add(pending)
	return s.passages
}

// parts are the paragraphs that belong together: a heading with what it heads, an article with its list, a row.
func parts(all []paragraph) [][]paragraph {
	var out [][]paragraph
	for _, p := range all {
		if n := len(out); n > 0 && belongs(out[n-1], p) {
			out[n-1] = append(out[n-1], p)
			continue
		}
		out = append(out, []paragraph{p})
	}
	return out
}

// belongs reports that a paragraph goes on with a part: a heading takes what it heads, a colon takes its list, and short
// paragraphs under one heading stay together.
func belongs(part []paragraph, p paragraph) bool {
	last := part[len(part)-1]
	size := sizeOf(part) + p.size
	switch {
	case p.isRow() || last.isRow() || p.apart:
		return false
	case last.heads() && p.isUnder(last.path):
		return true
	case isListed(part, p), p.opens && goesOnList(last.text) && len(p.path) == len(last.path):
		return size <= longest
	case p.opens:
		return false
	}
	return size <= most && len(p.path) == len(last.path)
}

func sizeOf(part []paragraph) int {
	size := 0
	for _, p := range part {
		size += p.size
	}
	return size
}

// isListed reports that the paragraph is an item of the list that a colon in the part announced. The colon of a
// salutation, or of "答复如下:" over the whole text, announces headings and no list.
func isListed(part []paragraph, p paragraph) bool {
	m, marked := parseMark(p.text)
	if !marked {
		return false
	}
	return slices.ContainsFunc(part, func(q paragraph) bool {
		return announces(q.text) && len(p.path) > len(q.path) && (len(q.path) > 0 || m.kind > han)
	})
}

// joins reports that a part goes into the passage in the making: both are short and stand under the same heading.
func joins(pending, part []paragraph) bool {
	first, next := pending[0], part[0]
	if first.isRow() || next.isRow() || next.apart || next.opens && !first.opens {
		return false
	}
	size := sizeOf(pending)
	return size < enough && size+sizeOf(part) <= most && next.isUnder(first.over())
}

// A splitter makes passages of a notice's paragraphs.
type splitter struct {
	notice   retrieval.Notice
	passages []retrieval.Passage
}

// add makes one passage of the paragraphs, or several where they are too long for one.
func (s *splitter) add(all []paragraph) {
	if len(all) == 0 {
		return
	}
	if all[0].isRow() {
		s.addRow(all[0])
		return
	}
	whole := retrieval.Span{Start: all[0].Start, End: all[len(all)-1].End}
	if sizeOf(all) <= longest {
		s.emit(whole, all)
		return
	}
	for _, piece := range pieces(s.notice.Text[whole.Start:whole.End]) {
		s.emit(retrieval.Span{Start: whole.Start + piece.Start, End: whole.Start + piece.End}, all)
	}
}

// emit appends the passage of a span of the paragraphs, white space at its ends left out.
func (s *splitter) emit(span retrieval.Span, all []paragraph) {
	text := s.notice.Text[span.Start:span.End]
	span.Start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	span.End = span.Start + len(text)
	s.passages = append(s.passages, s.passage(span, all))
}

// passage is that of a span of the paragraphs.
func (s *splitter) passage(span retrieval.Span, all []paragraph) retrieval.Passage {
	at := all[0]
	var sections []retrieval.Section
	for _, p := range all {
		if p.Start <= span.Start {
			at = p
		} else if p.Start < span.End && p.opens {
			sections = append(sections, retrieval.Section{Start: p.Start - span.Start, Locator: locator(p.path)})
		}
	}
	p := retrieval.Passage{
		NoticeID: s.notice.ID,
		Title:    s.notice.Title,
		Seq:      len(s.passages) + 1,
		Span:     span,
		Text:     s.notice.Text[span.Start:span.End],
		Locator:  locator(at.path),
		Sections: sections,
		Headings: titles(at.path, span.Start),
		Page:     pageAt(s.notice.Pages, span.Start),
	}
	for _, o := range s.notice.OCR {
		p.OCR = p.OCR || o.Overlaps(span)
	}
	return p
}

// locator writes a path as people cite it: "三、(四) 19."
func locator(path []retrieval.Heading) string {
	var b strings.Builder
	for _, h := range path {
		if h.Label == "" {
			continue
		}
		if b.Len() > 0 && (h.Label[0] >= '0' && h.Label[0] <= '9' || strings.HasPrefix(h.Label, "第")) {
			b.WriteByte(' ')
		}
		b.WriteString(h.Label)
	}
	return b.String()
}

// titles are the headings over a passage that its own text does not hold.
func titles(path []retrieval.Heading, start int) []string {
	var all []string
	for _, h := range path {
		if h.Title != "" && h.Start < start {
			all = append(all, h.Title)
		}
	}
	return all
}

func pageAt(pages []retrieval.Page, at int) int {
	n := 0
	for _, p := range pages {
		if p.Start > at {
			break
		}
		n = p.Number
	}
	return n
}
