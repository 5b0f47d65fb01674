package document

import (
	"slices"
	"strings"
)

// maxUnmerged is the most columns of a table whose merged cells are looked for.
const maxUnmerged = 64

// Unmerged gives the merged cells of a table that comes from a format without them, where a merged cell is a text with
// empty ones to its right or below: a label over the labels that divide it, and what the first columns of the rows that
// follow have in common. Places are those of the rows as given.
func Unmerged(rows [][]string) []Span {
	head := slices.IndexFunc(rows, func(row []string) bool { return filled(row) > 1 && row[0] != "" && filled(row)*2 > len(row) })
	if head < 0 || head+2 >= len(rows) || len(rows[head]) > maxUnmerged || slices.ContainsFunc(rows[head], isCount) {
		return nil
	}
	spans := divided(rows, head)
	from := head + 1
	if len(spans) > 0 {
		from++
	}
	for c := range 2 {
		for i := from; i < len(rows); {
			n := 1
			for i+n < len(rows) && sharesAbove(rows[i], rows[i+n], c) {
				n++
			}
			if n > 1 {
				spans = append(spans, Span{Row: i, Col: c, Rows: n, Text: rows[i][c]})
			}
			i += n
		}
	}
	return spans
}

// divided gives the merged cells of a head of two rows: each column has a label in one of them or both, and the second
// begins with none.
func divided(rows [][]string, head int) []Span {
	upper, lower := rows[head], rows[head+1]
	if len(lower) != len(upper) || lower[0] != "" || filled(lower) < 2 || slices.ContainsFunc(lower, isCount) || !slices.ContainsFunc(rows[head+2], isCount) {
		return nil
	}
	var spans []Span
	divides := false
	for c := 0; c < len(upper); {
		n := 1
		for c+n < len(upper) && upper[c+n] == "" && lower[c] != "" && lower[c+n] != "" {
			n++
		}
		switch {
		case upper[c] == "":
			return nil
		case n > 1:
			spans = append(spans, Span{Row: head, Col: c, Cols: n, Text: upper[c]})
			divides = true
		case lower[c] == "":
			spans = append(spans, Span{Row: head, Col: c, Rows: 2, Text: upper[c]})
		}
		c += n
	}
	if !divides {
		return nil
	}
	return spans
}

// sharesAbove reports that a row leaves a column of its names empty, and those before it, because an upper row's holds for
// it: it has a name of its own in the next.
func sharesAbove(upper, row []string, column int) bool {
	if column+1 >= len(row) || column+1 >= len(upper) || strings.HasSuffix(label(upper[column]), "计") || upper[column] == "" {
		return false
	}
	for _, s := range row[:column+1] {
		if s != "" {
			return false
		}
	}
	next := column + 1
	if column == 0 && row[1] == "" {
		next = 2
	}
	return next < len(row) && next < len(upper) && row[next] != "" && upper[next] != "" && !IsFigure(row[next]) && !IsFigure(upper[next]) && filled(row) > 1
}

// isCount reports a figure that is no year.
func isCount(s string) bool { return IsFigure(s) && !year.MatchString(s) }

func filled(row []string) int {
	n := 0
	for _, s := range row {
		if s != "" {
			n++
		}
	}
	return n
}
