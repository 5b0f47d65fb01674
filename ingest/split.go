package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// Sizes of passages in characters. A sentence longer than a bound stays whole. Near 400 characters was measured best
// for both channels on notices; a list of conditions is worth a little more, because half of it misleads.
const (
	passageSize = 400
	listSize    = 600
)

// Split cuts a notice into passages along its outline. Passages are in order, do not overlap, hold every character of
// the text but white space between them, and cut no sentence; each table row under a head is a passage of its own.
func Split(n retrieval.Notice) []retrieval.Passage {
	s := splitter{notice: n}
	for _, p := range paragraphs(n) {
		s.add(p)
	}
	s.flush()
	return s.passages
}

// A paragraph is one line of a notice's text with what stands over it.
type paragraph struct {
	retrieval.Span
	text  string
	path  []retrieval.Heading // headings over it, outermost first, its own included
	opens bool                // it begins with a heading's label
	row   *retrieval.Row
}

// paragraphs cuts the text at its line ends and hangs each line on the outline.
func paragraphs(n retrieval.Notice) []paragraph {
	rows := make(map[int]*retrieval.Row)
	for _, t := range n.Tables {
		for i := range t.Rows {
			rows[t.Rows[i].Start] = &t.Rows[i]
		}
	}
	var all []paragraph
	var path []retrieval.Heading
	next := 0
	for start := 0; start < len(n.Text); {
		end := len(n.Text)
		if i := strings.IndexByte(n.Text[start:], '\n'); i >= 0 {
			end = start + i
		}
		p := paragraph{Span: retrieval.Span{Start: start, End: end}, text: n.Text[start:end], row: rows[start]}
		for len(path) > 0 && path[len(path)-1].End <= start {
			path = path[:len(path)-1]
		}
		for next < len(n.Outline) && n.Outline[next].Start <= start {
			path = append(path[:len(path):len(path)], n.Outline[next])
			next++
			p.opens = true
		}
		p.path = path
		if strings.TrimSpace(p.text) != "" {
			all = append(all, p)
		}
		start = end + 1
	}
	return all
}

type splitter struct {
	notice   retrieval.Notice
	pending  []paragraph // paragraphs of the passage in the making
	passages []retrieval.Passage
}

// add takes a paragraph into the passage in the making, or ends that and begins another.
func (s *splitter) add(p paragraph) {
	if p.row != nil && p.row.Columns != nil {
		s.flush()
		s.emit(p.Span, p)
		return
	}
	if len(s.pending) > 0 && !s.takes(p) {
		s.flush()
	}
	s.pending = append(s.pending, p)
}

// takes reports that the paragraph belongs to the passage in the making: a heading takes what it heads, a colon takes
// its list, and short paragraphs of one part stay together.
func (s *splitter) takes(p paragraph) bool {
	last := s.pending[len(s.pending)-1]
	size := 0
	for _, q := range s.pending {
		size += utf8.RuneCountInString(q.text)
	}
	size += utf8.RuneCountInString(p.text)
	switch {
	case last.opens && isHeadingLine(last.text) && isUnder(p, last):
		return true
	case s.inList(p), p.opens && goesOnList(last.text) && len(p.path) == len(last.path):
		return size <= listSize
	case p.opens:
		return false
	}
	return size <= passageSize && len(p.path) == len(last.path)
}

// isUnder reports that the paragraph stands under the heading that opens the other.
func isUnder(p, heading paragraph) bool {
	n := len(heading.path)
	return n > 0 && len(p.path) >= n && p.path[n-1] == heading.path[n-1]
}

// inList reports that the paragraph is an item of the list that a colon in the passage announced. The colon of a
// salutation, or of "答复如下:" over the whole text, announces headings and no list.
func (s *splitter) inList(p paragraph) bool {
	m, marked := parseMark(p.text)
	if !marked {
		return false
	}
	for _, q := range s.pending {
		if announces(q.text) && len(p.path) > len(q.path) && (len(q.path) > 0 || m.kind > han) {
			return true
		}
	}
	return false
}

// goesOnList reports an item after which another follows: it ends with a semicolon.
func goesOnList(text string) bool {
	return strings.HasSuffix(text, ";") || strings.HasSuffix(text, "\uFF1B")
}

// announces reports a paragraph that ends with a colon.
func announces(text string) bool {
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "\uFF1A")
}

// isHeadingLine reports a heading that stands alone on its line.
func isHeadingLine(text string) bool {
	m, _ := parseMark(text)
	rest := text[m.end:]
	return utf8.RuneCountInString(rest) <= runInHeading && strings.Count(strings.TrimRight(rest, "。"), "。") == 0 && !announces(text)
}

// flush makes passages of what is pending, cut between sentences where it is too long.
func (s *splitter) flush() {
	if len(s.pending) == 0 {
		return
	}
	at := s.pending[len(s.pending)-1]
	if n := len(s.pending); n > 1 && (s.inList(at) || goesOnList(s.pending[n-2].text)) {
		at = s.over(at)
	}
	whole := retrieval.Span{Start: s.pending[0].Start, End: s.pending[len(s.pending)-1].End}
	s.pending = nil
	text := s.notice.Text[whole.Start:whole.End]
	if utf8.RuneCountInString(text) <= listSize {
		s.emit(whole, at)
		return
	}
	for _, piece := range pieces(text) {
		s.emit(retrieval.Span{Start: whole.Start + piece.Start, End: whole.Start + piece.End}, at)
	}
}

// over is the first pending paragraph as the place of a list: of items alone, where their common heading is.
func (s *splitter) over(last paragraph) paragraph {
	at := s.pending[0]
	if len(at.path) == len(last.path) && at.opens && len(at.path) > 0 {
		at.path = at.path[:len(at.path)-1]
	}
	return at
}

// pieces cuts a long text between sentences into pieces of about equal size near passageSize.
func pieces(text string) []zh.Span {
	total := utf8.RuneCountInString(text)
	target := total / (total/passageSize + 1)
	var all []zh.Span
	size := 0
	for _, sentence := range zh.Sentences(text) {
		n := utf8.RuneCountInString(text[sentence.Start:sentence.End])
		if len(all) == 0 || size >= target || size+n > passageSize+passageSize/4 {
			all, size = append(all, sentence), 0
		}
		all[len(all)-1].End = sentence.End
		size += n
	}
	return all
}

// emit appends the passage of a span, white space at its ends left out.
func (s *splitter) emit(span retrieval.Span, at paragraph) {
	text := s.notice.Text[span.Start:span.End]
	span.Start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	text = strings.TrimSpace(text)
	span.End = span.Start + len(text)
	if text == "" {
		return
	}
	p := retrieval.Passage{
		NoticeID: s.notice.ID,
		Seq:      len(s.passages) + 1,
		Span:     span,
		Text:     text,
		Locator:  locator(at.path),
		Headings: titles(at.path, span.Start),
		Page:     pageAt(s.notice.Pages, span.Start),
	}
	if at.row != nil {
		p.Columns = at.row.Columns
	}
	for _, o := range s.notice.OCR {
		p.OCR = p.OCR || o.Overlaps(span)
	}
	s.passages = append(s.passages, p)
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
