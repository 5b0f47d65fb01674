package odf

import (
	"encoding/xml"

	"wence/ingest/document"
	"wence/ingest/markup"
	"wence/ingest/word/table"
)

// Bounds of what an element stands for in a text's table.
const (
	maxSpan    = 1000
	maxColumns = 1000
	maxRows    = 250_000
	maxRepeat  = 1000
	maxAgain   = 8 << 20 // bytes of text that stand there because one element counts for several
)

// cell is a cell of a table, by its column.
type cell struct {
	column, rows, columns int
	blocks                []document.Block
	text                  string
}

// row is a row of a table under reading.
type row struct {
	cells  []cell
	next   int // first column that is free
	header bool
	hidden bool
	text   int // bytes
}

func (r *reader) table(s *story) error {
	var rows []row
	err := r.rows(&rows, false)
	if len(rows) == 1 && len(rows[0].cells) == 1 { // a frame around text
		s.blocks = append(s.blocks, rows[0].cells[0].blocks...)
		return err
	}
	r.tables++
	grid := document.NewGrid(len(rows))
	for i, one := range rows {
		if one.hidden {
			grid.Hide(i)
		}
		for _, c := range one.cells {
			grid.Place(document.Span{Row: i, Col: c.column, Rows: c.rows, Cols: c.columns, Text: c.text, Header: one.header})
		}
	}
	r.cut = r.cut || grid.Full()
	s.blocks = append(s.blocks, grid.Blocks(r.tables)...)
	return err
}

// rows reads a table's rows, those in groups too.
func (r *reader) rows(out *[]row, header bool) error {
	return r.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-header-rows":
			return r.rows(out, true)
		case "table-rows", "table-row-group":
			return r.rows(out, header)
		case "table-row":
			one := row{header: header, hidden: unshown(e)}
			err := r.cells(&one)
			for range r.times(e, "number-rows-repeated", one.text) {
				*out = append(*out, one)
			}
			if r.cut = r.cut || len(*out) > maxRows; r.cut {
				*out = (*out)[:min(len(*out), maxRows)]
			}
			return err
		}
		return r.Skip()
	})
}

// times is how often an element counts that may stand for several, each with so many bytes of text.
func (r *reader) times(e xml.StartElement, attr string, text int) int {
	n := min(max(markup.Int(e, attr, 1), 1), maxRepeat)
	if r.again += (n - 1) * (text + 1); r.again > maxAgain {
		r.cut = r.cut || n > 1
		return 1
	}
	return n
}

// unshown reports a row or a column that is not shown.
func unshown(e xml.StartElement) bool {
	v := markup.Attr(e, "visibility")
	return v == "collapse" || v == "filter"
}

// cells reads a row's cells. The places that a merged cell covers have elements of their own.
func (r *reader) cells(out *row) error {
	return r.Children(func(e xml.StartElement) error {
		if e.Name.Local != "table-cell" {
			out.next += min(max(markup.Int(e, "number-columns-repeated", 1), 1), maxColumns)
			return r.Skip()
		}
		in := story{cell: true}
		err := r.story(&in)
		one := cell{
			rows: min(markup.Int(e, "number-rows-spanned", 1), maxSpan), columns: min(markup.Int(e, "number-columns-spanned", 1), maxSpan),
			blocks: in.blocks, text: table.Text(in.blocks),
		}
		for range r.times(e, "number-columns-repeated", len(one.text)) {
			if one.column = out.next; one.column < maxColumns {
				out.cells = append(out.cells, one)
				out.text += len(one.text)
			}
			out.next++
		}
		return err
	})
}
