package layout

import (
	"math"
	"slices"
	"unicode/utf8"

	"wence/ingest/document"
)

// table is a table under reading, which may go on over pages.
type table struct {
	edges []float64 // between the columns
	em    float64
	rows  []tableRow
	ocr   bool
}

// tableRow holds one text for each column, "" where there is none.
type tableRow struct {
	cells []string
	spans []int // columns that a text runs over; 0 where there is none
	page  int
}

const (
	rowGap    = 2.5 // greatest distance of a table's rows, in characters
	cellLines = 8   // more lines to a cell on average are columns of text
	cellChars = 60  // likewise more characters
	pageRows  = 300 // most rows of a table on one page
	maxCuts   = 400 // most places that are tried for the line between two columns
)

// tableLength counts the rows at the start of all that make a table; 0 when they make none.
func tableLength(all []row) int {
	if len(all[0].boxes) < 2 {
		return 0
	}
	n := 1
	for n < min(len(all), pageRows) && follows(all[n-1], all[n]) {
		if len(all[n].boxes) < 2 && (n+1 == len(all) || len(all[n+1].boxes) < 2 || !follows(all[n], all[n+1]) || !narrow(all[:n], all[n])) {
			break
		}
		n++
	}
	if !isTable(all[:n]) {
		return 0
	}
	return n
}

// follows reports that a row stands under another without a gap.
func follows(a, b row) bool {
	return b.top > a.top && b.top-a.bottom < rowGap*b.boxes[0].em()
}

// narrow reports that a row of one box lies within a column of the rows above, as a row does whose other cells are
// empty.
func narrow(above []row, r row) bool {
	edges := columnEdges(above)
	from, to := columnsOf(edges, r.boxes[0])
	return from == to && r.width() < 0.6*(widest(above).right-widest(above).left)
}

func widest(rows []row) rect {
	r := rows[0].rect
	for _, o := range rows[1:] {
		r = r.union(o.rect)
	}
	return r
}

// isTable tells a table from columns of text and from single lines laid out with gaps.
func isTable(rows []row) bool {
	columns, full, boxes, lines, chars := 0, 0, 0, 0, 0
	for _, r := range rows {
		columns = max(columns, len(r.boxes))
		if len(r.boxes) > 1 {
			full++
		}
		for _, b := range r.boxes {
			boxes++
			lines += len(b.segments)
			chars += utf8.RuneCountInString(b.text())
		}
	}
	if lines > cellLines*boxes || chars > cellChars*boxes {
		return false
	}
	return columns >= 3 && full >= 2 || columns == 2 && full >= 3
}

// columnEdges finds the lines between the columns from the rows with the most boxes.
func columnEdges(rows []row) []float64 {
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r.boxes))
	}
	var words []Word
	for _, r := range rows {
		for _, b := range r.boxes {
			for _, s := range b.segments {
				words = append(words, s.words...)
			}
		}
	}
	edges := make([]float64, columns-1)
	for k := range edges {
		left, right := math.Inf(-1), math.Inf(1)
		var middles []float64
		for _, r := range rows {
			if len(r.boxes) == columns {
				left, right = math.Max(left, r.boxes[k].right), math.Min(right, r.boxes[k+1].left)
				middles = append(middles, (r.boxes[k].right+r.boxes[k+1].left)/2)
			}
		}
		if left < right {
			edges[k] = clearest(words, left, right)
		} else { // cells of uneven width: the middle of most rows
			slices.Sort(middles)
			edges[k] = middles[len(middles)/2]
		}
	}
	return edges
}

// clearest is the middle of the widest strip between two places over which the fewest words stand. Labels are often
// wider than what stands below them.
func clearest(words []Word, left, right float64) float64 {
	cuts := []float64{left, right}
	for _, w := range words {
		for _, x := range []float64{w.Left, w.Right} {
			if x > left && x < right && len(cuts) < maxCuts {
				cuts = append(cuts, x)
			}
		}
	}
	slices.Sort(cuts)
	best, fewest, widest := (left+right)/2, math.MaxInt, 0.0
	for i, x := range cuts[1:] {
		middle, over := (cuts[i]+x)/2, 0
		for _, w := range words {
			if w.Left < middle && middle < w.Right {
				over++
			}
		}
		if width := x - cuts[i]; over < fewest || over == fewest && width > widest {
			best, fewest, widest = middle, over, width
		}
	}
	return best
}

// columnsOf gives the first and last column that a box runs over.
func columnsOf(edges []float64, b box) (from, to int) {
	slack := math.Min(0.5*b.em(), b.width()/2)
	for _, e := range edges {
		if b.left+slack > e {
			from++
		}
		if b.right-slack > e {
			to++
		}
	}
	return from, max(from, to)
}

// newTable lays rows out in columns.
func newTable(rows []row, ocr bool) *table {
	t := &table{edges: columnEdges(rows), em: rows[0].boxes[0].em(), ocr: ocr}
	t.add(rows)
	return t
}

func (t *table) add(rows []row) {
	for _, r := range rows {
		cells := tableRow{cells: make([]string, len(t.edges)+1), spans: make([]int, len(t.edges)+1), page: r.page}
		for _, b := range divided(r.boxes, t.edges) {
			from, to := columnsOf(t.edges, b)
			cells.cells[from] = joinCell(cells.cells[from], b.text())
			cells.spans[from] = max(cells.spans[from], to-from+1)
		}
		t.rows = append(t.rows, cells)
	}
}

// divided cuts boxes at the columns' edges: cells of a narrow column stand no farther apart than words.
func divided(boxes []box, edges []float64) []box {
	var out []box
	for _, b := range boxes {
		for _, x := range edges {
			if b.left >= x || b.right <= x {
				continue
			}
			var left, right []segment
			whole := false
			for _, s := range b.segments {
				l, r := s.split(x)
				switch {
				case len(r.words) > 0:
					left, right = append(left, l), append(right, r)
				case l.left >= x:
					right = append(right, l)
				case l.right <= x+0.3*l.em:
					left = append(left, l)
				default:
					whole = true
				}
			}
			if !whole && len(left) > 0 && len(right) > 0 {
				out = append(out, newBox(left))
				b = newBox(right)
			}
		}
		out = append(out, b)
	}
	return out
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
		for c, text := range t.rows[last+1].cells {
			t.rows[last].cells[c] = joinCell(t.rows[last].cells[c], text)
			t.rows[last].spans[c] = max(t.rows[last].spans[c], t.rows[last+1].spans[c])
		}
		t.rows = slices.Delete(t.rows, last+1, last+2)
	}
	return n
}

// fits reports that a row's boxes lie in the table's columns, each in one of its own.
func (t *table) fits(r row) bool {
	taken := map[int]bool{}
	for _, b := range r.boxes {
		from, to := columnsOf(t.edges, b)
		if from != to || taken[from] {
			return false
		}
		taken[from] = true
	}
	return len(r.boxes) > 1 || t.rest(r)
}

// rest reports a row that cannot stand alone: it has few cells, and none in the first column.
func (t *table) rest(r row) bool {
	from, _ := columnsOf(t.edges, r.boxes[0])
	return from > 0 && len(r.boxes)*2 <= len(t.edges)+1
}

// blocks gives the table's rows.
func (t *table) blocks(number int) []document.Block {
	grid := document.NewGrid(len(t.rows))
	down := t.spanHead()
	for i, r := range t.rows {
		for c, text := range r.cells {
			if text != "" {
				rows := 1
				if i == 0 && down[c] {
					rows = 2
				}
				grid.Place(document.Span{Row: i, Col: c, Rows: rows, Cols: r.spans[c], Text: text})
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
// others reach down. It gives the columns of the latter.
func (t *table) spanHead() []bool {
	down := make([]bool, len(t.edges)+1)
	if len(t.rows) < 3 || t.rows[1].cells[0] != "" {
		return down
	}
	head, below := t.rows[0], t.rows[1]
	spanned := false
	for c := range head.cells {
		if head.cells[c] == "" {
			continue
		}
		next := c + 1
		for next < len(head.cells) && head.cells[next] == "" && below.cells[next] != "" {
			next++
		}
		if next > c+1 && below.cells[c] != "" {
			head.spans[c] = next - c
		}
		spanned = spanned || head.spans[c] > 1
	}
	if !spanned {
		return down
	}
	for c := range head.cells {
		down[c] = head.cells[c] != "" && below.cells[c] == "" && head.spans[c] == 1
	}
	return down
}
