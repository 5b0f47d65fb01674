package figures

import "unicode/utf8"

func isDigit(b byte) bool  { return b >= '0' && b <= '9' }
func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// runeAt returns the character that s[i:] begins with, utf8.RuneError at the
// end.
func runeAt(s string, i int) rune {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

// runeBefore returns the character that s[:i] ends with, utf8.RuneError at the
// beginning.
func runeBefore(s string, i int) rune {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

// hanDigit returns the digit that r writes, or -1.
func hanDigit(r rune) int {
	switch r {
	case '〇', '零':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// isHanDigit reports whether r can stand in a Chinese numeral.
func isHanDigit(r rune) bool {
	switch r {
	case '十', '百', '千', '万', '亿':
		return true
	}
	return hanDigit(r) >= 0
}
