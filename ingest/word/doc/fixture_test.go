package doc

import (
	"encoding/binary"
	"unicode/utf16"
)

// fixture writes the streams of a small document.
type fixture struct {
	runs   []fixtureRun
	paras  []fixturePara
	styles []fixtureStyle
	lists  []byte // PlfLst with its levels
	uses   []byte // PlfLfo
	prm    int    // of the only piece
}

type fixtureRun struct {
	text string
	list []byte // character property modifiers
}

// fixturePara ends with the run of the same number.
type fixturePara struct {
	style int
	list  []byte
}

type fixtureStyle struct {
	id, kind, base int
	para, char     []byte
}

func le16(n int) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(n)) }
func le32(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }

// sprm is a modifier with its operand.
func sprm(op int, operand ...byte) []byte { return append(le16(op), operand...) }

const textStart = 2048 // after the header and the two pages

func (f fixture) streams() map[string][]byte {
	main := make([]byte, textStart)
	chars, paras := main[512:1024], main[1024:1536]
	chars[511], paras[511] = byte(len(f.runs)), byte(len(f.paras))
	charEnd, paraEnd := 510, 510
	at, count, p := textStart, 0, 0
	paraFrom := at
	for i, r := range f.runs {
		units := utf16.Encode([]rune(r.text))
		put32(chars, 4*i, at)
		for _, u := range units {
			main = append(main, le16(int(u))...)
		}
		chars, paras = main[512:1024], main[1024:1536]
		at += 2 * len(units)
		count += len(units)
		put32(chars, 4*i+4, at)
		if len(r.list) > 0 {
			charEnd = (charEnd - 1 - len(r.list)) &^ 1
			chars[4*(len(f.runs)+1)+i] = byte(charEnd / 2)
			chars[charEnd] = byte(len(r.list))
			copy(chars[charEnd+1:], r.list)
		}
		if last := units[len(units)-1]; p < len(f.paras) && (last == charParagraph || last == charCell) {
			content := append(le16(f.paras[p].style), f.paras[p].list...)
			if len(content)%2 == 0 {
				content = append(content, 0)
			}
			paraEnd = (paraEnd - 1 - len(content)) &^ 1
			put32(paras, 4*p, paraFrom)
			put32(paras, 4*p+4, at)
			paras[4*(len(f.paras)+1)+13*p] = byte(paraEnd / 2)
			paras[paraEnd] = byte((len(content) + 1) / 2)
			copy(paras[paraEnd+1:], content)
			p, paraFrom = p+1, at
		}
	}
	return f.close(main, count, at)
}

// close writes the table stream and the header.
func (f fixture) close(main []byte, count, end int) map[string][]byte {
	table := []byte{0}
	add := func(pair int, content []byte) {
		put32(main, pair, len(table))
		put32(main, pair+4, len(content))
		table = append(table, content...)
	}
	pieces := append(append(le32(0), le32(count)...), le16(0)...)
	pieces = append(append(pieces, le32(textStart)...), le16(f.prm)...)
	add(pairPieces, append(append([]byte{2}, le32(len(pieces))...), pieces...))
	positions := append(le32(textStart), le32(end)...)
	add(pairCharPages, append(append([]byte{}, positions...), le32(1)...))
	add(pairParaPages, append(append([]byte{}, positions...), le32(2)...))
	add(pairStyles, f.sheet())
	add(pairLists, f.lists)
	add(pairOverrides, f.uses)
	put16(main, 0, 0xA5EC)
	put16(main, 2, 0x00C1)
	put16(main, 0x0A, 0x0200)
	put32(main, 0x4C, count)
	return map[string][]byte{"WordDocument": main, "1Table": table}
}

func (f fixture) sheet() []byte {
	b := append(le16(4), append(le16(len(f.styles)), le16(10)...)...)
	for _, s := range f.styles {
		body := append(le16(s.id), append(le16(s.kind|s.base<<4), make([]byte, 6)...)...)
		body = append(body, 0, 0, 0, 0) // a name of no characters
		for i, content := range [][]byte{append([]byte{0, 0}, s.para...), s.char} {
			if i == 0 && s.kind == 2 {
				continue
			}
			if len(body)%2 == 1 {
				body = append(body, 0)
			}
			body = append(append(body, le16(len(content))...), content...)
		}
		b = append(append(b, le16(len(body))...), body...)
	}
	return b
}

func put16(b []byte, at, n int) { binary.LittleEndian.PutUint16(b[at:], uint16(n)) }
func put32(b []byte, at, n int) { binary.LittleEndian.PutUint32(b[at:], uint32(n)) }

// oneList is a list whose two levels read 一、 and (1).
func oneList() (lists, uses []byte) {
	lists = append(le16(1), make([]byte, 28)...)
	put32(lists, 2, 77)
	for k := range 9 {
		level := make([]byte, 28)
		put32(level, 0, 1)
		level[4], level[15] = 0x27, 2
		text := []rune{0, '、'}
		if k > 0 {
			level[4] = 0
			text = []rune{'(', rune(k), ')'}
		}
		lists = append(append(lists, level...), le16(len(text))...)
		for _, r := range text {
			lists = append(lists, le16(int(r))...)
		}
	}
	use := make([]byte, 16)
	put32(use, 0, 77)
	uses = append(append(le32(2), use...), use...)
	put32(uses[4+16:], 12, 1)                                     // the second use overrides one level:
	uses = append(append(uses, le32(0)...), le32(0)...)           // data of both uses,
	return lists, append(append(uses, le32(5)...), le32(0x10)...) // which is to start at 5
}
