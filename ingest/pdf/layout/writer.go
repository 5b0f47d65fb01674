package layout

import (
	"math"
	"regexp"
	"slices"
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
		n, c := tableLength(all)
		if n == 0 {
			w.close()
			w.running(all[0], s)
			all = all[1:]
			continue
		}
		w.paragraphs()
		w.close()
		w.open = newTable(all[:n], c, s.OCR)
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

// running appends a row of boxes as lines: what stands side by side is one line, the rest follows line by line.
func (w *writer) running(r row, s *sheet) {
	for _, b := range r.boxes {
		for _, g := range b.segments {
			n := len(w.lines) - 1
			if n < 0 || w.lines[n].page != s.Number || !w.lines[n].beside(g.rect) || g.left < w.lines[n].right-0.5*g.em {
				w.lines = append(w.lines, line{segment: g, page: s.Number, ocr: s.OCR})
				continue
			}
			if g.left-w.lines[n].right > lineGap*g.em {
				w.lines[n].spread = true
				w.lines[n].text += "   " // and one more as between words
			}
			w.lines[n].join(g)
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
	left, right := w.margins(i)
	if a.right < math.Max(right, b.right-hanging*b.em)-slack*a.em || b.left > left+indent*a.em || !w.justified(i) {
		return false
	}
	return !mark.MatchString(b.text) && !salutes(b.text) && !otherType(a.segment, b.segment) && (!endsSentence(a.text) || w.indents(left))
}

// salutation matches the line that names whom a notice is for, under its title.
var salutation = regexp.MustCompile(`^\s*(各|尊敬的|全[市县区省]各|本[市县区]各).{1,60}[:\x{FF1A}]\s*$`)

func salutes(text string) bool { return salutation.MatchString(text) }

// otherType reports lines in types of clearly different sizes, as a title's and its text's: they are no paragraph.
func otherType(a, b segment) bool {
	const least = 1.18
	apart := func(x, y float64) bool { return math.Max(x, y) > least*math.Min(x, y) }
	return apart(a.em, b.em) && apart(a.height(), b.height()) && a.wide() && b.wide()
}

// longLine is the number of characters from which a line alone shows the width of its text.
const longLine = 20

// justified reports that a line is long, or that another around it ends where it does.
func (w *writer) justified(i int) bool {
	if utf8.RuneCountInString(w.lines[i].text) >= longLine {
		return true
	}
	around := append(w.run(i, -1)[1:], w.run(i, 1)[1:]...)
	return slices.ContainsFunc(around, func(l line) bool { return math.Abs(l.right-w.lines[i].right) < slack*l.em })
}

// ends reports that a paragraph surely ends with line i.
func (w *writer) ends(i int) bool {
	a := w.lines[i]
	if !endsSentence(a.text) {
		return false
	}
	left, right := w.margins(i)
	if a.right < right-slack*a.em {
		return true
	}
	return i+1 < len(w.lines) && a.above(w.lines[i+1].rect) && w.lines[i+1].left > left+indent*a.em
}

// Tolerances in characters.
const (
	slack   = 1.7 // a full line may end so far before the margin: no mark may begin the next
	hanging = 1   // or so far behind it: a mark may hang out
	indent  = 1.2 // a line begun so far inside begins a paragraph
	column  = 4.5 // lines begun farther apart are not of one column
)

// window is the number of lines before and after a line that show the margins of its text.
const window = 5

// margins gives the left and right edges of the text around line i. The text may become narrower or wider there, so the
// lines before and after are asked apart; the nearer right edge counts when it is that of a column and not of a few
// short lines.
func (w *writer) margins(i int) (left, right float64) {
	left, right = w.lines[i].left, w.lines[i].right
	var edges []float64
	for _, lines := range [][]line{w.run(i, -1), w.run(i, 1)} {
		for _, l := range lines {
			left, right = math.Min(left, l.left), math.Max(right, l.right)
		}
		if edge, n := shared(lines); n >= columnLines {
			edges = append(edges, edge)
		}
	}
	for _, e := range edges {
		right = math.Min(right, e)
	}
	return left, right
}

// columnLines is the number of lines that show the edge of a column.
const columnLines = 3

// run gives line i and the lines of its column that follow in a direction without a gap.
func (w *writer) run(i, step int) []line {
	lines := []line{w.lines[i]}
	for k := i + step; k >= 0 && k < len(w.lines) && len(lines) <= window; k += step {
		l, upper, lower := w.lines[k], w.lines[min(k, k-step)], w.lines[max(k, k-step)]
		if l.spread || !upper.above(lower.rect) || math.Abs(l.left-w.lines[i].left) > column*l.em {
			break
		}
		lines = append(lines, l)
	}
	return lines
}

// shared is the right edge that most lines reach, with their number; of two the one of the nearer lines.
func shared(lines []line) (edge float64, n int) {
	for _, a := range lines {
		reach, least := 0, a.right
		for _, b := range lines {
			if math.Abs(a.right-b.right) < slack*a.em {
				reach, least = reach+1, math.Min(least, b.right)
			}
		}
		if reach > n {
			edge, n = least, reach
		}
	}
	return edge, n
}

// indents reports that the page begins its paragraphs with an indentation.
func (w *writer) indents(left float64) bool {
	n := 0
	for _, l := range w.lines {
		if l.left > left+indent*l.em && l.left < left+3*l.em {
			n++
		}
	}
	return n*8 >= len(w.lines)
}
