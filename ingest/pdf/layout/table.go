package layout

import (
	"math"
	"slices"
	"unicode/utf8"

	"wence/ingest/document"
)

// table is a table under reading, which may go on over pages.
type table struct {
	columns
	rows []tableRow
	ocr  bool
}

// tableRow holds a cell for each column; one without a text is empty.
type tableRow struct {
	cells       []tableCell
	page        int
	top, bottom float64 // of most cells
}

// tableCell is a text with what it covers.
type tableCell struct {
	text       string
	cols, rows int
	center     float64 // across the page
	middle     float64 // down the page
	top        float64
	bottom     float64
}

const (
	rowGap    = 2.5 // greatest distance of a table's rows, in characters
	wideGap   = 6   // likewise of rows whose cells stand below each other
	wideCells = 3   // so many of them at least
	cellLines = 8   // more lines to a cell on average are columns of text
	cellChars = 60  // likewise more characters
	pageRows  = 300 // most rows of a table on one page
)

// tableLength counts the rows at the start of all that make a table, and finds its columns; 0 when they make none.
func tableLength(all []row) (int, columns) {
	if len(all[0].boxes) < 2 {
		return 0, columns{}
	}
	n, c := 1, columns{}
	for n < min(len(all), pageRows) && follows(all[n-1], all[n]) {
		if n <= showRows {
			c = findColumns(all[:n])
		}
		if len(c.edges) == 0 && n >= headRows || !c.admit(all[n:], n < headRows) {
			break
		}
		n++
	}
	c = findColumns(all[:n])
	for n > 1 && len(c.divide(all[n-1].boxes)) == 1 {
		n--
	}
	if len(c.divide(all[0].boxes)) == 1 || !isTable(all[:n], c) {
		return 0, columns{}
	}
	return n, c
}

const (
	headRows = 3  // rows before which a table's columns are not sure: its head may span them
	showRows = 12 // rows that show a table's columns
)

// admit reports that the first of the rows goes on with a table of these columns. A single row may span columns; two
// that do not keep to them are another text.
func (c columns) admit(all []row, unsure bool) bool {
	cells := c.divide(all[0].boxes)
	switch {
	case len(cells) == 1:
		return resumes(all, c)
	case unsure || c.hold(cells):
		return true
	}
	return len(all) > 1 && follows(all[0], all[1]) && c.hold(c.divide(all[1].boxes))
}

// resumes reports that a row of one cell stands within a table, as the title of a section: it is one line, and the row
// after it has its cells in the same columns.
func resumes(all []row, c columns) bool {
	if len(all) < 2 || !follows(all[0], all[1]) || len(all[0].boxes[0].segments) > 1 {
		return false
	}
	next := c.divide(all[1].boxes)
	return len(next) > 1 && len(next)*2 > len(c.edges) && c.hold(next)
}

// follows reports that a row stands under another without a gap; with one when the cells of both stand below each other.
func follows(a, b row) bool {
	top, _ := a.height()
	em := 0.0
	for _, x := range b.boxes {
		em = math.Max(em, x.em())
	}
	return b.bottom > top && (b.top-a.bottom < rowGap*em || b.top-a.bottom < wideGap*em && aligns(a, b))
}

// aligns reports rows of the same number of cells, each of which shares an edge or its middle with the one above it.
func aligns(a, b row) bool {
	if len(a.boxes) != len(b.boxes) || len(a.boxes) < wideCells {
		return false
	}
	for i, x := range a.boxes {
		y, near := b.boxes[i], b.boxes[i].em()
		if math.Abs(x.left-y.left) > near && math.Abs(x.right-y.right) > near && math.Abs(x.left+x.right-y.left-y.right) > 2*near {
			return false
		}
	}
	return true
}

// isTable tells a table from columns of text and from lines laid out with gaps.
func isTable(rows []row, c columns) bool {
	full, boxes, lines, chars := 0, 0, 0, 0
	for _, r := range rows {
		cells := c.divide(r.boxes)
		if len(cells) > 1 {
			full++
		}
		for _, b := range cells {
			boxes++
			lines += len(b.segments)
			chars += utf8.RuneCountInString(b.text())
		}
	}
	if lines > cellLines*boxes || chars > cellChars*boxes {
		return false
	}
	switch len(c.edges) {
	case 0:
		return false
	case 1:
		return full >= 3 && c.clear >= 1
	}
	return full >= 3 || full == 2 && c.clear >= 0.6
}

// newTable lays rows out in columns.
func newTable(rows []row, c columns, ocr bool) *table {
	t := &table{columns: c, ocr: ocr}
	t.add(rows)
	return t
}

func (t *table) add(rows []row) {
	for _, r := range rows {
		out := tableRow{cells: make([]tableCell, len(t.edges)+1), page: r.page}
		out.top, out.bottom = r.height()
		cells := t.divide(r.boxes)
		for _, b := range cells {
			from, to := t.of(b)
			if len(cells) == 1 && from == 0 { // the title of a section
				to = len(t.edges)
			}
			c := &out.cells[from]
			c.text = joinCell(c.text, b.text())
			c.cols, c.rows = max(c.cols, to-from+1), 1
			c.center, c.middle, c.top, c.bottom = (b.left+b.right)/2, (b.top+b.bottom)/2, b.top, b.bottom
		}
		t.rows = append(t.rows, out)
	}
}

// goOn takes the rows at the top of the next page that belong to the table, and counts them. A row that cannot stand
// alone comes first when the page break cut a row: it is the rest of it.
func (t *table) goOn(all []row) int {
	n := 0
	for n < len(all) && (n == 0 || follows(all[n-1], all[n])) && t.fits(all[n]) {
		n++
	}
	if n == 0 {
		return 0
	}
	last := len(t.rows) - 1
	t.add(all[:n])
	if t.rest(all[0]) {
		for i, c := range t.rows[last+1].cells {
			t.rows[last].cells[i].text = joinCell(t.rows[last].cells[i].text, c.text)
			t.rows[last].cells[i].cols = max(t.rows[last].cells[i].cols, c.cols)
		}
		t.rows = slices.Delete(t.rows, last+1, last+2)
	}
	return n
}

// fits reports that a row's boxes lie in the table's columns, each in one of its own.
func (t *table) fits(r row) bool {
	boxes := t.divide(r.boxes)
	return t.hold(boxes) && (len(boxes) > 1 || t.rest(r))
}

// rest reports a row that cannot stand alone: it has few cells, and none in the first column.
func (t *table) rest(r row) bool {
	from, _ := t.of(r.boxes[0])
	return from > 0 && len(r.boxes)*2 <= len(t.edges)+1
}

// blocks gives the table's rows.
func (t *table) blocks(number int) []document.Block {
	t.joinHalves()
	t.spanHead()
	t.spanDown()
	grid := document.NewGrid(len(t.rows))
	for i, r := range t.rows {
		for k, c := range r.cells {
			if c.text != "" {
				grid.Place(document.Span{Row: i, Col: k, Rows: c.rows, Cols: c.cols, Text: c.text})
			}
		}
	}
	blocks := grid.Blocks(number)
	for i := range blocks {
		blocks[i].Page, blocks[i].OCR = t.rows[min(i, len(t.rows)-1)].page, t.ocr
	}
	return blocks
}

// spanHead finds a head of two rows: a label of the first that stands over several of the second spans them, and the
// others reach down. A column without a label of its own belongs to the nearer of the labels beside it that have one
// below.
func (t *table) spanHead() {
	if len(t.rows) < 3 || t.rows[1].cells[0].text != "" {
		return
	}
	head, below := t.rows[0].cells, t.rows[1].cells
	owner := make([]int, len(head))
	spanned := false
	for i := range head {
		owner[i] = i
		if head[i].text != "" || below[i].text == "" {
			continue
		}
		left, right := t.label(i, -1), t.label(i, 1)
		if left >= 0 && (right < 0 || math.Abs(head[left].center-below[i].center) <= math.Abs(head[right].center-below[i].center)) {
			owner[i], spanned = left, true
		} else if right >= 0 {
			owner[i], spanned = right, true
		}
	}
	spans := make([]tableCell, len(head))
	for i := range head {
		o := owner[i]
		if head[o].text == "" {
			continue
		}
		first := slices.Index(owner, o)
		spans[first] = head[o]
		spans[first].cols = max(head[o].cols, i-first+1)
		if spanned && below[i].text == "" && head[o].cols == 1 && first == i {
			spans[first].rows = 2
		}
	}
	t.rows[0].cells = spans
}

// label is the column of the nearest label of the head in a direction, if there is a label of the second row below it;
// else -1.
func (t *table) label(column, step int) int {
	head, below := t.rows[0].cells, t.rows[1].cells
	for i := column + step; i >= 0 && i < len(head); i += step {
		if head[i].text == "" {
			continue
		}
		if below[i].text == "" {
			return -1
		}
		return i
	}
	return -1
}

// spanDown finds cells merged downwards: their text stands in the middle of the rows that they cover, and those have
// no cell of their own in the column.
func (t *table) spanDown() {
	for i, r := range t.rows {
		top, bottom := t.own(i)
		for k := range r.cells {
			c := &r.cells[k]
			if c.text == "" || c.rows > 1 || c.middle <= bottom {
				continue
			}
			best := c.middle - (top+bottom)/2
			for n := i + 1; n < len(t.rows) && t.rows[n].page == r.page && t.rows[n].cells[k].text == ""; n++ {
				off := math.Abs(c.middle - (top+t.rows[n].bottom)/2)
				if off >= best {
					break
				}
				best, c.rows = off, n-i+1
			}
		}
	}
}

// own is where a row reaches by the cells that end with it, those with a cell of the next row below them; by most cells
// where none has.
func (t *table) own(i int) (top, bottom float64) {
	r := t.rows[i]
	top, bottom = math.Inf(1), 0
	for k, c := range r.cells {
		if i+1 < len(t.rows) && c.text != "" && t.rows[i+1].cells[k].text != "" {
			top, bottom = min(top, c.top), max(bottom, c.bottom)
		}
	}
	if bottom == 0 || bottom > r.bottom {
		return r.top, r.bottom
	}
	return top, bottom
}
