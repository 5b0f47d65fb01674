package encoder

import (
	"unicode"

	"wence/retrieval/zh"
)

// fold makes a character what the vocabulary knows: Simplified, half width, small. It is applied one character at a
// time, so that a token's place in the text is known. train/vocabulary.py does the same.
func fold(r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if 0xFF10 <= r && r <= 0xFF19 || 0xFF21 <= r && r <= 0xFF3A || 0xFF41 <= r && r <= 0xFF5A {
		r -= 0xFEE0
	}
	return unicode.ToLower(zh.SimplifyRune(r))
}

// A class is what BERT's tokenizer takes a character for.
type class int

const (
	letter  class = iota // part of a word
	alone                // a word by itself: a Chinese character or a mark
	space                // between words
	nothing              // left out, even within a word
)

func classOf(r rune) class {
	switch {
	case r < 0x80:
		return asciiClass(r)
	case isHan(r), unicode.Is(unicode.P, r):
		return alone
	case r == unicode.ReplacementChar, !assigned(r):
		return nothing
	case unicode.Is(unicode.White_Space, r):
		return space
	}
	return letter
}

func asciiClass(r rune) class {
	switch {
	case '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return letter
	case r == ' ', r == '\t', r == '\n', r == '\r':
		return space
	case r < ' ', r == 0x7F:
		return nothing
	}
	return alone
}

// assigned reports whether r is a character of Unicode, and none that controls others.
func assigned(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.S, unicode.P, unicode.Z)
}

// isHan reports whether BERT takes r for a Chinese character. 〇 is none.
func isHan(r rune) bool {
	switch {
	case r < 0x3400:
		return false
	case r <= 0x4DBF, 0x4E00 <= r && r <= 0x9FFF, 0xF900 <= r && r <= 0xFAFF, 0x20000 <= r && r <= 0x2A6DF:
		return true
	}
	return 0x2A700 <= r && r <= 0x2B73F || 0x2B740 <= r && r <= 0x2B81F || 0x2B820 <= r && r <= 0x2CEAF || 0x2F800 <= r && r <= 0x2FA1F
}
