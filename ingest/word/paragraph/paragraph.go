// Package paragraph turns a word processor's paragraph into blocks, alike for docx, doc and rtf.
package paragraph

import (
	"strings"

	"wence/ingest/document"
)

// Paragraph is a paragraph as a format reader gathered it. The zero value gives no blocks.
type Paragraph struct {
	Text  string // with "\n" where the writer broke the line by hand
	Label string // automatic number with its gap, "" = none
	Level int    // heading level, 0 = none
	Cell  bool   // it stands in a table cell
}

// Blocks gives one block for each line that has text; all but the last are Broken. A label without text is kept in a
// cell, where it is the row's number, and dropped in running text, where it is left over.
func (p Paragraph) Blocks() []document.Block {
	lines := strings.FieldsFunc(p.Text, func(c rune) bool { return c == '\n' || c == '\r' })
	var blocks []document.Block
	for _, line := range lines {
		if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line == "" {
			continue
		}
		if len(blocks) == 0 {
			line = p.Label + line
		}
		blocks = append(blocks, document.Block{Text: line, Level: p.Level, Broken: true})
	}
	if label := strings.TrimSpace(p.Label); len(blocks) == 0 && p.Cell && label != "" {
		blocks = append(blocks, document.Block{Text: label, Level: p.Level})
	}
	if n := len(blocks); n > 0 {
		blocks[n-1].Broken = false
	}
	return blocks
}

// Symbol gives the boxes and ticks that forms take from Wingdings, by the character's code there with or without
// 0xF000; other glyphs of symbol fonts have no text.
func Symbol(code int) string {
	switch code &^ 0xF000 {
	case 0x6F, 0xA8, 0x71, 0x72:
		return "□"
	case 0x52, 0xFE:
		return "☑"
	case 0xFC:
		return "√"
	case 0xB4:
		return "×"
	}
	return ""
}
