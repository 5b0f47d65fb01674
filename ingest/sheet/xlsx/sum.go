package xlsx

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"wence/ingest/sheet"
)

// sumFormula matches SUM over cells and ranges of the same sheet, and nothing else.
var sumFormula = regexp.MustCompile(`(?i)^\s*=?\s*SUM\(([$A-Z0-9:, ]+)\)\s*$`)

// maxSummed bounds the cells that the sums of one sheet go over.
const maxSummed = 1_000_000

// addSums fills in the totals that a program wrote as formulas without calculating them, and counts them. Only sums of
// plain numbers as displayed are filled in: any other formula could be misread, and a wrong figure is worse than none.
func addSums(s *sheet.Sheet, formulas map[place]string) int {
	a := adder{texts: map[place]string{}, formulas: formulas}
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			a.texts[place{r.Number, c.Column}] = c.Text
		}
	}
	summed := 0
	for at := range formulas {
		total, ok := a.value(at, 0)
		if !ok {
			continue
		}
		summed++
		insert(s, at, strconv.FormatFloat(math.Round(total*1e9)/1e9, 'f', -1, 64))
	}
	return summed
}

// adder evaluates sums, which may go over other sums.
type adder struct {
	texts    map[place]string
	formulas map[place]string
	read     int // cells so far
}

// maxNesting bounds sums of sums, and ends circles.
const maxNesting = 20

// value is a cell's number; a text counts as nothing, as it does in Excel.
func (a *adder) value(at place, depth int) (float64, bool) {
	if a.read++; depth > maxNesting || a.read > maxSummed {
		return 0, false
	}
	formula, ok := a.formulas[at]
	if !ok {
		text := strings.ReplaceAll(a.texts[at], ",", "")
		n, err := strconv.ParseFloat(text, 64)
		// A percentage or a date is a number too, but not the one that is displayed.
		return n, err == nil || !strings.ContainsAny(text, "0123456789")
	}
	match := sumFormula.FindStringSubmatch(formula)
	if match == nil {
		return 0, false
	}
	total := 0.0
	for _, ref := range strings.Split(match[1], ",") {
		r, ok := cellRange(strings.TrimSpace(strings.ReplaceAll(ref, "$", "")))
		if !ok {
			return 0, false
		}
		for row := r.Top; row <= r.Bottom; row++ {
			for column := r.Left; column <= r.Right; column++ {
				n, ok := a.value(place{row, column}, depth+1)
				if !ok {
					return 0, false
				}
				total += n
			}
		}
	}
	return total, true
}

// insert puts a text into a cell.
func insert(s *sheet.Sheet, at place, text string) {
	i, found := slices.BinarySearchFunc(s.Rows, at.row, func(r sheet.Row, n int) int { return r.Number - n })
	if !found {
		s.Rows = slices.Insert(s.Rows, i, sheet.Row{Number: at.row})
	}
	cells := s.Rows[i].Cells
	k, _ := slices.BinarySearchFunc(cells, at.column, func(c sheet.Cell, n int) int { return c.Column - n })
	s.Rows[i].Cells = slices.Insert(cells, k, sheet.Cell{Column: at.column, Text: text})
}

// cellRange reads A1 or A1:B2.
func cellRange(ref string) (sheet.Range, bool) {
	from, to, two := strings.Cut(ref, ":")
	if !two {
		to = from
	}
	left, top, err := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	if err != nil || err2 != nil {
		return sheet.Range{}, false
	}
	return sheet.Range{Top: min(top, bottom), Bottom: max(top, bottom), Left: min(left, right), Right: max(left, right)}, true
}
