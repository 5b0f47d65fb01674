package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wence/ingest/document"
)

// Spans beyond these, which HTML sets too, are cut.
const (
	maxColspan = 1000
	maxRowspan = 65534
)

// longCell is the length in characters from which a cell that holds most of its table makes it a layout.
const longCell = 300

// rowsOf lists a table's own rows, not those of tables inside it.
func rowsOf(table *html.Node) []*html.Node {
	var rows []*html.Node
	walk(table, func(n *html.Node) bool {
		if n.DataAtom == atom.Tr {
			rows = append(rows, n)
		}
		return n == table || n.DataAtom != atom.Tr && n.DataAtom != atom.Table
	})
	return rows
}

func cellsOf(row *html.Node) []*html.Node {
	var cells []*html.Node
	for c := range row.ChildNodes() {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, c)
		}
	}
	return cells
}

// layouts finds the tables below root that only arrange the page.
func layouts(root *html.Node) map[*html.Node]bool {
	set, holds := map[*html.Node]bool{}, map[*html.Node]bool{}
	var tables []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom != atom.Table {
			continue
		}
		tables = append(tables, n)
		for p := n.Parent; p != nil && !holds[p]; p = p.Parent {
			holds[p] = true
		}
	}
	for _, t := range tables {
		set[t] = arranges(t) || holds[t] && !divides(t, holds)
	}
	return set
}

// divides reports a data table of which a few cells are divided by tables of their own: in most rows no cell is, and
// most of the text stands outside them.
func divides(table *html.Node, holds map[*html.Node]bool) bool {
	rows, plain, total, inner := 0, 0, 0, 0
	for _, row := range rowsOf(table) {
		divided, filled := false, 0
		for _, c := range cellsOf(row) {
			n := runes(inline(c))
			filled += n
			if n > longCell {
				return false
			}
			if holds[c] {
				divided = true
				inner += n
			}
		}
		if filled == 0 {
			continue
		}
		rows++
		total += filled
		if !divided {
			plain++
		}
	}
	return plain*2 > rows && inner*2 < total
}

// arranges reports a table of one row or column, with the page's heading inside it, or with one cell that holds nearly
// everything.
func arranges(table *html.Node) bool {
	if role := attr(table, "role"); role == "presentation" || role == "none" || find(table, atom.H1) != nil {
		return true
	}
	rows, width, longest, total := 0, 0, 0, 0
	for _, row := range rowsOf(table) {
		cells := cellsOf(row)
		filled := 0
		for _, c := range cells {
			n := runes(inline(c))
			filled += n
			longest = max(longest, n)
		}
		if filled > 0 {
			rows++
			total += filled
			width = max(width, len(cells))
		}
	}
	return rows < 2 || width < 2 || longest > longCell && longest*10 > total*8
}

// table is a data table's content: rows, or fields when it is a metadata table.
type table struct {
	rows       []document.Block // numbered when they are put into a document
	fields     []document.Field
	hiddenRows int  // rows that the page does not show
	full       bool // cells were dropped at the grid's bound
}

// table reads a table once, for it stands in several answers.
func (p *page) table(n *html.Node) *table {
	if t := p.tables[n]; t != nil {
		return t
	}
	t := &table{fields: metaTable(n)}
	if t.fields == nil {
		t.expand(n)
	}
	p.tables[n] = t
	return t
}

// expand puts merged cells in their places and finds the header.
func (t *table) expand(n *html.Node) {
	rows := rowsOf(n)
	g := document.NewGrid(len(rows))
	for r, row := range rows {
		if dead(row) {
			g.Hide(r)
			t.hiddenRows++
		}
		head := row.Parent != nil && row.Parent.DataAtom == atom.Thead
		col := 0
		for _, c := range cellsOf(row) {
			col = g.Free(r, col)
			s := document.Span{
				Row: r, Col: col,
				Rows: span(c, "rowspan", maxRowspan), Cols: span(c, "colspan", maxColspan),
				Text: inline(c), Header: head || c.DataAtom == atom.Th,
			}
			if s.Rows == 0 { // to the end of the table
				s.Rows = len(rows) - r
			}
			if !dead(c) {
				g.Place(s)
			}
			col += max(s.Cols, 1)
		}
	}
	t.rows, t.full = g.Blocks(0), g.Full()
}

func span(cell *html.Node, key string, limit int) int {
	n, err := strconv.Atoi(strings.TrimSpace(attr(cell, key)))
	if err != nil {
		return 1
	}
	return min(max(n, 0), limit)
}
