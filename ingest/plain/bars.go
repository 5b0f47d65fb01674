package plain

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// bars are the characters other than | that part cells.
var bars = strings.NewReplacer("│", "|", "┃", "|", "║", "|", "\uFF5C", "|")

// barred gives the rows of the table at the start of lines whose cells stand between bars, and how many lines they take
// with the rules between them; nothing when there is none. Rows that begin with a bar need no rule; one behind the first
// says that it is the head.
func barred(lines []string) (rows [][]string, used int, headed bool) {
	ruled, closed := false, true
	columns := 0
	var starts []int // rows that follow a rule
	for i, line := range lines {
		line = strings.TrimSpace(bars.Replace(line))
		if ruler.MatchString(line) && (i == 0 || strings.Contains(line, "|")) || rule.MatchString(line) && strings.ContainsAny(line, "-=─━═") {
			ruled, used, starts = true, i+1, append(starts, len(rows))
			continue
		}
		row := cells(line)
		if len(row) < 2 || columns > 0 && len(row) != columns || columns == 0 && ended(line) || utf8.RuneCountInString(line) > longRow {
			break
		}
		columns = len(row)
		closed = closed && strings.HasPrefix(line, "|")
		rows, used = append(rows, row), i+1
	}
	least := 2
	if !ruled && !closed {
		least = 3
	}
	if len(rows) < least || !ruled && !closed && columns < 3 {
		return nil, 0, false
	}
	return wrapped(rows, starts), used, slices.Contains(starts, 1)
}

// wrapped puts the lines of each row together where rules stand between all rows.
func wrapped(rows [][]string, starts []int) [][]string {
	starts = append(slices.Clip(starts), 0, len(rows))
	slices.Sort(starts)
	starts = slices.Compact(starts)
	if len(starts) < 4 { // rules around the head only
		return rows
	}
	var out [][]string
	for i, from := range starts[:len(starts)-1] {
		row := slices.Clone(rows[from])
		for _, more := range rows[from+1 : starts[i+1]] {
			for c := range row {
				row[c] += more[c]
			}
		}
		out = append(out, row)
	}
	return out
}

// longRow is the longest row of a table with bars in characters.
const longRow = 2000

// separated gives the rows of the table at the start of lines whose cells are parted by commas, as a workbook is saved in
// them; nil when there is none.
func separated(lines []string) [][]string {
	var rows [][]string
	for _, line := range lines {
		row := strings.Split(line, ",")
		if len(row) < spacedColumns || len(rows) > 0 && len(row) != len(rows[0]) || strings.TrimSpace(row[0]) == "" || strings.ContainsAny(line, "。\uFF0C;\uFF1B\"") {
			break
		}
		for i := range row {
			if row[i] = strings.TrimSpace(row[i]); utf8.RuneCountInString(row[i]) > spacedCell || strings.Contains(row[i], " ") {
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
