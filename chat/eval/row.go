package eval

import "strings"

// rowCells are the cells of a row of a Markdown table, squeezed: | 初中 | 生活补助 | 1500 | has three. Other text has none.
func rowCells(evidence string) []string {
	if evidence = strings.TrimSpace(evidence); !strings.HasPrefix(evidence, "|") {
		return nil
	}
	return strings.FieldsFunc(squeeze(evidence), func(r rune) bool { return r == '|' })
}

// holdsRow reports that a text, squeezed, has every cell of the row: a table's rows are quoted in words, each cell behind
// its column.
func holdsRow(text string, cells []string) bool {
	for _, cell := range cells {
		if !stands(cell, text) {
			return false
		}
	}
	return len(cells) > 0
}
