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
//   - each number: ASCII digits with at most one decimal point (1.5), without the commas that part groups of three
//     (1,000 is 1000); with more points it is a date or a section number, and each part counts alone
//
// Letters and digits part (PM2.5 is pm, 2.5), since notices write them with and without a hyphen or space. A Han
// character outside U+4E00–9FFF counts as a word and makes no pairs. All else separates.
func Tokens(text string) []Token { return appendTokens(nil, text) }

func appendTokens(dst []Token, s string) []Token {
	var before rune // the Han character that ends at i, 0 = none
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		switch {
		case inHanBlock(r):
			dst = append(dst, Token{characterTerm(r), i, end})
			if before != 0 {
				// every character of the block is as long as this one
				dst = append(dst, Token{bigramTerm(before, r), i - size, end})
			}
		case isDigit(s[i]):
			dst, end = appendNumbers(dst, s, i)
		case unicode.Is(unicode.Han, r):
			dst = append(dst, Token{wordTerm(s[i:end]), i, end})
		case startsWord(r):
			for end < len(s) {
				r, size := utf8.DecodeRuneInString(s[end:])
				if !startsWord(r) && !unicode.IsMark(r) {
					break
				}
				end += size
			}
			dst = append(dst, Token{wordTerm(s[i:end]), i, end})
		}
		before = 0
		if inHanBlock(r) {
			before = r
		}
		i = end
	}
	return dst
}

// startsWord reports letters that are not Han, and the digits of other scripts.
func startsWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// appendNumbers reads the digits at start and what points join to them. It gives the end of what it has read.
func appendNumbers(dst []Token, s string, start int) ([]Token, int) {
	first := len(dst)
	for end := start; ; {
		from := end
		end = endOfDigits(s, from)
		if end-from <= 3 {
			for end < len(s) && s[end] == ',' && endOfDigits(s, end+1) == end+4 {
				end += 4
			}
		}
		dst = append(dst, Token{numberTerm(s[from:end]), from, end})
		if end+1 < len(s) && s[end] == '.' && isDigit(s[end+1]) {
			end++
			continue
		}
		if len(dst) == first+2 {
			dst = append(dst[:first], Token{numberTerm(s[start:end]), start, end})
		}
		return dst, end
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func endOfDigits(s string, i int) int {
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}
