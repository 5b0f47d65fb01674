package doc

import (
	"context"
	"unicode/utf16"

	"wence/ingest/document"
	"wence/ingest/word/paragraph"
	"wence/ingest/word/table"
)

// builder turns characters into blocks.
type builder struct {
	file     *file
	ctx      context.Context
	chars    int  // read so far
	depth    int  // stories within stories
	tables   int  // so far
	pictures int  // so far
	cut      bool // a table was over the grid's bound
}

// story is a run of paragraphs and tables under reading: the body, a text box or a note.
type story struct {
	blocks []document.Block
	units  []uint16 // of the paragraph being read
	fields []bool   // open fields; true while in the field's code
	after  []document.Block
	cell   []document.Block // of the cell being read
	cells  []table.Cell     // of the row being read
	rows   []table.Row      // of the table being read
}

// maxStories bounds text boxes anchored in text boxes.
const maxStories = 3

// Characters with a meaning of their own (2.4.1 and 2.6.1).
const (
	charPicture     = 0x01
	charCell        = 0x07
	charDrawing     = 0x08
	charTab         = 0x09
	charLine        = 0x0B
	charPage        = 0x0C
	charParagraph   = 0x0D
	charColumn      = 0x0E
	charFieldBegin  = 0x13
	charFieldResult = 0x14
	charFieldEnd    = 0x15
	charHyphen      = 0x1E
	charSymbol      = 0x28
)

// story reads a range of characters.
func (b *builder) story(s span) ([]document.Block, error) {
	if b.depth >= maxStories {
		return nil, nil
	}
	b.depth++
	defer func() { b.depth-- }()
	var st story
	looks := looks{file: b.file}
	err := b.file.each(s, func(c char) error {
		if b.chars++; b.chars > maxChars {
			return errChars
		}
		if b.chars%65536 == 0 && b.ctx.Err() != nil {
			return b.ctx.Err()
		}
		return b.char(&st, c, looks.of(c))
	})
	if err != nil {
		return nil, err
	}
	b.emit(&st, paraProperties{style: style{outline: bodyText}})
	b.flush(&st)
	return st.blocks, nil
}

// char takes one character.
func (b *builder) char(st *story, c char, l look) error {
	last := len(st.fields) - 1
	switch c.unit {
	case charFieldBegin:
		st.fields = append(st.fields, true)
		return nil
	case charFieldResult:
		if last >= 0 {
			st.fields[last] = false
		}
		return nil
	case charFieldEnd:
		st.fields = st.fields[:max(last, 0)]
		return nil
	case charParagraph, charCell, charPage:
		if !(l.gone && c.unit == charParagraph) { // a deleted mark joins the paragraphs
			b.end(st, c, l)
		}
		return nil
	}
	if l.gone || l.hidden || st.inCode() {
		return nil
	}
	if err := b.anchored(st, c); err != nil {
		return err
	}
	b.write(st, c, l)
	return nil
}

// inCode reports that the text belongs to the code of a field.
func (st *story) inCode() bool {
	for _, code := range st.fields {
		if code {
			return true
		}
	}
	return false
}

// anchored reads the notes and text boxes that stand at a character: a text box comes before the paragraph, a note
// after it.
func (b *builder) anchored(st *story, c char) error {
	for _, s := range b.file.text.inline[c.position] {
		blocks, err := b.story(s)
		if err != nil {
			return err
		}
		switch {
		case !b.file.text.notes[c.position]:
			st.put(blocks)
		case len(blocks) > 0:
			st.after = append(st.after, document.Block{Text: "脚注:" + table.Text(blocks)})
		}
	}
	return nil
}

// write appends what a character shows. A tab becomes a space: between cells alone a tab has a meaning.
func (b *builder) write(st *story, c char, l look) {
	switch u := c.unit; {
	case l.symbol != 0 && l.special && u == charSymbol:
		st.units = append(st.units, utf16.Encode([]rune(paragraph.Symbol(l.symbol)))...)
	case u == charPicture && l.special, u == charDrawing && b.file.text.inline[c.position] == nil:
		b.pictures++
	case u == charTab:
		st.units = append(st.units, ' ')
	case u == charLine || u == charColumn:
		st.units = append(st.units, '\n')
	case u == charHyphen:
		st.units = append(st.units, '-')
	case u >= 0x20:
		st.units = append(st.units, u)
	}
}

// put appends blocks to the cell being read, or to the story outside tables.
func (st *story) put(blocks []document.Block) {
	if len(st.cells) > 0 || len(st.cell) > 0 {
		st.cell = append(st.cell, blocks...)
	} else {
		st.blocks = append(st.blocks, blocks...)
	}
}

// end takes the mark that ends a paragraph, a cell or a row.
func (b *builder) end(st *story, c char, l look) {
	clear(st.fields) // a field's code does not run over paragraphs; a damaged one would swallow the rest
	p := b.file.paragraph(c)
	mark := c.unit == charCell
	if !p.inTable && !mark {
		b.flush(st)
	}
	if p.rowEnd && (mark || p.inTable) {
		st.rows = append(st.rows, p.row.cells(st.cells))
		st.cells, st.cell, st.units = nil, nil, st.units[:0]
		return
	}
	if p.inner {
		st.units = st.units[:0]
		return
	}
	if l.hidden && len(st.units) == 0 && !mark { // hidden whole, it is not counted either
		return
	}
	blocks := b.blocks(st, p, p.inTable || mark)
	if !p.inTable && !mark {
		st.blocks = append(st.blocks, blocks...)
		return
	}
	st.cell = append(st.cell, blocks...)
	if mark {
		st.cells = append(st.cells, table.Cell{Blocks: st.cell})
		st.cell = nil
	}
}

// emit ends a last paragraph without a mark.
func (b *builder) emit(st *story, p paraProperties) {
	if len(st.units) > 0 || len(st.after) > 0 {
		st.put(b.blocks(st, p, false))
	}
}

// blocks gives the paragraph just read, with its notes.
func (b *builder) blocks(st *story, p paraProperties, cell bool) []document.Block {
	text := paragraph.Paragraph{Text: string(utf16.Decode(st.units)), Cell: cell}
	if !p.toc {
		text.Label = b.file.lists.label(p.list, p.level)
	} else {
		text.Text = ""
	}
	if p.outline < bodyText {
		text.Level = p.outline + 1
	}
	blocks := append(text.Blocks(), st.after...)
	st.units, st.after = st.units[:0], nil
	return blocks
}

// flush ends the table being read.
func (b *builder) flush(st *story) {
	if len(st.cell) > 0 {
		st.cells = append(st.cells, table.Cell{Blocks: st.cell})
	}
	if len(st.cells) > 0 { // a row without its end
		st.rows = append(st.rows, rowProperties{}.cells(st.cells))
	}
	st.cell, st.cells = nil, nil
	var rows []table.Row
	for _, r := range st.rows {
		if len(r.Cells) > 0 {
			rows = append(rows, r)
		}
	}
	if st.rows = nil; len(rows) == 0 {
		return
	}
	b.tables++
	blocks, full := table.Blocks(rows, b.tables)
	b.cut = b.cut || full
	st.blocks = append(st.blocks, blocks...)
}
