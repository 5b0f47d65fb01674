package doc

import (
	"strconv"
	"strings"

	"wence/ingest/word/numbering"
)

// formats names the number formats (MSONFC) by their codes; the others are written in Arabic digits.
var formats = map[byte]string{
	0x01: "upperRoman", 0x02: "lowerRoman", 0x03: "upperLetter", 0x04: "lowerLetter",
	0x0A: "ideographDigital", 0x0B: "japaneseCounting", 0x0E: "decimalFullWidth", 0x10: "japaneseLegal",
	0x11: "japaneseDigitalTenThousand", 0x12: "decimalEnclosedCircle", 0x13: "decimalFullWidth2", 0x16: "decimalZero",
	0x17: "bullet", 0x1A: "decimalEnclosedFullstop", 0x1B: "decimalEnclosedParen", 0x1C: "decimalEnclosedCircleChinese",
	0x1D: "ideographEnclosedCircle", 0x1E: "ideographTraditional", 0x1F: "ideographZodiac",
	0x20: "ideographZodiacTraditional", 0x21: "taiwaneseCounting", 0x22: "ideographLegalTraditional",
	0x23: "taiwaneseCountingThousand", 0x24: "taiwaneseDigital", 0x25: "chineseCounting", 0x26: "chineseLegalSimplified",
	0x27: "chineseCountingThousand", 0x28: "ideographDigital", 0x39: "numberInDash", 0xFF: "none",
}

// definition is a list (2.9.147) with the counter that all its overrides share.
type definition struct {
	levels  numbering.Levels
	counter numbering.Counter
}

// override is a use of a list (2.9.131), with its own levels or restarts.
type override struct {
	list    *definition
	levels  *numbering.Levels
	restart map[int]int // start by level, taken at the first use of the level
}

// lists counts the numbered paragraphs of one document.
type lists struct{ overrides []override }

func readLists(table []byte, at int, overrides []byte) *lists {
	definitions := map[int]*definition{}
	count := u16(table, at)
	if at == 0 {
		count = 0
	}
	levels := at + 2 + 28*count // the levels follow the list of lists
	for i := range count {
		entry := cut(table, at+2+28*i, 28)
		if len(entry) < 28 {
			break
		}
		d := &definition{}
		n := numbering.Depth
		if entry[26]&1 != 0 { // a simple list has one level
			n = 1
		}
		for k := range n {
			var size int
			d.levels[k], size = readLevel(cut(table, levels, len(table)))
			levels += size
		}
		definitions[u32(entry, 0)] = d
	}
	return readOverrides(overrides, definitions)
}

func readOverrides(b []byte, definitions map[int]*definition) *lists {
	out := &lists{}
	count := min(u32(b, 0), len(b)/16)
	at := 4 + 16*count
	for i := range count {
		entry := cut(b, 4+16*i, 16)
		o := override{list: definitions[u32(entry, 0)], restart: map[int]int{}}
		if o.list == nil {
			o.list = &definition{}
		}
		o.levels = &o.list.levels
		at += 4
		for k := 0; k < int(u8(entry, 12)) && at < len(b); k++ {
			start, flags := u32(b, at), u32(b, at+4)
			at += 8
			level := flags & 0xF
			if flags&0x20 != 0 { // its own formatting
				own := *o.levels
				l, size := readLevel(cut(b, at, len(b)))
				if level < numbering.Depth {
					own[level] = l
				}
				o.levels, at = &own, at+size
				start = l.Start
			}
			if flags&0x10 != 0 {
				o.restart[level] = start
			}
		}
		out.overrides = append(out.overrides, o)
	}
	return out
}

// readLevel reads a level (2.9.150) and gives its size.
func readLevel(b []byte) (numbering.Level, int) {
	l := numbering.Level{
		Start:  int(int32(u32(b, 0))),
		Format: "decimal",
		Legal:  u8(b, 5)&0x04 != 0,
		Joined: u8(b, 15) == 2,
	}
	if name, ok := formats[u8(b, 4)]; ok {
		l.Format = name
	}
	if u8(b, 5)&0x08 != 0 { // it does not restart after every level above
		if l.Restart = int(u8(b, 26)); l.Restart == 0 {
			l.Restart = -1
		}
	}
	at := 28 + int(u8(b, 24)) + int(u8(b, 25))
	n := u16(b, at)
	var text strings.Builder
	for _, r := range wide(cut(b, at+2, 2*n), n) {
		if r < numbering.Depth { // stands for the number of a level
			text.WriteString("%" + strconv.Itoa(int(r)+1))
		} else {
			text.WriteRune(r)
		}
	}
	l.Text = text.String()
	return l, at + 2 + 2*n
}

// label counts one paragraph of a list (1-based) and gives its automatic number.
func (l *lists) label(list, level int) string {
	if list < 1 || list > len(l.overrides) {
		return ""
	}
	o := l.overrides[list-1]
	if start, ok := o.restart[level]; ok {
		delete(o.restart, level)
		o.list.counter.Restart(level, start)
	}
	return o.list.counter.Next(o.levels, level)
}
