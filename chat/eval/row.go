package eval

import "strings"

// holdsRow reports that a text has every cell of the row of a table that the evidence is: | 初中 | 1500 |, 初中 | 1500 or
// 初中,1500. A table's rows are read in words, each cell behind its column, and quoted with tabs between the cells.
func holdsRow(text, evidence string) bool {
	borders := "|\t"
	if !strings.Contains(evidence, "|") {
		borders = ",\t"
	}
	cells := strings.FieldsFunc(evidence, func(r rune) bool { return strings.ContainsRune(borders, r) })
	if len(cells) < 2 {
		return false
	}
	text = squeeze(strings.ReplaceAll(text, "\t", ";"))
	for _, cell := range cells {
		if cell = squeeze(cell); cell != "" && !stands(cell, text) {
			return false
		}
	}
	return true
}
