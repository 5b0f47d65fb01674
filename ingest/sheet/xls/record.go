package xls

import (
	"encoding/binary"
	"iter"
	"math"
	"unicode/utf16"
)

// Types of records (2.3).
const (
	typeFormula    = 0x0006
	typeEOF        = 0x000A
	typeDate1904   = 0x0022
	typeFilePass   = 0x002F
	typeContinue   = 0x003C
	typeColumnInfo = 0x007D
	typeSheet      = 0x0085
	typeMulRK      = 0x00BD
	typeXF         = 0x00E0
	typeMerges     = 0x00E5
	typeStrings    = 0x00FC
	typeStringCell = 0x00FD
	typeNumber     = 0x0203
	typeLabel      = 0x0204
	typeBool       = 0x0205
	typeString     = 0x0207
	typeRow        = 0x0208
	typeRK         = 0x027E
	typeFormat     = 0x041E
	typeBOF        = 0x0809
)

// record is a record with the records that continue it, each a part.
type record struct {
	kind  int
	parts [][]byte
}

// data is the record's own part.
func (r record) data() []byte { return r.parts[0] }

// records iterates over a stream from an offset. It ends where a record is cut off.
func records(stream []byte, at int) iter.Seq[record] {
	return func(yield func(record) bool) {
		for {
			kind, data, next := cutRecord(stream, at)
			if data == nil {
				return
			}
			r := record{kind: kind, parts: [][]byte{data}}
			at = next
			for {
				kind, data, next = cutRecord(stream, at)
				if data == nil || kind != typeContinue {
					break
				}
				r.parts = append(r.parts, data)
				at = next
			}
			if !yield(r) {
				return
			}
		}
	}
}

// cutRecord gives a record's type and bytes and where the next begins; no bytes at the stream's end.
func cutRecord(stream []byte, at int) (kind int, data []byte, next int) {
	if at < 0 || at+4 > len(stream) {
		return 0, nil, at
	}
	kind, size := u16(stream, at), u16(stream, at+2)
	next = at + 4 + size
	if next > len(stream) {
		return 0, nil, at
	}
	return kind, stream[at+4 : next : next], next
}

// The numbers in a file may point anywhere: what lies outside reads as zero.

func u8(b []byte, at int) int {
	if at < 0 || at >= len(b) {
		return 0
	}
	return int(b[at])
}

func u16(b []byte, at int) int { return u8(b, at) | u8(b, at+1)<<8 }

func u32(b []byte, at int) int { return u16(b, at) | u16(b, at+2)<<16 }

func float(b []byte, at int) float64 {
	if at < 0 || at > len(b)-8 {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b[at:]))
}

// rk decodes a number of 30 bits (2.5.217).
func rk(v int) float64 {
	n := math.Float64frombits(uint64(v&^3) << 32)
	if v&2 != 0 {
		n = float64(int32(v) >> 2)
	}
	if v&1 != 0 {
		n /= 100
	}
	return n
}

// cursor reads strings across the parts of a record.
type cursor struct {
	parts [][]byte
	at    int // in the first of parts
}

// more reports a byte left to read, and goes on to the next part at the end of one.
func (c *cursor) more() bool {
	for len(c.parts) > 0 && c.at >= len(c.parts[0]) {
		c.parts, c.at = c.parts[1:], 0
	}
	return len(c.parts) > 0
}

func (c *cursor) u8() int {
	if !c.more() {
		return 0
	}
	c.at++
	return int(c.parts[0][c.at-1])
}

func (c *cursor) u16() int { return c.u8() | c.u8()<<8 }

func (c *cursor) u32() int { return c.u16() | c.u16()<<16 }

// skip passes over n bytes.
func (c *cursor) skip(n int) {
	for n > 0 && c.more() {
		k := min(n, len(c.parts[0])-c.at)
		c.at += k
		n -= k
	}
}

// chars reads n characters, of two bytes each when wide. Where they run over into the next part, that begins with a
// byte which says anew whether they are wide (2.5.293).
func (c *cursor) chars(n int, wide bool) string {
	var units []uint16
	for n > 0 && len(c.parts) > 0 {
		part := c.parts[0][c.at:]
		size := 1
		if wide {
			size = 2
		}
		k := min(n, len(part)/size)
		for i := range k {
			if wide {
				units = append(units, uint16(u16(part, 2*i)))
			} else {
				units = append(units, uint16(part[i]))
			}
		}
		c.at += k * size
		if n -= k; n > 0 {
			c.parts, c.at = c.parts[1:], 1
			wide = len(c.parts) > 0 && u8(c.parts[0], 0)&1 != 0
			if len(c.parts) > 0 && len(c.parts[0]) == 0 {
				c.at = 0
			}
		}
	}
	return string(utf16.Decode(units))
}

// short and long read a string with its count of characters in one byte and in two (2.5.240, 2.5.294).
func (c *cursor) short() string { return c.counted(c.u8()) }

func (c *cursor) long() string { return c.counted(c.u16()) }

func (c *cursor) counted(n int) string { return c.chars(n, c.u8()&1 != 0) }

// rich reads a string with formatting and phonetic data after it, which are passed over (2.5.293).
func (c *cursor) rich() string {
	n, flags := c.u16(), c.u8()
	runs, extra := 0, 0
	if flags&8 != 0 {
		runs = c.u16()
	}
	if flags&4 != 0 {
		extra = c.u32()
	}
	text := c.chars(n, flags&1 != 0)
	c.skip(4*runs + extra)
	return text
}
