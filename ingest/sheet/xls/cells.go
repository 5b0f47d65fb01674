package xls

import (
	"context"
	"slices"

	"wence/ingest/sheet"
	"wence/ingest/sheet/numfmt"
)

// reader reads the cells of one sheet.
type reader struct {
	*globals
	renderer *numfmt.Renderer
	out      sheet.Sheet
	rows     map[int]*sheet.Row
	cells    int
	pending  *place // a formula whose text follows
}

// place is a cell, 0-based as in the file.
type place struct{ row, column int }

func (r *reader) read(ctx context.Context, stream []byte, offset int) error {
	depth, n := 0, 0
	for rec := range records(stream, offset) {
		if n++; n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		switch rec.kind {
		case typeBOF:
			depth++
			continue
		case typeEOF:
			if depth--; depth <= 0 {
				return nil
			}
			continue
		}
		if depth > 1 { // an embedded chart
			continue
		}
		if r.record(rec); r.cells > sheet.MaxCells {
			return sheet.TooLarge()
		}
	}
	return nil
}

func (r *reader) record(rec record) {
	d := rec.data()
	at := place{u16(d, 0), u16(d, 2)}
	style := u16(d, 4)
	switch rec.kind {
	case typeStringCell:
		if i := u32(d, 6); i < len(r.strings) {
			r.add(at, r.strings[i])
		}
	case typeLabel:
		c := cursor{parts: rec.parts}
		c.skip(6)
		r.add(at, c.long())
	case typeNumber:
		r.add(at, r.number(float(d, 6), style))
	case typeRK:
		r.add(at, r.number(rk(u32(d, 6)), style))
	case typeMulRK:
		for k := 4; k+6 <= len(d)-2; k += 6 {
			r.add(at, r.number(rk(u32(d, k+2)), u16(d, k)))
			at.column++
		}
	case typeBool:
		r.add(at, constant(u8(d, 6), u8(d, 7) != 0))
	case typeFormula:
		r.formula(d, at, style)
	case typeString:
		if c := (cursor{parts: rec.parts}); r.pending != nil {
			r.add(*r.pending, c.long())
			r.pending = nil
		}
	case typeMerges:
		for k := 2; k+8 <= len(d); k += 8 {
			r.out.Merges = append(r.out.Merges, sheet.Range{
				Top: u16(d, k) + 1, Bottom: u16(d, k+2) + 1, Left: u16(d, k+4) + 1, Right: u16(d, k+6) + 1,
			})
		}
	case typeRow:
		if u16(d, 12)&0x20 != 0 {
			r.row(at.row).Hidden = true
		}
	case typeColumnInfo:
		if u16(d, 8)&1 != 0 {
			r.out.HiddenColumns = append(r.out.HiddenColumns, [2]int{at.row + 1, at.column + 1})
		}
	}
}

// formula takes the stored result (2.5.133): a number, or a mark in its last two bytes and what it is in its first.
func (r *reader) formula(d []byte, at place, style int) {
	if u16(d, 12) != 0xFFFF {
		r.add(at, r.number(float(d, 6), style))
		return
	}
	switch u8(d, 6) {
	case 0:
		r.pending = &at
	case 1:
		r.add(at, constant(u8(d, 8), false))
	case 2:
		r.add(at, constant(u8(d, 8), true))
	}
}

// constant gives a truth value or an error as Excel shows it (2.5.10).
func constant(v int, isError bool) string {
	if isError {
		return map[int]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}[v]
	}
	if v != 0 {
		return "TRUE"
	}
	return "FALSE"
}

// number renders a number with the format of its cell's style.
func (r *reader) number(v float64, style int) string {
	id := 0
	if style < len(r.globals.cells) {
		id = r.globals.cells[style]
	}
	return r.renderer.Render(v, r.formats[id], id)
}

func (r *reader) row(n int) *sheet.Row {
	if r.rows[n] == nil {
		r.rows[n] = &sheet.Row{Number: n + 1}
	}
	return r.rows[n]
}

func (r *reader) add(at place, text string) {
	if text != "" {
		r.cells++
		row := r.row(at.row)
		row.Cells = append(row.Cells, sheet.Cell{Column: at.column + 1, Text: text})
	}
}

// sheet gives what was read, in order. Of cells given twice the last counts, as in Excel.
func (r *reader) sheet() sheet.Sheet {
	for _, row := range r.rows {
		slices.SortStableFunc(row.Cells, func(a, b sheet.Cell) int { return a.Column - b.Column })
		kept := row.Cells[:0]
		for i, c := range row.Cells {
			if i+1 == len(row.Cells) || row.Cells[i+1].Column != c.Column {
				kept = append(kept, c)
			}
		}
		row.Cells = kept
		r.out.Rows = append(r.out.Rows, *row)
	}
	slices.SortFunc(r.out.Rows, func(a, b sheet.Row) int { return a.Number - b.Number })
	return r.out
}
