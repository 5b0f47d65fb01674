package rtf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/ingest/document"
	"wence/ingest/word/paragraph"
	"wence/ingest/word/table"
)

// story is a run of paragraphs and tables: the body, a text box or a footnote.
type story struct {
	blocks  []document.Block
	text    strings.Builder // of the paragraph being read
	label   strings.Builder // its automatic number
	level   int             // its heading level, 0 = none
	inTable bool
	after   []document.Block // footnotes of the paragraph
	inCell  []document.Block // of the cell being read
	cells   []table.Cell     // of the row being read
	rows    []table.Row      // of the table being read
	note    bool             // the story is a footnote
}

// maxCells bounds the cells of a row.
const maxCells = 10_000

// rowDefinition is what \trowd and the words after it say of a row.
type rowDefinition struct {
	left         int
	header       bool
	below, aside bool // of the cell whose edge follows
	cells        []table.Cell
}

// add ends the definition of a cell with its right edge.
func (d *rowDefinition) add(right int) {
	left := d.left
	if n := len(d.cells); n > 0 {
		left = d.cells[n-1].Right
	}
	if len(d.cells) < maxCells {
		d.cells = append(d.cells, table.Cell{Left: left, Right: right, Below: d.below, Aside: d.aside})
	}
	d.below, d.aside = false, false
}

// paragraph ends the paragraph being read.
func (r *reader) paragraph(s *story) {
	if !s.inTable {
		r.flushTable(s)
	}
	s.put(r.blocks(s, s.inTable))
}

// blocks gives the paragraph being read, with its footnotes.
func (r *reader) blocks(s *story, cell bool) []document.Block {
	p := paragraph.Paragraph{Text: s.text.String(), Label: gap(s.label.String()), Level: s.level, Cell: cell}
	s.text.Reset()
	s.label.Reset()
	if r.tocs[r.style] {
		p.Text, p.Label = "", ""
	}
	blocks := append(p.Blocks(), s.after...)
	s.after = nil
	return blocks
}

// gap puts a space between an automatic number and its text where the number does not end with a mark. A bullet is
// left out.
func gap(label string) string {
	label = strings.TrimSpace(label)
	last, _ := utf8.DecodeLastRuneInString(label)
	switch {
	case strings.ContainsAny(label, "•·●■◆▪➢") || last >= 0xE000 && last <= 0xF8FF:
		return ""
	case unicode.IsLetter(last) || unicode.IsNumber(last):
		return label + " "
	}
	return label
}

// put appends blocks to the cell being read, or to the story outside tables.
func (s *story) put(blocks []document.Block) {
	if s.inTable || len(s.cells) > 0 {
		s.inCell = append(s.inCell, blocks...)
	} else {
		s.blocks = append(s.blocks, blocks...)
	}
}

// insert takes over a story that ended within this one: a text box comes before the paragraph, a footnote after it.
func (s *story) insert(inner *story) {
	if !inner.note {
		s.put(inner.blocks)
	} else if text := table.Text(inner.blocks); text != "" {
		s.after = append(s.after, document.Block{Text: "脚注:" + text})
	}
}

// cell ends the cell being read.
func (r *reader) cell(s *story) {
	if len(s.cells) < maxCells {
		s.cells = append(s.cells, table.Cell{Blocks: append(s.inCell, r.blocks(s, true)...)})
	}
	s.inCell = nil
}

// row ends the row being read; the cells take their places from the definition in force.
func (s *story) row(d rowDefinition) {
	for i := range s.cells {
		c := table.Cell{Left: i * defaultWidth, Right: (i + 1) * defaultWidth}
		if len(d.cells) >= len(s.cells) {
			c = d.cells[i]
		}
		c.Blocks = s.cells[i].Blocks
		s.cells[i] = c
	}
	if len(s.cells) > 0 {
		s.rows = append(s.rows, table.Row{Cells: s.cells, Header: d.header})
	}
	s.cells, s.inCell = nil, nil
}

// defaultWidth is that of a cell without a stated edge, in twips.
const defaultWidth = 1000

// flushTable ends the table being read.
func (r *reader) flushTable(s *story) {
	if len(s.inCell) > 0 {
		s.cells = append(s.cells, table.Cell{Blocks: s.inCell})
	}
	s.row(rowDefinition{})
	if len(s.rows) == 0 {
		return
	}
	r.tables++
	blocks, full := table.Blocks(s.rows, r.tables)
	r.cutTable = r.cutTable || full
	s.rows = nil
	s.blocks = append(s.blocks, blocks...)
}

// finish ends a story.
func (r *reader) finish(s *story) {
	inTable := s.inTable && (len(s.cells) > 0 || len(s.inCell) > 0)
	last := r.blocks(s, inTable)
	if inTable {
		s.inCell = append(s.inCell, last...)
		last = nil
	}
	r.flushTable(s)
	s.blocks = append(s.blocks, last...)
}
