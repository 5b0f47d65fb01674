package place

import (
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// A folding maps characters of the Basic Multilingual Plane to the form in which names are compared.
type folding [1 << 16]uint16

// newFolding folds every Chinese character the way package zh does, one by one, except those that stand in the names
// themselves: 乾 of 乾县 must not become 干.
func newFolding(names string) *folding {
	f := new(folding)
	for i := range f {
		f[i] = uint16(i)
	}
	blocks := [][2]rune{{0x2E80, 0x2FDF}, {0x3400, 0x9FFF}, {0xF900, 0xFAFF}}
	const mark = "|" // keeps the characters apart, so that no phrase is read across them
	var all strings.Builder
	for _, b := range blocks {
		for r := b[0]; r <= b[1]; r++ {
			all.WriteRune(r)
			all.WriteString(mark)
		}
	}
	folded := strings.Split(zh.Fold(all.String()), mark)
	i := 0
	for _, b := range blocks {
		for r := b[0]; r <= b[1]; r++ {
			if to, size := utf8.DecodeRuneInString(folded[i]); size == len(folded[i]) && size > 0 && to < 1<<16 {
				f[r] = uint16(to)
			}
			i++
		}
	}
	for r := rune(0xFF01); r <= 0xFF5E; r++ {
		f[r] = uint16(r - 0xFF01 + '!')
	}
	for _, r := range names {
		if r < 1<<16 {
			f[r] = uint16(r)
		}
	}
	return f
}

// A foldedText is a text as it is compared: one symbol a character, without the spaces between Chinese characters.
type foldedText struct {
	source string
	sym    []uint16
	at     []int32 // where each symbol's character begins in source
}

func (f *folding) text(s string) foldedText {
	t := foldedText{source: s, sym: make([]uint16, 0, len(s)/3+16), at: make([]int32, 0, len(s)/3+16)}
	space := -1 // index of the first symbol of a run of spaces that follows a Chinese character
	for i, r := range s {
		sym := uint16(0xFFFD)
		if r < 1<<16 {
			sym = f[r]
		}
		switch {
		case sym == ' ' || sym == 0x3000 || sym == 0xA0:
			if space < 0 && len(t.sym) > 0 && isHan(t.sym[len(t.sym)-1]) {
				space = len(t.sym)
			}
			sym = ' '
		case space >= 0:
			if isHan(sym) {
				t.sym, t.at = t.sym[:space], t.at[:space]
			}
			space = -1
		}
		t.sym = append(t.sym, sym)
		t.at = append(t.at, int32(i))
	}
	return t
}

// end returns where the character of symbol i ends in the source.
func (t *foldedText) end(i int) int {
	_, size := utf8.DecodeRuneInString(t.source[t.at[i]:])
	return int(t.at[i]) + size
}

// gapAfter reports whether spaces follow symbol i in the source.
func (t *foldedText) gapAfter(i int) bool {
	return i+1 < len(t.at) && int(t.at[i+1]) != t.end(i)
}

// slice returns symbols [i, j) as a string, cut at the ends of the text.
func (t *foldedText) slice(i, j int) string {
	i, j = max(i, 0), min(j, len(t.sym))
	if i >= j {
		return ""
	}
	return unfold(t.sym[i:j])
}

func unfold(symbols []uint16) string {
	var b strings.Builder
	b.Grow(3 * len(symbols))
	for _, s := range symbols {
		b.WriteRune(rune(s))
	}
	return b.String()
}

// han reports whether symbol i is a Chinese character; outside the text there is none.
func (t *foldedText) han(i int) bool { return i >= 0 && i < len(t.sym) && isHan(t.sym[i]) }

// dated reports that symbol i is the measure of a number before it, which begins no word: 2015年|中山.
func (t *foldedText) dated(i int) bool {
	return i > 0 && t.sym[i-1] >= '0' && t.sym[i-1] <= '9' && strings.ContainsRune("年月日号", rune(t.sym[i]))
}

func isHan(s uint16) bool { return s >= 0x3400 && s <= 0x9FFF || s == '〇' }
