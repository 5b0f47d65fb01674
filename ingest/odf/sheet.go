package odf

import (
	"cmp"
	"encoding/xml"
	"strings"

	"wence/ingest/document"
	"wence/ingest/markup"
	"wence/ingest/sheet"
)

// lastColumn and lastRow are a sheet's own bounds: what repeats to them is empty space.
const (
	lastColumn = 16_384
	lastRow    = 1 << 20
)

// spreadsheet reads the sheets of a spreadsheet.
func (r *reader) spreadsheet() (document.Document, error) {
	var book sheet.Book
	err := r.Children(func(e xml.StartElement) error {
		name := markup.Attr(e, "name")
		switch {
		case e.Name.Local != "table":
			return r.Skip()
		case r.hides("table", markup.Attr(e, "style-name")):
			book.Note("工作表“%s”是隐藏的,没有读入", name)
			return r.Skip()
		}
		w := worksheet{reader: r, Sheet: sheet.Sheet{Name: name}}
		if err := w.lines(); err != nil {
			return err
		}
		if w.unsolved > 0 {
			book.Note("工作表“%s”有%d个公式没有保存计算结果,留空", name, w.unsolved)
		}
		return book.Add(w.Sheet)
	})
	if err != nil {
		return document.Document{}, err
	}
	return book.Document()
}

// worksheet is a sheet under reading.
type worksheet struct {
	*reader
	sheet.Sheet
	row, column int // that come next, 1-based less one
	cells       int
	unsolved    int // formulas without a stored result
}

// lines reads columns and rows, those in groups too.
func (w *worksheet) lines() error {
	return w.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-column":
			n := max(markup.Int(e, "number-columns-repeated", 1), 1)
			if unshown(e) {
				w.HiddenColumns = append(w.HiddenColumns, [2]int{w.column + 1, w.column + n})
			}
			w.column = min(w.column+n, lastColumn)
			return w.Skip()
		case "table-row":
			return w.line(e)
		case "table-columns", "table-header-columns", "table-column-group", "table-rows", "table-header-rows", "table-row-group":
			return w.lines()
		}
		return w.Skip()
	})
}

// line reads a row, which may stand for many alike.
func (w *worksheet) line(e xml.StartElement) error {
	one := sheet.Row{Hidden: unshown(e)}
	w.column = 0
	err := w.Children(func(e xml.StartElement) error { return w.cell(e, &one) })
	repeated := min(max(markup.Int(e, "number-rows-repeated", 1), 1), lastRow-min(w.row, lastRow))
	if len(one.Cells) > 0 {
		if w.cells += repeated * len(one.Cells); w.cells > sheet.MaxCells || len(w.Rows)+repeated > sheet.MaxRows {
			return sheet.TooLarge()
		}
		for n := range repeated {
			one.Number = w.row + n + 1
			w.Rows = append(w.Rows, one)
		}
	}
	w.row += repeated
	return err
}

// cell reads a cell, which may stand for many alike; a covered one is of no account.
func (w *worksheet) cell(e xml.StartElement, in *sheet.Row) error {
	repeated := min(max(markup.Int(e, "number-columns-repeated", 1), 1), lastColumn-min(w.column, lastColumn))
	text := ""
	err := w.Children(func(e xml.StartElement) error {
		if e.Name.Local != "p" {
			return w.Skip()
		}
		var p words
		err := w.inline(&p, &story{})
		text += "\n" + p.text.String()
		return err
	})
	if text = strings.TrimSpace(text); text == "" {
		text = stored(e)
	}
	if text == "" && markup.Attr(e, "formula") != "" {
		w.unsolved++
	}
	if e.Name.Local == "table-cell" && text != "" {
		for n := range repeated {
			in.Cells = append(in.Cells, sheet.Cell{Column: w.column + n + 1, Text: text})
		}
		w.merge(e)
	}
	w.column += repeated
	return err
}

// stored is a cell's value where the file does not say how it is shown.
func stored(e xml.StartElement) string {
	return cmp.Or(markup.Attr(e, "string-value"), markup.Attr(e, "date-value"), markup.Attr(e, "value"))
}

// merge notes the rectangle that a cell covers.
func (w *worksheet) merge(e xml.StartElement) {
	rows := min(max(markup.Int(e, "number-rows-spanned", 1), 1), lastRow)
	columns := min(max(markup.Int(e, "number-columns-spanned", 1), 1), lastColumn)
	if rows*columns > 1 {
		w.Merges = append(w.Merges, sheet.Range{Top: w.row + 1, Bottom: w.row + rows, Left: w.column + 1, Right: w.column + columns})
	}
}
