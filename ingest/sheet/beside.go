package sheet

import (
	"slices"
	"strings"

	"wence/ingest/document"
)

// beside parts rows in which tables stand side by side, at columns that nothing fills, into the rows of each from left to
// right; nil when there is one table. The parts are told by the label that their first columns share, or by a caption over
// each, for a table may leave a column empty.
func (l *layout) beside(rows []Row) [][]Row {
	from := l.columns(rows)
	if len(from) == 0 {
		return nil
	}
	var parts [][]Row
	left := from[0]
	for _, gap := range l.gaps(rows) {
		parts = append(parts, within(rows, left, gap[0]))
		left = gap[1]
	}
	parts = append(parts, within(rows, left, maxColumns+1))
	if len(parts) < 2 {
		return nil
	}
	first, captioned := "", true
	for i, part := range parts {
		at := slices.IndexFunc(part, isWide)
		if at < 0 || at == len(part)-1 || slices.ContainsFunc(part[at].Cells, isFigure) {
			return nil
		}
		label := strings.TrimSpace(part[at].Cells[0].Text)
		captioned = captioned && at > 0
		if i > 0 && label != first && !captioned {
			return nil
		}
		first = label
	}
	return parts
}

// gaps gives the runs of empty columns between filled ones, as first column and the one behind the last. A row of one cell
// fills none: it is a title or a remark, however wide.
func (l *layout) gaps(rows []Row) [][2]int {
	filled := map[int]bool{}
	for _, r := range rows {
		if !isWide(r) {
			continue
		}
		for _, c := range r.Cells {
			filled[c.Column] = true
		}
		for _, m := range l.merges {
			for c := m.Left; m.Top == r.Number && c <= m.Right; c++ {
				filled[c] = true
			}
		}
	}
	var gaps [][2]int
	last := 0
	for c := range maxColumns + 1 {
		if !filled[c] {
			continue
		}
		if last > 0 && c > last+1 {
			gaps = append(gaps, [2]int{last + 1, c})
		}
		last = c
	}
	return gaps
}

// within gives the rows with their cells from one column to before another.
func within(rows []Row, from, to int) []Row {
	var out []Row
	for _, r := range rows {
		part := Row{Number: r.Number}
		for _, c := range r.Cells {
			if c.Column >= from && c.Column < to {
				part.Cells = append(part.Cells, c)
			}
		}
		if len(part.Cells) > 0 {
			out = append(out, part)
		}
	}
	return out
}

// below is the index of the row that titles a second table under the first of the rows, without a blank row between them;
// -1 when there is none. It is one cell over labels: cells that hold no figure and differ, over rows of which a column has
// figures.
func below(rows []Row) int {
	for i := 1; i+2 < len(rows); i++ {
		head := rows[i+1]
		if !isTitle(rows[i]) || !isWide(rows[i-1]) || isTitle(rows[i-1]) || startsWithAny(rows[i].Cells[0].Text, remarks) || !isWide(head) || isTitle(head) || slices.ContainsFunc(head.Cells, isFigure) {
			continue
		}
		end := i + 2
		for end < len(rows) && isWide(rows[end]) && !isTitle(rows[end]) && !isFacts(rows[end]) {
			end++
		}
		if labelsAll(head, rows[i+2:end]) {
			return i
		}
	}
	return -1
}

// labelsAll reports a row with a cell over every column of the rows below it, all different, with figures under one.
func labelsAll(head Row, rows []Row) bool {
	labels, figures := map[int]string{}, map[int]int{}
	for _, c := range head.Cells {
		for _, other := range labels {
			if other == c.Text {
				return false
			}
		}
		labels[c.Column] = c.Text
	}
	most := 0
	for _, r := range rows {
		for _, c := range r.Cells {
			if labels[c.Column] == "" {
				return false
			}
			if isFigure(c) {
				figures[c.Column]++
				most = max(most, figures[c.Column])
			}
		}
	}
	return most*2 > len(rows)
}

// isTitle reports a row of one cell, or of one and the unit of what it titles.
func isTitle(r Row) bool {
	return len(r.Cells) == 1 || len(r.Cells) == 2 && strings.Contains(r.Cells[1].Text, "单位") && strings.ContainsAny(r.Cells[1].Text, ":\uFF1A")
}

// isFacts reports a row of labels that end with a colon, each with its value: who filled the table in, and when.
func isFacts(r Row) bool {
	return strings.ContainsAny(r.Cells[0].Text, ":\uFF1A") && !slices.ContainsFunc(stated(r), func(s string) bool { return strings.IndexAny(s, ":\uFF1A") <= 0 })
}

func isWide(r Row) bool { return len(r.Cells) > 1 }

func isFigure(c Cell) bool { return document.IsFigure(strings.TrimSpace(c.Text)) }
