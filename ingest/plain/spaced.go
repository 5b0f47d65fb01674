package plain

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// gap parts the columns of a table that is set with spaces.
var gap = regexp.MustCompile(`[ \t\x{3000}]{2,}`)

// What a table set with spaces has: rows, columns, and at most so many characters in a cell.
const (
	spacedRows    = 3
	spacedColumns = 3
	spacedCell    = 16
)

// spaced gives the rows of the table at the start of lines whose columns are parted by wide gaps; nil when there is none.
// Every row has all the columns, and none holds a sentence.
func spaced(lines []string) [][]string {
	var rows [][]string
	for _, line := range lines {
		row := gap.Split(strings.TrimSpace(line), -1)
		if len(row) < spacedColumns || len(rows) > 0 && len(row) != len(rows[0]) || strings.ContainsRune(line, '\t') {
			break
		}
		for _, cell := range row {
			if utf8.RuneCountInString(cell) > spacedCell || ended(cell) {
				return nil
			}
		}
		rows = append(rows, row)
	}
	if len(rows) < spacedRows {
		return nil
	}
	return rows
}
