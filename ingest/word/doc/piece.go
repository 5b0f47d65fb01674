package doc

import (
	"fmt"
	"sort"

	"golang.org/x/text/encoding/charmap"

	"wence/ingest/document"
)

// piece is a stretch of text as it lies in the WordDocument stream (2.8.35).
type piece struct {
	span
	offset  int  // in bytes
	narrow  bool // one byte a character, Windows-1252; else UTF-16
	changes []byte
}

// char is a character of the document with what it takes to find its properties.
type char struct {
	position int // in the document
	unit     uint16
	offset   int    // in the WordDocument stream
	changes  []byte // sprms of its piece
}

func readPieces(table []byte) ([]piece, error) {
	var changes [][]byte
	for len(table) >= 3 && table[0] == 1 { // properties that pieces refer to
		n := u16(table, 1)
		changes = append(changes, cut(table, 3, n))
		table = table[min(3+n, len(table)):]
	}
	if u8(table, 0) != 2 {
		return nil, fmt.Errorf("no piece table: %w", document.ErrDamaged)
	}
	table = cut(table, 5, u32(table, 1))
	n := (len(table) - 4) / 12
	if n < 1 {
		return nil, fmt.Errorf("empty piece table: %w", document.ErrDamaged)
	}
	pieces := make([]piece, 0, n)
	for i := range n {
		entry := table[4*(n+1)+8*i:]
		p := piece{span: span{u32(table, 4*i), u32(table, 4*i+4)}, offset: u32(entry, 2)}
		if p.narrow = p.offset&0x40000000 != 0; p.narrow {
			p.offset = (p.offset &^ 0x40000000) / 2
		}
		p.changes = pieceChanges(u16(entry, 6), changes)
		if p.from >= p.to || len(pieces) > 0 && p.from < pieces[len(pieces)-1].to {
			return nil, fmt.Errorf("piece %d out of order: %w", i, document.ErrDamaged)
		}
		pieces = append(pieces, p)
	}
	return pieces, nil
}

// pieceChanges resolves a piece's properties: an index into the list, or (2.9.215) a deletion or hiding packed into it.
func pieceChanges(prm int, changes [][]byte) []byte {
	if prm&1 != 0 {
		if i := prm >> 1; i < len(changes) {
			return changes[i]
		}
		return nil
	}
	switch prm >> 1 & 0x7F {
	case 0x41:
		return []byte{sprmDeleted & 0xFF, sprmDeleted >> 8, byte(prm >> 8)}
	case 0x53:
		return []byte{sprmHidden & 0xFF, sprmHidden >> 8, byte(prm >> 8)}
	}
	return nil
}

// each visits the characters of a range until visit fails. Text beyond the stream's end is damage.
func (f *file) each(s span, visit func(char) error) error {
	first := sort.Search(len(f.pieces), func(i int) bool { return f.pieces[i].to > s.from })
	for _, p := range f.pieces[first:] {
		if p.from >= s.to {
			break
		}
		size := 2
		if p.narrow {
			size = 1
		}
		for at := max(p.from, s.from); at < min(p.to, s.to); at++ {
			offset := p.offset + size*(at-p.from)
			if offset+size > len(f.main) {
				return fmt.Errorf("text at %d lies beyond the file: %w", offset, document.ErrDamaged)
			}
			c := char{position: at, offset: offset, changes: p.changes}
			if p.narrow {
				c.unit = uint16(charmap.Windows1252.DecodeByte(f.main[offset]))
			} else {
				c.unit = uint16(u16(f.main, offset))
			}
			if err := visit(c); err != nil {
				return err
			}
		}
	}
	return nil
}
