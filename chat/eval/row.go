package eval

import "strings"

// holdsRow reports that a text, squeezed, has every cell of the row of a Markdown table that the evidence is: | 初中 | 1500 |.
// A table's rows are quoted in words, each cell behind its column.
func holdsRow(text, evidence string) bool {
	if evidence = squeeze(evidence); !strings.HasPrefix(evidence, "|") {
		return false
	}
	cells := strings.FieldsFunc(evidence, func(r rune) bool { return r == '|' })
	for _, cell := range cells {
		if !stands(cell, text) {
			return false
		}
	}
	return len(cells) > 0
}
