package document

import "strings"

// maxCells bounds a grid, so that spans cannot make a small file large.
const maxCells = 2_000_000

// maxRepeated bounds, in bytes, what the cells merged downwards are repeated to, over a grid.
const maxRepeated = 8 << 20

// Grid is a table under construction with a fixed number of rows. Readers place spans; Blocks finds the header.
type Grid struct {
	rows     [][]slot
	hidden   []bool
	cells    int
	repeated int // bytes of text in rows below their cell's first
	full     bool
}

// Span is a cell with the rectangle it covers.
type Span struct {
	Row, Col   int    // 0-based origin
	Rows, Cols int    // size; less than 1 counts as 1, rows beyond the grid's end are cut off
	Text       string // verbatim, line breaks become spaces
	Header     bool   // the format itself says that this is a header cell (<th>, repeated head row)
}

// slot is one place of the expanded grid.
type slot struct {
	span  *Span // nil = nothing placed
	left  bool  // covered from the left
	above bool  // covered from above
}

// NewGrid makes a grid of so many rows.
func NewGrid(rows int) *Grid {
	return &Grid{rows: make([][]slot, max(rows, 0)), hidden: make([]bool, max(rows, 0))}
}

// Free is the first column at or after col in which nothing is placed yet: where HTML puts the row's next cell.
func (g *Grid) Free(row, col int) int {
	if row < 0 || row >= len(g.rows) {
		return col
	}
	for col < len(g.rows[row]) && g.rows[row][col].span != nil {
		col++
	}
	return col
}

// Place puts a cell on the rectangle it covers; places already taken keep their first cell. It reports false, and
// places nothing, outside the grid or once the grid holds more than two million places. Once merged cells are repeated to
// 8 MB of text, more of them stand in their first row only.
func (g *Grid) Place(s Span) bool {
	if s.Row < 0 || s.Row >= len(g.rows) || s.Col < 0 {
		return false
	}
	s.Rows, s.Cols = min(max(s.Rows, 1), len(g.rows)-s.Row), max(s.Cols, 1)
	grown := 0
	for r := s.Row; r < s.Row+s.Rows; r++ {
		grown += max(0, s.Col+s.Cols-len(g.rows[r]))
		if g.cells+grown > maxCells || s.Col+s.Cols > maxCells {
			g.full = true
			return false
		}
	}
	g.cells += grown
	s.Text = strings.Join(strings.Fields(s.Text), " ")
	below := &s
	if again := (s.Rows - 1) * len(s.Text); g.repeated+again > maxRepeated {
		below = &Span{Header: s.Header}
	} else {
		g.repeated += again
	}
	for r := s.Row; r < s.Row+s.Rows; r++ {
		span := &s
		if r > s.Row {
			span = below
		}
		for len(g.rows[r]) < s.Col+s.Cols {
			g.rows[r] = append(g.rows[r], slot{})
		}
		for c := s.Col; c < s.Col+s.Cols; c++ {
			if g.rows[r][c].span == nil {
				g.rows[r][c] = slot{span: span, left: c > s.Col, above: r > s.Row}
			}
		}
	}
	return true
}

// Hide marks a row that the source does not show: Blocks leaves it out. The reader says so in Document.Notes.
func (g *Grid) Hide(row int) {
	if row >= 0 && row < len(g.hidden) {
		g.hidden[row] = true
	}
}

// Full reports that cells were dropped because the grid reached its bound.
func (g *Grid) Full() bool { return g.full }

// Width is the number of columns of the widest row, trailing empty columns not counted.
func (g *Grid) Width() int {
	width := 0
	for _, row := range g.rows {
		for c := len(row) - 1; c >= width; c-- {
			if row[c].text() != "" {
				width = c + 1
			}
		}
	}
	return width
}

func (s slot) text() string {
	if s.span == nil {
		return ""
	}
	return s.span.Text
}

// data is the cell's text in a data row: a merge to the right is given once, a merge downwards in every row.
func (s slot) data() string {
	if s.left {
		return ""
	}
	return s.text()
}

// once is the cell's text in a header row: a merged cell appears at its origin only.
func (s slot) once() string {
	if s.left || s.above {
		return ""
	}
	return s.text()
}
