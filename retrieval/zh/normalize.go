package zh

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns the normal form of s, as the package comment describes
// it, with the way back to s. It changes nothing in a text that is a normal
// form already. A byte that is not UTF-8 becomes U+FFFD. s must be shorter
// than 2 GiB.
func Normalize(s string) *Text {
	n := normalizer{
		src:   s,
		folds: fold(),
		out:   make([]byte, 0, len(s)),
		runs:  make([]run, 0, len(s)/16),
		tight: true,
	}
	for i := 0; i < len(s); {
		i = n.segment(i)
	}
	t2s().convertInPlace(n.out)
	return &Text{Norm: string(n.out), runs: n.runs, length: len(s)}
}

// A normalizer builds a normal form from left to right.
type normalizer struct {
	src   string
	folds *runeTable[rune]
	out   []byte
	runs  []run

	last  rune // the last character of out
	tight bool // white space after out is dropped
	gap   bool // white space waits for what follows
	apart bool // a digit that follows must not touch out

	white piece // where the gap is
}

// segment takes the characters at src[i:] that can compose with one another,
// usually one, and returns where the next segment begins.
func (n *normalizer) segment(i int) int {
	r, size := utf8.DecodeRuneInString(n.src[i:])
	if r == utf8.RuneError && size == 1 {
		n.put(r, piece{i, i + 1, false})
		n.apart = false
		return i + 1
	}
	if plain, ok := nfkcOf(r); ok && n.startsAt(i+size) {
		n.put(plain, piece{i, i + size, false})
		n.apart = false
		return i + size
	}
	return n.compose(i)
}

// nfkcOf returns the NFKC form of the characters that texts are full of.
func nfkcOf(r rune) (rune, bool) {
	switch {
	case r < 0x80,
		r >= 0x4E00 && r <= 0x9FFF,
		r >= 0x3001 && r <= 0x3029,
		r >= 0x2018 && r <= 0x201F,
		r >= 0x2013 && r <= 0x2015:
		return r, true
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0, true
	case r == 0xA0, r == 0x3000:
		return ' ', true
	case r == '·', r == '×':
		return r, true
	}
	return r, false
}

// startsAt reports whether a segment ends where src[i:] begins.
func (n *normalizer) startsAt(i int) bool {
	if i >= len(n.src) {
		return true
	}
	if b := n.src[i]; b < 0x80 || b >= 0xE4 && b <= 0xE9 { // ASCII, U+4000 to U+9FFF
		return true
	}
	r, _ := utf8.DecodeRuneInString(n.src[i:])
	if r >= 0x3131 && r <= 0x318E || r >= 0xFFA1 && r <= 0xFFDC {
		return false // Hangul letters: package norm overlooks that these compose
	}
	return !isIgnored(r) && norm.NFKC.PropertiesString(n.src[i:]).BoundaryBefore()
}

// compose does what segment does, for any characters.
func (n *normalizer) compose(i int) int {
	var seg []byte
	end := i
	for {
		r, size := utf8.DecodeRuneInString(n.src[end:])
		if !isIgnored(r) {
			seg = append(seg, n.src[end:end+size]...)
		}
		end += size
		if n.startsAt(end) {
			break
		}
	}
	if len(seg) > 0 {
		n.putAll(seg, i, end)
	}
	return end
}

// putAll appends the NFKC form of the segment seg, which is src[start:end]
// less what is ignored.
func (n *normalizer) putAll(seg []byte, start, end int) {
	first, _ := utf8.DecodeRune(seg)
	made := norm.NFKC.Bytes(seg)
	changed := string(made) != string(seg) && !unicode.Is(unicode.Nd, first)
	if r, _ := utf8.DecodeRune(made); changed && unicode.IsDigit(r) && !unicode.IsLetter(n.last) {
		n.apart = true
	}
	from := piece{start, end, utf8.RuneCount(made) > 1}
	for len(made) > 0 {
		r, size := utf8.DecodeRune(made)
		made = made[size:]
		n.put(r, from)
		n.apart = false
	}
	n.apart = changed && (unicode.IsDigit(n.last) || n.last == '.')
}

// A piece is the part of src that a character came from; whole says that
// others came from it too.
type piece struct {
	start, end int
	whole      bool
}

// put appends the character r.
func (n *normalizer) put(r rune, from piece) {
	if to := n.folds.get(r); to != 0 {
		r = to
	}
	c := classOf(r)
	if c == space {
		if !n.gap {
			n.gap, n.white = true, piece{from.start, from.end, true}
		}
		n.white.end = from.end
		return
	}
	if n.apart && !n.gap && unicode.IsDigit(r) {
		n.gap, n.white = true, piece{from.start, from.start, true}
	}
	if n.gap && n.keepGap(r, c) {
		n.write(' ', n.white)
	}
	n.gap = false
	if r == '-' && n.last == '-' {
		n.runs[len(n.runs)-1].end = int32(from.end)
		return
	}
	n.write(r, from)
	if c == tight || c == loose {
		n.tight = c == tight
	}
}

// keepGap reports whether the white space before r, of class c, stays.
func (n *normalizer) keepGap(r rune, c class) bool {
	if r >= 0x300 && !norm.NFKC.PropertiesString(string(r)).BoundaryBefore() {
		return true // else r would compose with what stands before
	}
	return !n.tight && c != tight && !strings.ContainsRune("%‰,:", r)
}

// write appends r to out and to the last run, if that goes on.
func (n *normalizer) write(r rune, from piece) {
	at := len(n.out)
	n.out = utf8.AppendRune(n.out, r)
	n.last = r
	// A dash stands alone because more dashes may join it.
	whole := from.whole || r == '-' || from.end-from.start != len(n.out)-at
	if k := len(n.runs) - 1; k >= 0 {
		switch last := &n.runs[k]; {
		case whole && last.whole && int(last.start) == from.start && int(last.end) == from.end:
			return
		case !whole && !last.whole && int(last.end) == from.start:
			last.end = int32(from.end)
			return
		}
	}
	n.runs = append(n.runs, run{int32(at), int32(from.start), int32(from.end), whole})
}
