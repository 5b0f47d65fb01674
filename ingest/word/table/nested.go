package table

import (
	"slices"
	"strings"

	"wence/ingest/document"
)

// holdsTables reports a table of which at least half the rows hold a table with labels of its own.
func holdsTables(rows []Row) bool {
	n := 0
	for _, r := range rows {
		if slices.ContainsFunc(r.Cells, func(c Cell) bool { return slices.ContainsFunc(c.Blocks, isLabelled) }) {
			n++
		}
	}
	return n*2 >= len(rows) && n > 0
}

func isLabelled(b document.Block) bool { return b.Columns != nil }

// opened gives the rows of a table that holds tables as the text around them: what stands before a table in its row is
// the line over it.
func opened(rows []Row) []document.Block {
	var out []document.Block
	for _, r := range rows {
		var words []string
		end := func() {
			if text := strings.Join(words, " "); text != "" {
				out = append(out, document.Block{Text: text})
			}
			words = nil
		}
		for _, c := range r.Cells {
			for _, b := range c.Blocks {
				switch text := strings.TrimSpace(b.Text); {
				case b.Cells != nil:
					end()
					out = append(out, b)
				case text != "":
					words = append(words, text)
				}
			}
		}
		end()
	}
	return out
}
