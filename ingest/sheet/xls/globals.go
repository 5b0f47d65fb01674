package xls

import (
	"fmt"

	"wence/ingest/document"
	"wence/ingest/sheet"
)

// globals are what the workbook's first part says for all sheets.
type globals struct {
	sheets   []tab
	strings  []string
	formats  map[int]string // codes by the formats' ids
	cells    []int          // format id by the cells' style
	date1904 bool
}

// tab is a worksheet with the offset of its records.
type tab struct {
	name   string
	offset int
	hidden bool
}

// biff8 is the version of Excel 97 and later.
const biff8 = 0x0600

func readGlobals(stream []byte) (*globals, error) {
	g := &globals{formats: map[int]string{}}
	if kind, data, _ := cutRecord(stream, 0); kind != typeBOF || len(data) < 4 {
		if kind == 0x0009 || kind == 0x0209 || kind == 0x0409 { // BIFF2 to BIFF4
			return nil, errOld
		}
		return nil, fmt.Errorf("no workbook: %w", document.ErrDamaged)
	} else if u16(data, 0) != biff8 {
		return nil, errOld
	}
	for r := range records(stream, 0) {
		c := cursor{parts: r.parts}
		switch r.kind {
		case typeEOF:
			return g, nil
		case typeFilePass:
			return nil, errEncrypted
		case typeDate1904:
			g.date1904 = c.u16() == 1
		case typeSheet:
			t := tab{offset: c.u32(), hidden: c.u8()&3 != 0}
			if kind := c.u8(); kind == 0 { // worksheets, not charts or macros
				t.name = c.short()
				g.sheets = append(g.sheets, t)
			}
		case typeFormat:
			id := c.u16()
			g.formats[id] = c.long()
		case typeXF:
			c.skip(2)
			g.cells = append(g.cells, c.u16())
		case typeStrings:
			c.skip(4)
			total := min(c.u32(), sheet.MaxCells)
			for len(g.strings) < total && c.more() {
				g.strings = append(g.strings, c.rich())
			}
		}
	}
	return nil, fmt.Errorf("workbook breaks off: %w", document.ErrDamaged)
}
