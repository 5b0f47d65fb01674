package layout

import (
	"math"
	"regexp"
	"unicode/utf8"

	"wence/ingest/document"
)

// writer turns pages into blocks, one after the other.
type writer struct {
	blocks []document.Block
	tables int
	open   *table // ends the last page, and may go on
	lines  []line
}

// line is a line of running text.
type line struct {
	segment
	page   int
	ocr    bool
	spread bool // laid out with gaps: no part of a paragraph
}

// page appends a page.
func (w *writer) page(s *sheet) {
	all := rows(boxes(s.segments), s.Number)
	if w.open != nil && len(all) > 0 {
		all = all[w.open.goOn(all):]
		if len(all) > 0 {
			w.flush()
		}
	}
	for len(all) > 0 {
		n := tableLength(all)
		if n == 0 {
			w.close()
			w.running(all[0], s)
			all = all[1:]
			continue
		}
		w.paragraphs()
		w.close()
		w.open = newTable(all[:n], s.OCR)
		all = all[n:]
	}
	w.paragraphs()
}

// close ends the table being read.
func (w *writer) close() {
	if w.open != nil {
		w.tables++
		w.blocks = append(w.blocks, w.open.blocks(w.tables)...)
		w.open = nil
	}
}

// flush ends what is being read.
func (w *writer) flush() {
	w.paragraphs()
	w.close()
}

// running appends a row of boxes as lines: side by side on one line, or, where they are columns, one after another.
func (w *writer) running(r row, s *sheet) {
	single := len(r.boxes) > 1
	for _, b := range r.boxes {
		single = single && len(b.segments) == 1
	}
	if single {
		l := line{segment: r.boxes[0].segments[0], page: s.Number, ocr: s.OCR, spread: true}
		for _, b := range r.boxes[1:] {
			l.text += "    " + b.segments[0].text
			l.rect = l.rect.union(b.rect)
		}
		w.lines = append(w.lines, l)
		return
	}
	for _, b := range r.boxes {
		for _, g := range b.segments {
			w.lines = append(w.lines, line{segment: g, page: s.Number, ocr: s.OCR})
		}
	}
}

// paragraphs appends the pending lines, joined where geometry is sure that a paragraph goes on.
func (w *writer) paragraphs() {
	for i := 0; i < len(w.lines); i++ {
		first := w.lines[i]
		text := first.text
		for i+1 < len(w.lines) && w.goesOn(i) {
			i++
			text = joinLines(text, w.lines[i].text)
		}
		w.blocks = append(w.blocks, document.Block{Text: text, Page: first.page, OCR: first.ocr, Broken: !w.ends(i)})
	}
	w.lines = w.lines[:0]
}

// mark matches the start of a numbered paragraph.
var mark = regexp.MustCompile(`^\s*(第[一二三四五六七八九十百零〇\d]{1,6}[章节条]|[一二三四五六七八九十]{1,3}、|[(\x{FF08}][一二三四五六七八九十\d]{1,3}[)\x{FF09}]|\d{1,2}[、.\x{FF0E}]\D|[①-⑳])`)

// minLine is the shortest line, in characters, that is taken for full: in narrower columns nothing is sure.
const minLine = 8

// goesOn reports that line i+1 continues the paragraph of line i.
func (w *writer) goesOn(i int) bool {
	a, b := w.lines[i], w.lines[i+1]
	if a.spread || b.spread || !a.above(b.rect) || utf8.RuneCountInString(a.text) < minLine {
		return false
	}
	around := w.around(i)
	if !w.full(i, around) || b.left > around.left+1.2*a.em {
		return false
	}
	if endsSentence(a.text) {
		return w.indents(around) && !mark.MatchString(b.text)
	}
	return true
}

// ends reports that a paragraph surely ends with line i.
func (w *writer) ends(i int) bool {
	a := w.lines[i]
	around := w.around(i)
	if !w.full(i, around) {
		return endsSentence(a.text)
	}
	if i+1 == len(w.lines) {
		return false
	}
	b := w.lines[i+1]
	return a.above(b.rect) && endsSentence(a.text) && b.left > around.left+1.2*a.em
}

// full reports that a line reaches the right edge of the text around it, a character's slack aside.
func (w *writer) full(i int, around rect) bool {
	return w.lines[i].right > around.right-1.7*w.lines[i].em
}

// window is the number of lines before and after a line that show the edges of its text.
const window = 5

// around is the place of the lines around one that stand in the same column.
func (w *writer) around(i int) rect {
	r := w.lines[i].rect
	em := w.lines[i].em
	same := func(o line) bool { return math.Abs(o.left-w.lines[i].left) < 4.5*em && !o.spread }
	for k := i - 1; k >= max(0, i-window) && w.lines[k].above(w.lines[k+1].rect) && same(w.lines[k]); k-- {
		r = r.union(w.lines[k].rect)
	}
	for k := i + 1; k <= min(len(w.lines)-1, i+window) && w.lines[k-1].above(w.lines[k].rect) && same(w.lines[k]); k++ {
		r = r.union(w.lines[k].rect)
	}
	return r
}

// indents reports that the page begins its paragraphs with an indentation.
func (w *writer) indents(around rect) bool {
	n := 0
	for _, l := range w.lines {
		if l.left > around.left+1.5*l.em && l.left < around.left+3*l.em {
			n++
		}
	}
	return n*8 >= len(w.lines)
}
