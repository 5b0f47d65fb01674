package tally

import (
	"slices"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// nameColumn is the column that says whose each row is: the first of words whose cells all differ, -1 for none.
func (t table) nameColumn() int {
	return slices.IndexFunc(t.labels, func(l string) bool { return t.isName(slices.Index(t.labels, l)) })
}

func (t table) isName(j int) bool {
	seen := map[string]bool{}
	for _, cells := range t.cells {
		if j >= len(cells) || seen[cells[j]] || !strings.ContainsFunc(cells[j], zh.IsHan) {
			return false
		}
		seen[cells[j]] = true
	}
	return true
}

// asks reports that the question names a column.
func (t table) asks(column int) bool { return share(t.labels[column], t.ask.question) > 0 }

// valueColumn is the column of numbers that the question asks for, -1 where none or none in particular is.
func (t table) valueColumn(rows []int) int {
	best, most, several := -1, 0, false
	count, only := 0, -1
	for j, l := range t.labels {
		if serial.In(l) || !t.isNumeric(j, rows) || t.ask.asksPrice() && !price.In(l) {
			continue
		}
		count, only = count+1, j
		score := 2 * share(l, t.ask.question)
		if of, _ := zh.CutAside(l[strings.LastIndexByte(l, '/')+1:]); isTotal(of) {
			score++ // of all columns, where none is named
		}
		if unit := unitOf(l); unit != "" && asksUnit(t.ask.question, unit) {
			score += 3
		}
		switch {
		case score > most:
			best, most, several = j, score, false
		case score == most:
			several = true
		}
	}
	switch {
	case most > 0 && !several:
		return best
	case count == 1:
		return only
	}
	return -1
}

// isOfOneRate reports that no column says of some of the rows 每月 and of others 每天: those are neither summed up nor compared.
func (t table) isOfOneRate(rows []int) bool {
	for j, l := range t.labels {
		if !strings.Contains(l, "单位") {
			continue
		}
		for _, i := range rows {
			if a, b := t.cell(rows[0], j), t.cell(i, j); a != b && strings.Contains(a+b, "每") {
				return false
			}
		}
	}
	return true
}

// isNumeric reports a column that has a number in each of the rows.
func (t table) isNumeric(j int, rows []int) bool {
	return !slices.ContainsFunc(rows, func(i int) bool { return !isAmount(t.cell(i, j)) })
}

// unitOf is the unit that a label states, or implies: 人数.
func unitOf(label string) string {
	if _, unit := zh.CutAside(label); unit != "" {
		return unit
	}
	if found := figures.FindCell("1", label); len(found) == 1 {
		return found[0].Unit
	}
	return ""
}

// withUnit is a number with the unit of its label.
func withUnit(number, label string) string {
	if _, unit := zh.CutAside(label); unit != "" {
		return number + unit
	}
	if found := figures.FindCell(number, label); len(found) == 1 {
		return found[0].String()
	}
	return number
}

// share counts the pairs of a label's characters, its unit left out, that stand in a question.
func share(label, question string) int {
	label, _ = zh.CutAside(label)
	runes := []rune(label)
	n := 0
	for i := 1; i < len(runes); i++ {
		if zh.IsHan(runes[i-1]) && zh.IsHan(runes[i]) && strings.Contains(question, string(runes[i-1:i+1])) {
			n++
		}
	}
	return n
}
