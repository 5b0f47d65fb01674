package lexical

import (
	"unicode"
	"unicode/utf8"
)

// Token is one term of a text and the bytes [Start, End) it was read from.
type Token struct {
	Term       Term
	Start, End int
}

// Tokens reads the tokens of a text in normal form, in order of their ends:
//
//   - each Han character, and each pair of Han characters that stand side by side
//   - each run of other letters, without its case
//   - each number: digits with at most one decimal point (1.5); commas between groups of three are left out (1,000 is
//     1000); with more points it is a date or a section number and each part counts alone
//
// Letters and digits part (PM2.5 is pm, 2.5), since notices write them with and without a space or hyphen. A Han
// character outside U+4E00–9FFF counts as a word and makes no pairs. Everything else separates.
func Tokens(text string) []Token { return appendTokens(nil, text) }

func appendTokens(dst []Token, s string) []Token {
	var before rune // the Han character just before i, 0 = none
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if inHanBlock(r) {
			dst = append(dst, Token{characterTerm(r), i, i + size})
			if before != 0 {
				// every character of the block has three bytes
				dst = append(dst, Token{bigramTerm(before, r), i - 3, i + size})
			}
			before = r
			i += size
			continue
		}
		before = 0
		var term Term
		n := 0
		switch {
		case unicode.IsDigit(r):
			term, n = number(s[i:])
		case unicode.Is(unicode.Han, r):
			term, n = single(r), size
		case unicode.IsLetter(r):
			term, n = word(s[i:])
		}
		if n > 0 {
			dst = append(dst, Token{term, i, i + n})
		}
		i += max(n, size)
	}
	return dst
}

func single(r rune) Term {
	h := newHash()
	h.add(r)
	return h.word()
}

// word reads the letters at the start of s, with the marks that belong to them.
func word(s string) (Term, int) {
	h := newHash()
	for i, r := range s {
		if !(unicode.IsLetter(r) || unicode.IsMark(r)) || unicode.Is(unicode.Han, r) {
			return h.word(), i
		}
		h.addFold(r)
	}
	return h.word(), len(s)
}

// number reads the number at the start of s, which begins with a digit.
func number(s string) (Term, int) {
	n := digits(s)
	whole := n
	if n <= 3 {
		for n+4 <= len(s) && s[n] == ',' && digits(s[n+1:]) == 3 {
			n += 4
		}
	}
	if n < len(s) && s[n] == '.' {
		d := digits(s[n+1:])
		end := n + 1 + d
		if d > 0 && !(end+1 < len(s) && s[end] == '.' && digits(s[end+1:]) > 0) {
			whole, n = end, end
		}
	}
	_ = whole
	h := newHash()
	for _, r := range s[:n] {
		if r != ',' {
			h.add(r)
		}
	}
	return h.word(), n
}

// digits counts the bytes of the digits at the start of s.
func digits(s string) int {
	for i, r := range s {
		if !unicode.IsDigit(r) {
			return i
		}
	}
	return len(s)
}
