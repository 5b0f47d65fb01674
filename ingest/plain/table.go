package plain

import (
	"regexp"
	"strings"

	"wence/ingest/document"
)

// textTable gives the rows of the table that lines begin with, how many lines it takes, 0 = none, and whether the first row
// is its head by the marks of the text.
func textTable(lines []string) (rows [][]string, used int, headed bool) {
	if lines[0] == "" {
		return nil, 0, false
	}
	if rows, used, headed = barred(lines); used > 0 {
		return rows, used, headed
	}
	if used = tabbed(lines); used > 0 {
		for _, line := range lines[:used] {
			rows = append(rows, strings.Split(line, "\t"))
		}
		return rows, used, false
	}
	if rows, used, headed = spaced(lines); used > 0 {
		return rows, used, headed
	}
	rows = separated(lines)
	return rows, len(rows), false
}

// tabbed counts the lines at the start of lines that are clearly one tab-separated table; 0 = none. Two columns need three
// rows, more columns two, and every row the same number of cells, the first filled but in a row of labels; what is empty
// at the end of a row, or at the start of a later one, is no cell less.
func tabbed(lines []string) int {
	tabs := strings.Count(lines[0], "\t")
	n := 0
	if labelled(lines[0]) && len(lines) > 1 && isRow(lines[1]) {
		n++
	}
	for n < len(lines) && tabs > 0 && (isRow(lines[n]) || n > 1 && isRow(strings.TrimLeft(lines[n], "\t"))) {
		if got := strings.Count(lines[n], "\t"); got > tabs || got < tabs && (n == 0 || tabs < 3) {
			break
		}
		n++
	}
	if n >= 3 || n == 2 && tabs > 1 {
		return n
	}
	return 0
}

// labelled reports that a line may be the labels of a table whose rows' names stand under none: it
// starts with a tab, and every other cell is filled.
func labelled(line string) bool {
	cells := strings.Split(line, "\t")
	for _, c := range cells[1:] {
		if strings.TrimSpace(c) == "" {
			return false
		}
	}
	return cells[0] == "" && len(cells) > 2
}

// isRow reports a line that starts with a cell, not with an indent, and whose cells are short or filled.
func isRow(line string) bool {
	cells := strings.Split(line, "\t")
	filled := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			filled++
		}
	}
	return strings.TrimSpace(cells[0]) != "" && filled >= 2
}

// table makes blocks of rows of cells; stated says that the first row is the header by the format's own word.
func table(rows [][]string, stated bool, number int) []document.Block {
	grid := document.NewGrid(len(rows))
	for _, merged := range document.Unmerged(rows) {
		grid.Place(merged)
	}
	for r, row := range rows {
		for c, cell := range row {
			grid.Place(document.Span{Row: r, Col: c, Text: cell, Header: stated && r == 0})
		}
	}
	return grid.Blocks(number)
}

// ruler matches the second line of a Markdown pipe table.
var ruler = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)

// piped counts the lines of a Markdown pipe table at the start of lines; 0 = none.
func piped(lines []string) int {
	if len(lines) < 2 || !strings.Contains(lines[0], "|") || !strings.Contains(lines[1], "|") || !ruler.MatchString(lines[1]) {
		return 0
	}
	n := 2
	for n < len(lines) && strings.Contains(lines[n], "|") {
		n++
	}
	return n
}

// pipeTable reads the lines that piped counted; inline marks are gone from the cells. dropped counts struck-out texts.
func pipeTable(lines []string, number int) (blocks []document.Block, dropped int) {
	var rows [][]string
	for i, line := range lines {
		if i == 1 {
			continue
		}
		row := cells(line)
		for c := range row {
			text, n := inline(row[c])
			row[c], dropped = text, dropped+n
		}
		rows = append(rows, row)
	}
	return table(rows, strings.Trim(lines[0], "| \t") != "", number), dropped
}

// cells splits a pipe table's row at its bars, an escaped bar excepted.
func cells(line string) []string {
	const bar = "\x00"
	line = strings.ReplaceAll(strings.TrimSpace(line), `\|`, bar)
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	row := strings.Split(line, "|")
	for i := range row {
		row[i] = strings.TrimSpace(strings.ReplaceAll(row[i], bar, "|"))
	}
	return row
}
