// Package table lays out a word processor's tables, whose rows each state their own cell edges, on one grid.
//
// A format reader (docx, doc, rtf) collects Rows; Blocks finds the columns that the rows share, joins merged cells, and
// hands the grid to document, which finds the header.
package table

import (
	"slices"
	"strings"

	"wence/ingest/document"
)

// sliver is the widest gap, in twips (1/1440 inch), between edges that are one edge drawn unevenly: 3.5 mm, less than a
// column of one character with its margins takes.
const sliver = 200

// Cell is a cell between two edges. Left and Right are in twips from any common origin.
type Cell struct {
	Left, Right int
	Below       bool // it continues the cell above
	Aside       bool // it continues the cell to the left
	Blocks      []document.Block
}

// Row is a row of cells from left to right.
type Row struct {
	Cells  []Cell
	Header bool // repeated at the top of each page
}

// placed is a cell on the grid.
type placed struct {
	col, cols int
	below     bool
	text      string
}

// Blocks gives the table as blocks numbered with number, and reports whether cells were dropped because the table is
// over document.Grid's bound. A table of a single cell is a frame around text: its own blocks are given.
// So is one that holds tables, see opened.
func Blocks(rows []Row, number int) (blocks []document.Block, full bool) {
	if len(rows) == 1 && len(rows[0].Cells) == 1 {
		return rows[0].Cells[0].Blocks, false
	}
	if holdsTables(rows) {
		return opened(rows), false
	}
	edges := columns(rows)
	lines := make([][]placed, len(rows))
	for i, row := range rows {
		lines[i] = place(row, edges)
	}
	grid := document.NewGrid(len(rows))
	for i, line := range lines {
		for _, c := range line {
			if c.below && i > 0 && at(lines[i-1], c.col) != nil {
				continue
			}
			grid.Place(document.Span{Row: i, Col: c.col, Rows: height(lines[i:], c.col), Cols: c.cols, Text: c.text, Header: rows[i].Header})
		}
	}
	return grid.Blocks(number), grid.Full()
}

// columns gathers the edges of all rows; edges closer than a sliver count as the leftmost of them.
func columns(rows []Row) []int {
	var all []int
	for _, row := range rows {
		for _, c := range row.Cells {
			all = append(all, c.Left, c.Right)
		}
	}
	slices.Sort(all)
	var edges []int
	for _, x := range all {
		if len(edges) == 0 || x-edges[len(edges)-1] > sliver {
			edges = append(edges, x)
		}
	}
	return edges
}

// place puts a row's cells into the columns that they cover. Each cell takes at least one column, and begins after the
// one before it, whatever the edges say.
func place(row Row, edges []int) []placed {
	line := make([]placed, 0, len(row.Cells))
	next := 0
	for _, c := range row.Cells {
		from, to := max(column(edges, c.Left), next), column(edges, c.Right)
		p := placed{col: from, cols: max(1, to-from), below: c.Below, text: Text(c.Blocks)}
		next = p.col + p.cols
		if last := len(line) - 1; c.Aside && last >= 0 {
			line[last].cols = next - line[last].col
			line[last].text = strings.TrimSpace(line[last].text + " " + p.text)
			continue
		}
		line = append(line, p)
	}
	return line
}

// column is the index of the edge that x belongs to.
func column(edges []int, x int) int {
	i, found := slices.BinarySearch(edges, x)
	if found || i == 0 {
		return i
	}
	return i - 1
}

// height counts the rows that a cell covers: its own and those below that continue it.
func height(lines [][]placed, col int) int {
	for n := 1; n < len(lines); n++ {
		if p := at(lines[n], col); p == nil || !p.below {
			return n
		}
	}
	return len(lines)
}

// at finds the cell that begins in a column, nil when none does.
func at(line []placed, col int) *placed {
	i, found := slices.BinarySearchFunc(line, col, func(p placed, col int) int { return p.col - col })
	if !found {
		return nil
	}
	return &line[i]
}

// Text is the text of blocks on one line, as a cell or a note gives it.
func Text(blocks []document.Block) string {
	parts := make([]string, 0, len(blocks))
	for _, b := range blocks {
		parts = append(parts, strings.TrimSpace(b.Text+strings.Join(b.Cells, " ")))
	}
	return strings.Join(parts, " ")
}
