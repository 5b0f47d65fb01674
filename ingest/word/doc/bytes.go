package doc

import (
	"encoding/binary"
	"unicode/utf16"
)

// The numbers in a file may point anywhere: what lies outside reads as zero or as nothing.

func u8(b []byte, at int) byte {
	if at < 0 || at >= len(b) {
		return 0
	}
	return b[at]
}

func u16(b []byte, at int) int {
	if at < 0 || at > len(b)-2 {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) int {
	if at < 0 || at > len(b)-4 {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b[at:]))
}

// i16 reads a signed number.
func i16(b []byte, at int) int { return int(int16(u16(b, at))) }

// cut gives n bytes from at, fewer or none where b ends.
func cut(b []byte, at, n int) []byte {
	if at < 0 || at >= len(b) || n <= 0 {
		return nil
	}
	return b[at : at+min(n, len(b)-at)]
}

// table gives the bytes that a pair of offset and length in the file header points to.
func (h header) table(stream []byte, pair int) []byte {
	return cut(stream, u32(h, pair), u32(h, pair+4))
}

// wide decodes n UTF-16 characters.
func wide(b []byte, n int) string {
	units := make([]uint16, min(n, len(b)/2))
	for i := range units {
		units[i] = uint16(u16(b, 2*i))
	}
	return string(utf16.Decode(units))
}
