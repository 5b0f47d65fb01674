package xlsx

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"wence/ingest/document"
	"wence/ingest/sheet"
)

// maxMerges bounds a sheet's merged cells, and lastRow is Excel's last row.
const (
	maxMerges = 100_000
	lastRow   = 1 << 20
)

// place is a cell by row and column, 1-based.
type place struct{ row, column int }

// scanned is what a sheet's XML says besides the cells' texts.
type scanned struct {
	last          int // last row that has a value
	hidden        map[int]bool
	hiddenColumns [][2]int
	merges        []sheet.Range
	formulas      map[place]string // formulas without a stored result
}

// scanner reads a sheet's XML as a stream.
type scanner struct {
	scanned
	rows, cells int // that have a value
	row, column int // being read, 1-based
	formula     []byte
	inFormula   bool
	isFormula   bool
	hasValue    bool
	inValue     bool
	counted     bool // the row's cells are counted already
}

// scan goes through a sheet's XML once. It refuses a sheet over the bounds before any cell is kept.
func scan(ctx context.Context, part *zip.File) (scanned, error) {
	r, err := part.Open()
	if err != nil {
		return scanned{}, fmt.Errorf("part %s: %w: %w", part.Name, err, document.ErrDamaged)
	}
	defer r.Close()
	s := scanner{scanned: scanned{hidden: map[int]bool{}, formulas: map[place]string{}}}
	decoder := xml.NewDecoder(bufio.NewReaderSize(io.LimitReader(r, maxUnpacked), 64<<10))
	for n := 0; ; n++ {
		if n%65536 == 0 && ctx.Err() != nil {
			return scanned{}, ctx.Err()
		}
		token, err := decoder.RawToken() // no namespaces, no nesting: half the time
		if errors.Is(err, io.EOF) {
			return s.scanned, nil
		}
		if err != nil {
			return scanned{}, fmt.Errorf("part %s: %w: %w", part.Name, err, document.ErrDamaged)
		}
		switch t := token.(type) {
		case xml.StartElement:
			s.start(t)
		case xml.EndElement:
			s.end(t.Name.Local)
		case xml.CharData:
			s.hasValue = s.hasValue || s.inValue && len(t) > 0
			if s.inFormula && len(s.formula) < 1000 {
				s.formula = append(s.formula, t...)
			}
		}
		if s.rows > sheet.MaxRows || s.cells > sheet.MaxCells || len(s.merges) > maxMerges {
			return scanned{}, sheet.TooLarge()
		}
	}
}

func (s *scanner) start(e xml.StartElement) {
	switch e.Name.Local {
	case "row":
		s.row, s.column, s.counted = s.row+1, 0, false
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "r":
				s.row = number(a.Value, s.row)
			case "hidden":
				s.hide(isTrue(a.Value))
			case "ht":
				s.hide(a.Value == "0")
			}
		}
	case "c":
		s.column++
		if column, _, err := excelize.CellNameToCoordinates(attribute(e, "r")); err == nil {
			s.column = column
		}
		s.formula, s.isFormula, s.hasValue = s.formula[:0], false, false
	case "f":
		s.inFormula, s.isFormula = true, true
	case "v", "is":
		s.inValue = true
	case "col":
		if isTrue(attribute(e, "hidden")) || attribute(e, "width") == "0" {
			s.hiddenColumns = append(s.hiddenColumns, [2]int{number(attribute(e, "min"), 0), number(attribute(e, "max"), 0)})
		}
	case "mergeCell":
		s.merge(attribute(e, "ref"))
	}
}

// hide notes that the row being read is not shown.
func (s *scanner) hide(hidden bool) {
	if hidden && s.row <= lastRow {
		s.hidden[s.row] = true
	}
}

func (s *scanner) end(name string) {
	switch name {
	case "f":
		s.inFormula = false
	case "v", "is":
		s.inValue = false
	case "c":
		if s.isFormula && !s.hasValue {
			s.formulas[place{s.row, s.column}] = string(s.formula)
		}
		if !s.hasValue && !s.isFormula {
			return
		}
		s.cells++
		s.last = max(s.last, s.row)
		if !s.counted {
			s.rows, s.counted = s.rows+1, true
		}
	}
}

// merge reads a range such as A1:G1; anything else merges nothing.
func (s *scanner) merge(ref string) {
	if r, ok := cellRange(ref); ok && (r.Top != r.Bottom || r.Left != r.Right) {
		s.merges = append(s.merges, r)
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isTrue(v string) bool { return v == "1" || v == "true" }

func number(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return n
	}
	return otherwise
}
