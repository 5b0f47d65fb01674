package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/ingest/document"
)

// What parts the columns of a table that is set with white space, and a line that rules it.
var (
	gap  = regexp.MustCompile(`\t[ \t\x{3000}]*|[ \t\x{3000}]{2,}`)
	rule = regexp.MustCompile(`^[ \t\x{3000}]*[-=_+─━═—┄┅┈┉┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛ \t]{3,}$`)
)

// What a table set with white space has: rows, columns, and at most so many characters in a cell. Ruled, or with figures
// under a label, it may have two columns.
const (
	spacedRows    = 3
	spacedColumns = 3
	spacedCell    = 30
)

// A cell is a text with where it stands in its line, in columns of a screen: a Chinese character takes two.
type cell struct {
	text     string
	from, to int
}

// spaced gives the rows of the table at the start of lines whose columns are parted by wide gaps, and how many lines they
// take with the rules between them; nothing when there is none. The first row has all the columns, the cells of a row
// that lacks some stand under theirs, and none holds a sentence. A rule behind the first says that it is the head.
func spaced(lines []string) (rows [][]string, used int, headed bool) {
	var head []cell
	ruled, blank := false, false
	for i, line := range lines {
		if rule.MatchString(line) {
			if len(rows) == 0 && i > 0 {
				break
			}
			ruled, headed, used = true, headed || len(rows) == 1, i+1
			continue
		}
		if line == "" && len(rows) > 1 && !blank && !ruled {
			blank = true
			continue
		}
		found := spread(line)
		if head == nil {
			head = found
		}
		row := under(head, found)
		if row == nil || blank && len(found) < len(head) {
			break
		}
		rows, used, blank = append(rows, row), i+1, false
	}
	if len(rows) < spacedRows && (!ruled || len(rows) < 2) || len(head) < spacedColumns && !ruled && !overFigures(rows) {
		return nil, 0, false
	}
	return rows, used, headed
}

// spread cuts a line at its wide gaps; nil when a cell is too long, ends like a sentence or is a label in brackets.
func spread(line string) []cell {
	var out []cell
	trimmed := strings.TrimRightFunc(line, unicode.IsSpace)
	at := len(trimmed) - len(strings.TrimLeftFunc(trimmed, unicode.IsSpace))
	for at < len(trimmed) {
		end, next := len(trimmed), len(trimmed)
		if g := gap.FindStringIndex(trimmed[at:]); g != nil {
			end, next = at+g[0], at+g[1]
		}
		text := trimmed[at:end]
		if utf8.RuneCountInString(text) > spacedCell || ended(text) || strings.HasPrefix(text, "[") || strings.HasPrefix(text, "【") {
			return nil
		}
		from := width(trimmed[:at])
		out = append(out, cell{text, from, from + width(text)})
		at = next
	}
	return out
}

// under puts the cells of a line below those of the first; nil where they do not fit.
func under(head, cells []cell) []string {
	if len(cells) < 2 || len(cells) > len(head) {
		return nil
	}
	row := make([]string, len(head))
	if len(cells) == len(head) {
		for i, c := range cells {
			row[i] = c.text
		}
		return row
	}
	if len(cells)*2 < len(head) && (!strings.HasSuffix(cells[0].text, "计") || !document.IsFigure(cells[1].text)) {
		return nil
	}
	last := -1
	for _, c := range cells {
		best, least := -1, 0
		for k := last + 1; k < len(head); k++ {
			off := min(abs(c.from-head[k].from), abs(c.to-head[k].to), abs(c.from+c.to-head[k].from-head[k].to)/2)
			if best < 0 || off < least {
				best, least = k, off
			}
		}
		if best < 0 || least > 3 {
			return nil
		}
		row[best], last = c.text, best
	}
	return row
}

// overFigures reports a row of labels over rows that all have a figure in the last column.
func overFigures(rows [][]string) bool {
	for i, row := range rows {
		if document.IsFigure(row[len(row)-1]) != (i > 0) {
			return false
		}
	}
	return len(rows) > 0 && !slices.ContainsFunc(rows[0], document.IsFigure)
}

// width is the room that a text takes on a screen, with a tab as four columns.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == '\t':
			n += 4
		case r > 0x2E7F:
			n += 2
		default:
			n++
		}
	}
	return n
}

func abs(n int) int { return max(n, -n) }
