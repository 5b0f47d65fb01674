package docx

import (
	"encoding/xml"
	"slices"
	"strings"

	"wence/ingest/document"
)

// maxColumns bounds a cell's span; Word's own bound is 63.
const maxColumns = 1000

// cell is a w:tc.
type cell struct {
	col, cols int
	below     bool // it continues the cell above (w:vMerge)
	aside     bool // it continues the cell to the left (w:hMerge)
	blocks    []document.Block
}

// row is a w:tr.
type row struct {
	cells  []cell
	before int // grid columns left free at its start
	header bool
	gone   bool // deleted by a tracked change, or hidden
}

func (r *reader) table(s *story) error {
	var rows []row
	err := r.rows(&rows)
	if len(rows) == 1 && len(rows[0].cells) == 1 { // a frame around text, not a table
		s.blocks = append(s.blocks, rows[0].cells[0].blocks...)
		return err
	}
	grid := document.NewGrid(len(rows))
	for i := range rows {
		for _, c := range rows[i].cells {
			if !c.below || i == 0 || !rows[i-1].has(c.col) {
				grid.Place(document.Span{
					Row: i, Col: c.col, Rows: height(rows[i:], c.col), Cols: c.cols,
					Text: joined(c.blocks), Header: rows[i].header,
				})
			}
		}
	}
	r.cut = r.cut || grid.Full()
	r.tables++
	s.blocks = append(s.blocks, grid.Blocks(r.tables)...)
	return err
}

// height counts the rows that a cell covers: its own and those below that continue it.
func height(rows []row, col int) int {
	for n := 1; n < len(rows); n++ {
		if !slices.ContainsFunc(rows[n].cells, func(c cell) bool { return c.below && c.col == col }) {
			return n
		}
	}
	return len(rows)
}

// has reports a cell that begins in a column.
func (w row) has(col int) bool {
	return slices.ContainsFunc(w.cells, func(c cell) bool { return c.col == col })
}

func (r *reader) rows(rows *[]row) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			var w row
			err := r.row(&w)
			if w.settle(); !w.gone && len(w.cells) > 0 {
				*rows = append(*rows, w)
			}
			return err
		case "tblPr", "tblGrid":
			return r.dec.Skip()
		}
		if r.skipped(e) {
			return r.dec.Skip()
		}
		return r.rows(rows)
	})
}

func (r *reader) row(w *row) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return r.rowProperties(w)
		case "tblPrEx":
			return r.dec.Skip()
		case "tc":
			c := cell{cols: 1}
			err := r.cell(&c)
			w.cells = append(w.cells, c)
			return err
		}
		if r.skipped(e) {
			return r.dec.Skip()
		}
		return r.row(w)
	})
}

func (r *reader) rowProperties(w *row) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "gridBefore":
			w.before = min(max(0, atoi(attr(e, "val"), 0)), maxColumns)
		case "tblHeader":
			w.header = on(e)
		case "hidden":
			w.gone = w.gone || on(e)
		case "del":
			w.gone = true
		}
		return r.dec.Skip()
	})
}

func (r *reader) cell(c *cell) error {
	s := story{cell: true}
	deleted := false
	err := r.children(func(e xml.StartElement) error {
		if e.Name.Local != "tcPr" {
			return r.block(e, &s)
		}
		return r.children(func(e xml.StartElement) error {
			switch val := attr(e, "val"); e.Name.Local {
			case "gridSpan":
				c.cols = min(max(1, atoi(val, 1)), maxColumns)
			case "vMerge":
				c.below = !strings.EqualFold(val, "restart")
			case "hMerge":
				c.aside = !strings.EqualFold(val, "restart")
			case "cellDel":
				deleted = true
			}
			return r.dec.Skip()
		})
	})
	r.finish(&s)
	if !deleted {
		c.blocks = s.blocks
	}
	return err
}

// settle gives each cell its grid column and joins cells merged to the left with the one they continue.
func (w *row) settle() {
	col := w.before
	cells := w.cells[:0]
	for _, c := range w.cells {
		c.col = col
		col += c.cols
		if last := len(cells) - 1; c.aside && last >= 0 {
			cells[last].cols += c.cols
			cells[last].blocks = append(cells[last].blocks, c.blocks...)
			continue
		}
		cells = append(cells, c)
	}
	w.cells = cells
}
