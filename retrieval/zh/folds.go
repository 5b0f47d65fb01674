package zh

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// fold holds the characters that have one usual form beyond NFKC: radicals,
// quotation marks, dashes, waves, and the Hong Kong shapes of characters that
// OpenCC's table knows in another shape only. It also holds the Traditional
// characters whose Simplified form has another length in UTF-8, so that the
// rest can be simplified in place; none of these belongs to a phrase.
var fold = sync.OnceValue(func() *runeTable[rune] {
	t := new(runeTable[rune])
	pairs := []rune(radicals)
	for i := 0; i < len(pairs); i += 2 {
		*t.at(pairs[i]) = pairs[i+1]
	}
	for to, from := range map[rune]string{
		'"': `“”„‟‘’‚‛「」『』'`,
		'-': "‐‑‒–—―─━−",
		'~': "〜∼",
		'/': "⁄",
		'卫': "衞", '叙': "敍", '台': "枱",
	} {
		for _, r := range from {
			*t.at(r) = to
		}
	}
	t2s().chars.each(func(r rune, e entry) {
		if e.to != 0 && utf8.RuneLen(r) != utf8.RuneLen(e.to) {
			*t.at(r) = e.to
		}
	})
	return t
})

// class says how a character of the normal form takes white space beside it.
type class uint8

const (
	neutral class = iota // takes after the character before it
	loose                // letters and digits: white space becomes one space
	tight                // Chinese characters, brackets: white space is dropped
	space                // white space itself
	ignored              // dropped before anything else is done
)

func classOf(r rune) class {
	switch {
	case r < 0x80:
		return ascii[r]
	case r >= 0x4E00 && r <= 0x9FFF:
		return tight
	case isIgnored(r):
		return ignored
	case unicode.IsSpace(r), unicode.Is(unicode.Z, r), unicode.IsControl(r):
		return space
	case unicode.Is(unicode.M, r):
		return neutral
	case r >= 0x2E80 && r <= 0x33FF, IsHan(r): // with kana and CJK punctuation
		return tight
	case unicode.IsLetter(r), unicode.IsNumber(r):
		return loose
	}
	return neutral
}

var ascii = func() (t [0x80]class) {
	for r := range rune(0x80) {
		switch {
		case r <= ' ' || r == 0x7F:
			t[r] = space
		case unicode.IsLetter(r), unicode.IsDigit(r):
			t[r] = loose
		}
	}
	for _, r := range `()[]{};!?"` {
		t[r] = tight
	}
	return t
}()

// isIgnored reports whether r is invisible and carries no meaning here.
func isIgnored(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x034F, r == 0x061C, r == 0xFEFF:
		return true
	case r >= 0x180B && r <= 0x180F,
		r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F,
		r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return false
}
