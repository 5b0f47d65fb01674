package doc

import (
	"fmt"

	"wence/ingest/document"
)

// header is the file information block (2.5): fixed offsets into the WordDocument stream.
type header []byte

// Offsets of the pairs (offset, length) of tables in the table stream (2.5.6).
const (
	pairStyles       = 0x00A2
	pairFootnoteRefs = 0x00AA
	pairFootnotes    = 0x00B2
	pairCharPages    = 0x00FA
	pairParaPages    = 0x0102
	pairPieces       = 0x01A2
	pairShapes       = 0x01DA
	pairEndnoteRefs  = 0x020A
	pairEndnotes     = 0x0212
	pairTextBoxes    = 0x025A
	pairLists        = 0x02E2
	pairOverrides    = 0x02EA
)

// span is a range of character positions, half-open.
type span struct{ from, to int }

// parts are where the document's texts lie in the one row of character positions.
type parts struct {
	body   span
	inline map[int][]span // notes and text boxes by the position in the body that they are anchored at
	notes  map[int]bool   // the anchors that are those of notes
}

// file is an opened document.
type file struct {
	main, data []byte
	pieces     []piece
	chars      []charRun
	paras      []paraRun
	styles     []style
	lists      *lists
	text       parts
}

func open(streams map[string][]byte) (*file, error) {
	h := header(streams["WordDocument"])
	switch {
	case len(h) < 0x01AA || u16(h, 0) != 0xA5EC && u16(h, 0) != 0xA5DC:
		return nil, fmt.Errorf("no Word header: %w", document.ErrDamaged)
	case u16(h, 0) == 0xA5DC || u16(h, 2) < 0x00C1: // 0x00C1 is Word 97
		return nil, errOld
	case u16(h, 0x0A)&0x0100 != 0:
		return nil, errEncrypted
	}
	table := streams["0Table"]
	if u16(h, 0x0A)&0x0200 != 0 {
		table = streams["1Table"]
	}
	f := &file{main: h, data: streams["Data"]}
	var err error
	if f.pieces, err = readPieces(h.table(table, pairPieces)); err != nil {
		return nil, err
	}
	f.styles = readStyles(h.table(table, pairStyles))
	f.chars = readCharRuns(h, h.table(table, pairCharPages))
	f.paras = readParaRuns(h, h.table(table, pairParaPages))
	f.lists = readLists(table, u32(h, pairLists), h.table(table, pairOverrides))
	f.text = readParts(h, table)
	return f, nil
}

// readParts divides the character positions: body, footnotes, headers, macros, comments, endnotes, text boxes (2.4.1).
func readParts(h header, table []byte) parts {
	var starts [7]int
	at := 0
	for i := range starts {
		starts[i] = at
		at += u32(h, 0x4C+4*i)
	}
	p := parts{body: span{0, u32(h, 0x4C)}, inline: map[int][]span{}, notes: map[int]bool{}}
	p.anchorNotes(h.table(table, pairFootnoteRefs), h.table(table, pairFootnotes), starts[1])
	p.anchorNotes(h.table(table, pairEndnoteRefs), h.table(table, pairEndnotes), starts[5])
	p.anchorBoxes(h.table(table, pairShapes), h.table(table, pairTextBoxes), starts[6])
	return p
}

// anchorNotes pairs the references (positions and 2 bytes each) with the notes' texts (positions alone).
func (p *parts) anchorNotes(refs, texts []byte, start int) {
	for i := range (len(refs) - 4) / 6 {
		at := u32(refs, 4*i)
		from, to := u32(texts, 4*i), u32(texts, 4*i+4)
		if from < to {
			p.inline[at] = append(p.inline[at], span{start + from, start + to})
			p.notes[at] = true
		}
	}
}

// anchorBoxes pairs the shapes' anchors (2.8.30: positions and 26 bytes each, the first four the shape's id) with the
// text boxes' texts (2.8.32: positions and 22 bytes each, the shape's id at 14).
func (p *parts) anchorBoxes(shapes, boxes []byte, start int) {
	anchors := map[int]int{}
	n := (len(shapes) - 4) / 30
	for i := range n {
		anchors[u32(shapes, 4*(n+1)+26*i)] = u32(shapes, 4*i)
	}
	n = (len(boxes) - 4) / 26
	for i := range n {
		at, ok := anchors[u32(boxes, 4*(n+1)+22*i+14)]
		from, to := u32(boxes, 4*i), u32(boxes, 4*i+4)
		if ok && from < to {
			p.inline[at] = append(p.inline[at], span{start + from, start + to})
		}
	}
}
