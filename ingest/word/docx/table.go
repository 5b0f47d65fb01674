package docx

import (
	"encoding/xml"
	"strings"

	"wence/ingest/word/table"
)

const (
	maxColumns  = 1000    // bounds a cell's span; Word's own bound is 63
	columnWidth = 1000    // twips, where the grid states none
	maxCells    = 100_000 // bounds the columns of a row
)

// frame is a table under reading: the grid's edges in twips, and the rows.
type frame struct {
	edges []int
	rows  []table.Row
}

// edge is the position of a grid column's left side.
func (f *frame) edge(col int) int {
	for len(f.edges) <= col {
		last := 0
		if n := len(f.edges); n > 0 {
			last = f.edges[n-1] + columnWidth
		}
		f.edges = append(f.edges, last)
	}
	return f.edges[col]
}

func (r *reader) table(s *story) error {
	var f frame
	err := r.rows(&f)
	r.tables++
	blocks, full := table.Blocks(f.rows, r.tables)
	r.cut = r.cut || full
	s.blocks = append(s.blocks, blocks...)
	return err
}

func (r *reader) rows(f *frame) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tblGrid":
			return r.grid(f)
		case "tr":
			return r.row(f)
		case "tblPr":
			return r.dec.Skip()
		}
		if r.skipped(e) {
			return r.dec.Skip()
		}
		return r.rows(f)
	})
}

// grid reads the columns' widths. Word writes narrow columns where a border was dragged unevenly.
func (r *reader) grid(f *frame) error {
	at := f.edge(0)
	return r.children(func(e xml.StartElement) error {
		if e.Name.Local == "gridCol" {
			width := atoi(attr(e, "w"), 0)
			if width <= 0 || width > 1<<20 {
				width = columnWidth
			}
			at += width
			f.edges = append(f.edges, at)
		}
		return r.dec.Skip()
	})
}

// row is a w:tr under reading.
type row struct {
	table.Row
	col  int  // next free grid column
	gone bool // deleted by a tracked change, or hidden
}

func (r *reader) row(f *frame) error {
	var w row
	err := r.cells(f, &w)
	if !w.gone && len(w.Cells) > 0 {
		f.rows = append(f.rows, w.Row)
	}
	return err
}

func (r *reader) cells(f *frame, w *row) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return r.rowProperties(w)
		case "tblPrEx":
			return r.dec.Skip()
		case "tc":
			return r.cell(f, w)
		}
		if r.skipped(e) {
			return r.dec.Skip()
		}
		return r.cells(f, w)
	})
}

func (r *reader) rowProperties(w *row) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "gridBefore":
			w.col = bounded(attr(e, "val"), 0)
		case "tblHeader":
			w.Header = on(e)
		case "hidden":
			w.gone = w.gone || on(e)
		case "del":
			w.gone = true
		}
		return r.dec.Skip()
	})
}

func (r *reader) cell(f *frame, w *row) error {
	var c table.Cell
	s := story{cell: true}
	cols, deleted := 1, false
	err := r.children(func(e xml.StartElement) error {
		if e.Name.Local != "tcPr" {
			return r.block(e, &s)
		}
		return r.children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "gridSpan":
				cols = bounded(attr(e, "val"), 1)
			case "vMerge":
				c.Below = !strings.EqualFold(attr(e, "val"), "restart")
			case "hMerge":
				c.Aside = !strings.EqualFold(attr(e, "val"), "restart")
			case "cellDel":
				deleted = true
			}
			return r.dec.Skip()
		})
	})
	r.finish(&s)
	c.Left = f.edge(w.col)
	w.col = min(w.col+cols, maxCells)
	c.Right = f.edge(w.col)
	if !deleted {
		c.Blocks = s.blocks
	}
	w.Cells = append(w.Cells, c)
	return err
}

// bounded reads a number of columns between least and maxColumns.
func bounded(val string, least int) int {
	return min(max(atoi(val, least), least), maxColumns)
}
