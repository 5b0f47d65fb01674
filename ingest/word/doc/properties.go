package doc

import "wence/ingest/word/table"

// paraProperties are a paragraph's, resolved.
type paraProperties struct {
	style
	inTable bool
	rowEnd  bool // its mark ends a row
	inner   bool // it ends a row of a table within a cell
	row     rowProperties
}

// rowProperties are a table row's, taken from the paragraph that ends it.
type rowProperties struct {
	edges  []int // left edges of the cells and the right edge of the last, in twips
	merge  []byte
	header bool
}

// Bits of rowProperties.merge.
const (
	mergeAside = 1 // the cell continues the one to the left
	mergeBelow = 2 // the cell continues the one above
)

// paragraph resolves the properties of the paragraph whose mark is c.
func (f *file) paragraph(c char) paraProperties {
	r := f.paraRun(c.offset)
	p := paraProperties{style: f.style(r.style)}
	f.apply(&p, r.list, 0)
	f.apply(&p, c.changes, 0)
	return p
}

// apply applies modifiers; those of a large table stand in the Data stream, one step away at most.
func (f *file) apply(p *paraProperties, list []byte, depth int) {
	modifiers(list, func(op int, operand []byte) {
		first := u8(operand, 0)
		switch op {
		case sprmParaStyle:
			p.style = f.style(u16(operand, 0))
		case sprmInTable:
			p.inTable = first != 0
		case sprmNesting:
			p.inTable = p.inTable || u32(operand, 0) > 0
		case sprmRowEnd:
			p.rowEnd = first != 0
		case sprmInnerRow:
			p.inner = first != 0
		case sprmListLevel:
			p.level = int(first)
		case sprmList:
			p.list = listNumber(operand)
		case sprmOutline:
			p.outline = int(first)
		case sprmHuge, sprmHugeOld:
			if at := u32(operand, 0); depth == 0 {
				f.apply(p, cut(f.data, at+2, u16(f.data, at)), 1)
			}
		default:
			p.row.apply(op, operand)
		}
	})
}

func (r *rowProperties) apply(op int, operand []byte) {
	switch op {
	case sprmTable:
		n := int(u8(operand, 0))
		r.edges, r.merge = make([]int, n+1), make([]byte, n)
		for i := range r.edges {
			r.edges[i] = i16(operand, 1+2*i)
		}
		for i := range r.merge { // 20 bytes a cell (2.9.316)
			flags := u16(operand, 1+2*(n+1)+20*i)
			if flags&3 == 2 {
				r.merge[i] |= mergeAside
			}
			if flags>>5&3 == 1 {
				r.merge[i] |= mergeBelow
			}
		}
	case sprmTableHead:
		r.header = u8(operand, 0) != 0
	case sprmVertMerge:
		if i := int(u8(operand, 0)); i < len(r.merge) {
			r.merge[i] &^= mergeBelow
			if u8(operand, 1) == 1 {
				r.merge[i] |= mergeBelow
			}
		}
	case sprmHorzMerge:
		for i := int(u8(operand, 0)) + 1; i < min(int(u8(operand, 1)), len(r.merge)); i++ {
			r.merge[i] |= mergeAside
		}
	}
}

// defaultWidth is that of a cell without stated edges, in twips.
const defaultWidth = 1000

// cells gives each cell its place.
func (r rowProperties) cells(cells []table.Cell) table.Row {
	for i := range cells {
		cells[i].Left, cells[i].Right = i*defaultWidth, (i+1)*defaultWidth
		if len(r.merge) == len(cells) {
			cells[i].Left, cells[i].Right = r.edges[i], r.edges[i+1]
			cells[i].Aside = r.merge[i]&mergeAside != 0
			cells[i].Below = r.merge[i]&mergeBelow != 0
		}
	}
	return table.Row{Cells: cells, Header: r.header}
}

// look is how a run of characters appears.
type look struct {
	gone    bool // deleted by a tracked change
	hidden  bool
	special bool // the character stands for an object
	symbol  int  // code in a symbol font, 0 = none
}

// looks remembers the last answer, as characters come in runs.
type looks struct {
	file       *file
	char, para run
	changes    []byte
	last       look
	known      bool
}

// of gives a character's look.
func (l *looks) of(c char) look {
	if l.known && within(c.offset, l.char) && within(c.offset, l.para) && same(l.changes, c.changes) {
		return l.last
	}
	chars, paras := l.file.charRun(c.offset), l.file.paraRun(c.offset)
	base := l.file.style(paras.style).hidden
	var out look
	out.hidden = base
	apply := func(op int, operand []byte) {
		switch op {
		case sprmCharStyle:
			out.hidden = base != l.file.style(u16(operand, 0)).hidden
		case sprmHidden:
			out.hidden = toggle(operand, base)
		case sprmDeleted:
			out.gone = toggle(operand, false)
		case sprmSpecial:
			out.special = u8(operand, 0) != 0
		case sprmSymbol:
			out.symbol = u16(operand, 2)
		}
	}
	modifiers(chars.list, apply)
	modifiers(c.changes, apply)
	l.char, l.para, l.changes, l.last, l.known = chars.run, paras.run, c.changes, out, true
	return out
}

func within(offset int, r run) bool { return offset >= r.from && offset < r.to }

// same reports the same slice of the file, not equal bytes.
func same(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
