// Package csv reads delimited text: .csv, .tsv, and the text files that programs export under a spreadsheet's name.
//
// Bytes are decoded by charset, cut by the separator that the first lines agree on, and laid out as a sheet.
package csv

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"wence/ingest/charset"
	"wence/ingest/document"
	"wence/ingest/sheet"
)

// maxCell is the most characters that a spreadsheet's cell holds, in bytes. A longer field is an open quotation mark.
const maxCell = 4 * 32767

// Read gives the table. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	decoded, err := charset.Decode(data)
	if err != nil {
		return document.Document{}, err
	}
	comma := separator(decoded.Text)
	rows, err := quoted(ctx, decoded.Text, comma)
	var book sheet.Book
	if errors.Is(err, errQuote) {
		rows, err = unquoted(ctx, decoded.Text, comma)
		book.Note("表格中的引号不成对,已按行读取,个别单元格可能有误")
	}
	if err != nil {
		return document.Document{}, err
	}
	if note := decoded.Note(); note != "" {
		book.Note("%s", note)
	}
	if err := book.Add(sheet.Sheet{Rows: rows, Merges: merges(rows)}); err != nil {
		return document.Document{}, err
	}
	return book.Document()
}

// most bounds the rows whose merged cells are looked for.
const most = 20_000

// merges are the cells that were merged before the export, as far as the rows between two blank ones show it.
func merges(rows []sheet.Row) []sheet.Range {
	var out []sheet.Range
	if len(rows) > most {
		return nil
	}
	for from := 0; from < len(rows); {
		to, width := from, 0
		for to < len(rows) && rows[to].Number-rows[from].Number == to-from {
			width = max(width, rows[to].Cells[len(rows[to].Cells)-1].Column)
			to++
		}
		table := make([][]string, to-from)
		for i := range table {
			table[i] = make([]string, min(width, widest))
			for _, c := range rows[from+i].Cells {
				if c.Column <= widest {
					table[i][c.Column-1] = c.Text
				}
			}
		}
		for _, s := range document.Unmerged(table) {
			top := rows[from+s.Row].Number
			out = append(out, sheet.Range{Top: top, Bottom: top + max(s.Rows, 1) - 1, Left: s.Col + 1, Right: s.Col + max(s.Cols, 1)})
		}
		from = to
	}
	return out
}

// widest is the most columns that are looked at for merged cells.
const widest = 100

// separator is the one of the usual separators that the most of the first lines have equally often; the comma when
// none is there.
func separator(text string) rune {
	best, most := ',', 0
	for _, candidate := range ",\t;|" {
		counts := map[int]int{}
		n := 0
		for line := range strings.Lines(text) {
			if c := strings.Count(line, string(candidate)); c > 0 {
				counts[c]++
			}
			if n++; n == 50 {
				break
			}
		}
		for c, lines := range counts {
			if score := lines*100 + c; score > most || score == most && candidate == ',' {
				best, most = candidate, score
			}
		}
	}
	return best
}

var errQuote = errors.New("a quotation mark stays open")

// quoted reads fields in which quotation marks may enclose separators and line ends.
func quoted(ctx context.Context, text string, comma rune) ([]sheet.Row, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = comma, true, -1, true
	var rows []sheet.Row
	number, next := 0, 1 // of the row, and of the line after it
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, errQuote
		}
		line, _ := r.FieldPos(0)
		if number++; line > next { // after a blank line
			number++
		}
		next = line + 1
		row := sheet.Row{Number: number}
		for i, field := range fields {
			next += strings.Count(field, "\n")
			if len(field) > maxCell {
				return nil, errQuote
			}
			row.Cells = appendCell(row.Cells, i+1, field)
		}
		if rows, err = appendRow(ctx, rows, row); err != nil {
			return nil, err
		}
	}
}

// unquoted cuts each line at the separator.
func unquoted(ctx context.Context, text string, comma rune) ([]sheet.Row, error) {
	var rows []sheet.Row
	number := 0
	for line := range strings.Lines(text) {
		number++
		row := sheet.Row{Number: number}
		for i, field := range strings.Split(strings.TrimRight(line, "\r\n"), string(comma)) {
			row.Cells = appendCell(row.Cells, i+1, strings.Trim(field, `"`))
		}
		var err error
		if rows, err = appendRow(ctx, rows, row); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// appendCell drops the marks with which exports keep numbers as text: ="0123" and a tab before the figure.
func appendCell(cells []sheet.Cell, column int, field string) []sheet.Cell {
	field = strings.TrimSpace(field)
	if inner, ok := strings.CutPrefix(field, `="`); ok && strings.HasSuffix(inner, `"`) {
		field = strings.TrimSuffix(inner, `"`)
	}
	if field == "" {
		return cells
	}
	return append(cells, sheet.Cell{Column: column, Text: strings.Clone(field)})
}

func appendRow(ctx context.Context, rows []sheet.Row, row sheet.Row) ([]sheet.Row, error) {
	if len(row.Cells) == 0 {
		return rows, nil
	}
	if len(rows)%4096 == 0 && ctx.Err() != nil {
		return nil, fmt.Errorf("read csv: %w", ctx.Err())
	}
	if len(rows) >= sheet.MaxRows {
		return nil, sheet.TooLarge()
	}
	return append(rows, row), nil
}
