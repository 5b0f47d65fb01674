package sheet

import (
	"strings"
	"unicode/utf8"

	"wence/ingest/document"
)

// Bounds of a cell that holds a text of its own, as a workbook of collected notices has them: so many characters, in
// tenths of its row, and more lines or sentences than one.
const (
	articleSize  = 300
	articleShare = 8
	articleLevel = 2 // of the heading that the row's first cell becomes
)

// articles gives the rows whose one cell holds a whole text as that text, under the row's other cells with their labels.
// Each row has given one block.
func articles(rows []Row, blocks []document.Block) []document.Block {
	out := make([]document.Block, 0, len(blocks))
	for i, b := range blocks {
		if i >= len(rows) || b.Columns == nil {
			out = append(out, b)
			continue
		}
		at, text := article(rows[i])
		if at < 0 {
			out = append(out, b)
			continue
		}
		if len(out) > 0 && out[len(out)-1].Header && len(out[len(out)-1].Cells) > 1 {
			out = out[:len(out)-1] // its labels stand before what they label
		}
		out = append(out, particulars(b, text)...)
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				out = append(out, document.Block{Text: line})
			}
		}
	}
	return out
}

// article is the cell that holds a text, with its index among the row's; -1 when none does.
func article(r Row) (at int, text string) {
	at, all := -1, 0
	for i, c := range r.Cells {
		n := utf8.RuneCountInString(c.Text)
		all += n
		if n >= articleSize && (strings.Contains(strings.TrimSpace(c.Text), "\n") || strings.Count(c.Text, "。") > 1) {
			at = i
		}
	}
	if at < 0 || utf8.RuneCountInString(r.Cells[at].Text)*10 < all*articleShare {
		return -1, ""
	}
	return at, r.Cells[at].Text
}

// particulars are the other cells of a row that holds a text: the first heads it.
func particulars(b document.Block, text string) []document.Block {
	var out []document.Block
	folded := strings.Join(strings.Fields(text), " ")
	for k, cell := range b.Cells {
		switch {
		case cell == "" || cell == folded:
		case len(out) == 0:
			out = append(out, document.Block{Text: cell, Level: articleLevel})
		default:
			out = append(out, document.Block{Text: strings.TrimPrefix(b.Columns[k]+"\uFF1A", "\uFF1A") + cell})
		}
	}
	return out
}
