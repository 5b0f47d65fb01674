package pptx

import (
	"encoding/xml"

	"wence/ingest/document"
	"wence/ingest/markup"
	"wence/ingest/word/table"
)

// maxSpan bounds the rows and columns that one cell covers.
const maxSpan = 1000

// cell is a cell of a table, by its column.
type cell struct {
	column, rows, columns int
	blocks                []document.Block
}

func (s *slide) table() error {
	var rows [][]cell
	head := false
	err := s.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tblPr":
			head = isTrue(markup.Attr(e, "firstRow"))
		case "tr":
			row, err := s.row()
			rows = append(rows, row)
			return err
		}
		return s.Skip()
	})
	if len(rows) == 1 && len(rows[0]) == 1 { // a frame around text
		s.blocks = append(s.blocks, rows[0][0].blocks...)
		return err
	}
	s.tables++
	grid := document.NewGrid(len(rows))
	for i, row := range rows {
		for _, c := range row {
			grid.Place(document.Span{Row: i, Col: c.column, Rows: c.rows, Cols: c.columns, Text: table.Text(c.blocks), Header: head && i == 0})
		}
	}
	s.left.cut = s.left.cut || grid.Full()
	s.blocks = append(s.blocks, grid.Blocks(s.tables)...)
	return err
}

// row reads a row. A merged cell's other places have cells too, which say that they are covered.
func (s *slide) row() ([]cell, error) {
	var row []cell
	column := 0
	err := s.Children(func(e xml.StartElement) error {
		if e.Name.Local != "tc" {
			return s.Skip()
		}
		c := cell{
			column: column, rows: min(markup.Int(e, "rowSpan", 1), maxSpan),
			columns: min(markup.Int(e, "gridSpan", 1), maxSpan),
		}
		column++
		if isTrue(markup.Attr(e, "hMerge")) || isTrue(markup.Attr(e, "vMerge")) {
			return s.Skip()
		}
		err := s.Children(func(e xml.StartElement) error {
			if e.Name.Local == "txBody" {
				return s.body(&c.blocks, 0)
			}
			return s.Skip()
		})
		row = append(row, c)
		return err
	})
	return row, err
}
