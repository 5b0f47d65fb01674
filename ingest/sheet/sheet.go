// Package sheet holds worksheets as the format readers (xlsx, xls, csv) found them and turns them into blocks: tables
// found among titles and remarks, merged heads, and every data row with its header path.
//
// A reader fills one Sheet at a time and hands it to a Book, which keeps the bounds and makes the document:
//
//	cells, merges, hidden rows -> Sheet -> regions between blank rows -> document.Grid -> []document.Block
package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"wence/ingest/document"
)

// Bounds of a workbook, over all its sheets.
const (
	MaxRows  = 300_000
	MaxCells = 2_000_000
	// MaxPlaces bounds the cells of the blocks, empty ones included: a few cells may lie far apart.
	MaxPlaces = 2 * MaxCells
	// MaxText bounds the text in bytes: many cells may share a long one.
	MaxText = 100 << 20

	maxMerges  = 100_000 // merged cells of a sheet
	maxColumns = 16_384  // Excel's own
)

// Row is a row with its non-empty cells from left to right.
type Row struct {
	Number int // 1-based
	Hidden bool
	Cells  []Cell
}

// Cell is a cell that has a text.
type Cell struct {
	Column int // 1-based
	Text   string
}

// Range is a rectangle of cells, 1-based and inclusive.
type Range struct{ Top, Bottom, Left, Right int }

// Sheet is a worksheet. The zero value is empty.
type Sheet struct {
	Name          string
	Rows          []Row    // in order; rows without cells may be left out
	Merges        []Range  // merged cells
	HiddenColumns [][2]int // first and last, 1-based and inclusive
}

// Book gathers sheets into a document. The zero value is empty.
type Book struct {
	blocks []document.Block
	notes  []string
	tables int
	rows   int
	cells  int
	text   int // bytes
	places int // cells of the blocks, empty ones included
}

// TooLarge is the Problem of a workbook over the bounds.
func TooLarge() *document.Problem {
	return document.TooLarge("表格不得超过30万行、200万个单元格或100 MB文字")
}

// Note adds a sentence for the person.
func (b *Book) Note(format string, args ...any) {
	b.notes = append(b.notes, fmt.Sprintf(format, args...))
}

// unnamed matches the names that programs give to sheets, which say nothing.
var unnamed = regexp.MustCompile(`(?i)^(sheet|工作表|表)\s*\(?\d*\)?$`)

// Add appends a sheet: its name as a heading, then its tables. Hidden rows and columns are left out, and a note says
// so. The error is a *document.Problem.
func (b *Book) Add(s Sheet) error {
	b.rows += len(s.Rows)
	for _, r := range s.Rows {
		b.cells += len(r.Cells)
		for _, c := range r.Cells {
			b.text += len(c.Text)
		}
	}
	if b.rows > MaxRows || b.cells > MaxCells || b.text > MaxText || len(s.Merges) > maxMerges {
		return TooLarge()
	}
	rows, hiddenRows, hiddenColumns := s.visible()
	if hiddenRows > 0 {
		b.Note("工作表“%s”有%d行是隐藏的,没有读入", s.Name, hiddenRows)
	}
	if hiddenColumns > 0 {
		b.Note("工作表“%s”有%d列是隐藏的,没有读入", s.Name, hiddenColumns)
	}
	if len(rows) == 0 {
		return nil
	}
	if name := strings.TrimSpace(s.Name); name != "" && !unnamed.MatchString(name) {
		b.blocks = append(b.blocks, document.Block{Text: name, Level: 1})
	}
	l := layout{book: b, merges: s.Merges, origins: s.origins()}
	for _, region := range s.regions(rows) {
		if l.region(region); b.places > MaxPlaces {
			return TooLarge()
		}
	}
	if l.full {
		b.Note("工作表“%s”的表格超过200万格,超出部分没有读入", s.Name)
	}
	return nil
}

// Document gives what was added; it is a *document.Problem when there is no text.
func (b *Book) Document() (document.Document, error) {
	if len(b.blocks) == 0 {
		problem := document.Empty()
		if len(b.notes) > 0 {
			problem.Reason = "表格中没有可读的内容:" + b.notes[0]
		}
		return document.Document{}, problem
	}
	return document.Document{Blocks: b.blocks, Notes: b.notes}, nil
}

// visible gives the rows that show a text, without the cells of hidden columns, and counts what is hidden.
func (s *Sheet) visible() (rows []Row, hiddenRows, hiddenColumns int) {
	hidden := make([]bool, maxColumns+1)
	for _, h := range s.HiddenColumns[:min(len(s.HiddenColumns), maxColumns)] {
		for c := max(h[0], 1); c <= min(h[1], maxColumns); c++ {
			hidden[c] = true
		}
	}
	lost := map[int]bool{}
	for _, r := range s.Rows {
		shown := Row{Number: r.Number}
		for _, c := range r.Cells {
			switch {
			case strings.TrimSpace(c.Text) == "":
			case c.Column >= 1 && c.Column <= maxColumns && hidden[c.Column]:
				lost[c.Column] = true
			default:
				shown.Cells = append(shown.Cells, c)
			}
		}
		switch {
		case len(shown.Cells) == 0:
		case r.Hidden:
			hiddenRows++
		default:
			rows = append(rows, shown)
		}
	}
	return rows, hiddenRows, len(lost)
}

// origins gives the texts of merged cells by their first row and column.
func (s *Sheet) origins() map[[2]int]string {
	texts := make(map[[2]int]string, len(s.Merges))
	for _, m := range s.Merges {
		texts[[2]int{m.Top, m.Left}] = ""
	}
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			if _, ok := texts[[2]int{r.Number, c.Column}]; ok {
				texts[[2]int{r.Number, c.Column}] = c.Text
			}
		}
	}
	return texts
}

// regions cuts the rows where a blank row stands between them, hidden rows and merged cells not counted as blank.
func (s *Sheet) regions(rows []Row) [][]Row {
	hidden := map[int]bool{}
	for _, r := range s.Rows {
		if r.Hidden {
			hidden[r.Number] = true
		}
	}
	reach := s.reach()
	var out [][]Row
	from := 0
	for i := 1; i <= len(rows); i++ {
		if i < len(rows) && (!blankBetween(rows[i-1].Number, rows[i].Number, hidden) || reach(rows[i-1].Number) >= rows[i].Number) {
			continue
		}
		out = append(out, rows[from:i])
		from = i
	}
	return out
}

// blankBetween reports a row between two that is neither shown nor hidden.
func blankBetween(above, below int, hidden map[int]bool) bool {
	for n := above + 1; n < below; n++ {
		if !hidden[n] {
			return true
		}
	}
	return false
}

// reach gives the lowest row to which cells merged from a row or above it go down.
func (s *Sheet) reach() func(row int) int {
	merges := slices.SortedFunc(slices.Values(s.Merges), func(a, b Range) int { return a.Top - b.Top })
	lowest := make([]int, len(merges))
	for i, m := range merges {
		lowest[i] = m.Bottom
		if i > 0 {
			lowest[i] = max(m.Bottom, lowest[i-1])
		}
	}
	return func(row int) int {
		n := sort.Search(len(merges), func(i int) bool { return merges[i].Top > row })
		if n == 0 {
			return 0
		}
		return lowest[n-1]
	}
}
