package xmlss

import (
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"wence/ingest/markup"
	"wence/ingest/sheet"
)

// A sheet's own bounds.
const (
	lastRow    = 1 << 20
	lastColumn = 16_384
)

// worksheet is a sheet under reading.
type worksheet struct {
	*reader
	sheet.Sheet
	row, column int // read last, 1-based
	defined     int // column that was described last
	cells       int
}

// line reads a row, or the description of a column.
func (w *worksheet) line(e xml.StartElement) error {
	hidden := markup.Attr(e, "Hidden") == "1"
	at, span := count(e, "Index"), count(e, "Span")
	switch e.Name.Local {
	case "Column":
		first := max(at, w.defined+1)
		w.defined = min(first+span, lastColumn)
		if hidden {
			w.HiddenColumns = append(w.HiddenColumns, [2]int{first, w.defined})
		}
		return w.Skip()
	case "Row":
		w.row, w.column = min(max(at, w.row+1), lastRow), 0
		row := sheet.Row{Number: w.row, Hidden: hidden}
		err := w.Children(func(e xml.StartElement) error { return w.cell(e, &row) })
		if w.cells += len(row.Cells); w.cells > sheet.MaxCells || len(w.Rows) >= sheet.MaxRows {
			return sheet.TooLarge()
		}
		w.Rows = append(w.Rows, row)
		w.row = min(w.row+span, lastRow)
		return err
	}
	return w.Skip()
}

// cell reads a cell with what it is merged over.
func (w *worksheet) cell(e xml.StartElement, in *sheet.Row) error {
	if e.Name.Local != "Cell" {
		return w.Skip()
	}
	w.column = min(max(count(e, "Index"), w.column+1), lastColumn)
	at := w.column
	across, down := min(count(e, "MergeAcross"), lastColumn), min(count(e, "MergeDown"), lastRow)
	if across+down > 0 {
		w.Merges = append(w.Merges, sheet.Range{Top: w.row, Bottom: w.row + down, Left: at, Right: at + across})
	}
	w.column = min(at+across, lastColumn)
	format := w.formats[markup.Attr(e, "StyleID")]
	return w.Children(func(e xml.StartElement) error {
		if e.Name.Local != "Data" {
			return w.Skip()
		}
		var text strings.Builder
		if err := w.words(&text); err != nil {
			return err
		}
		if shown := w.shown(markup.Attr(e, "Type"), text.String(), format); shown != "" {
			in.Cells = append(in.Cells, sheet.Cell{Column: at, Text: shown})
		}
		return nil
	})
}

// words gathers the characters of an element and of those in it, which only colour them.
func (w *worksheet) words(text *strings.Builder) error {
	return w.Mixed(func(xml.StartElement) error { return w.words(text) }, func(s string) { text.WriteString(s) })
}

// named are the formats that have a name in place of a code.
var named = map[string]string{
	"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "General Number": "General", "Short Date": "yyyy/m/d",
	"Medium Date": "yyyy/m/d", "Long Date": "yyyy年m月d日", "General Date": "yyyy/m/d h:mm", "Short Time": "h:mm", "Medium Time": "h:mm",
}

// shown is a value as its cell shows it.
func (w *worksheet) shown(kind, text, format string) string {
	if code, ok := named[format]; ok {
		format = code
	}
	switch kind {
	case "Number":
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return w.numbers.Render(n, format, 0)
		}
	case "DateTime":
		if day, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(text, ".000")); err == nil {
			if format == "" {
				format = named["Short Date"]
			}
			return w.numbers.Render(day.Sub(dayZero).Hours()/24, format, 0)
		}
	case "Boolean":
		return map[string]string{"1": "是", "0": "否"}[text]
	}
	return strings.TrimSpace(text)
}

// dayZero is the day from which days are counted.
var dayZero = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
