package zh

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Numeral reads the numeral at the start of s, which is in the normal form,
// and returns its value and its length n in bytes. It reads
//
//	1,000  1.5  3万  1.5亿  3万5千  1亿2000万     digits, grouped by thousands, with units
//	二百  十二  两  廿五  一千二百万  三千五  壹佰    composed, also 三千五 for 3500
//	二〇二三  二○一八  二0一八年  一九九八           digit by digit, with a zero or of four or more
//	一点五  零点五亿                              with a decimal point
//	百  千                                     a bare unit up to 千 is one of it
//
// ok is false where s starts with no numeral, and where it starts with
// numeral characters that have no single value: 两三 (two or three), 十四五
// (a plan's name), 万元 (a unit), 百分之 (a share). n is then the length of
// those characters, 0 if there are none, so that a scanner can step over them.
//
// A unit that belongs to the next word is left alone: 2千克 is 2. So is a
// second point: 2023.5.1 is 2023. There are no negative numerals.
func Numeral(s string) (value float64, n int, ok bool) {
	if s == "" {
		return 0, 0, false
	}
	if isDigit(s[0]) {
		if value, n = arabic(s); math.IsInf(value, 0) {
			return 0, n, false
		}
		return value, n, true
	}
	return chinese(s)
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// digits returns the length of the digits that s starts with.
func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// arabic reads digits and the units behind them: 1,000, 3千万, 3万5千. s
// starts with a digit.
func arabic(s string) (value float64, n int) {
	n = decimal(s)
	power, size := units(s[n:])
	value = scaled(ungrouped.Replace(s[:n]), power)
	n += size
	rest := strings.TrimPrefix(s[n:], "零")
	if size == 0 || rest == "" || !isDigit(rest[0]) {
		return value, n
	}
	end := decimal(rest)
	lower, hasUnit := units(rest[end:])
	fourDigits := power == 4 && end == 4 && digits(rest) == 4 && !strings.HasPrefix(rest[end:], "年")
	if hasUnit > 0 && lower >= power || hasUnit == 0 && !fourDigits {
		return value, n
	}
	low, k := arabic(rest)
	if low >= math.Pow10(power) {
		return value, n
	}
	return value + low, len(s) - len(rest) + k
}

// ungrouped drops what parts the thousands of a number.
var ungrouped = strings.NewReplacer(",", "", " ", "")

// spacedGroups returns the length of an amount whose thousands stand apart by
// spaces, 1 050元, and 0 where s, which starts with n digits, is none. Numbers
// in a row are not put together: an amount of money has to end it.
func spacedGroups(s string, n int) int {
	if n < 1 || n > 3 || s[0] == '0' {
		return 0
	}
	end := n
	for end < len(s) && s[end] == ' ' && digits(s[end+1:]) == 3 {
		end += 4
	}
	if end == n {
		return 0
	}
	unit := strings.TrimLeft(s[end:], "万亿")
	if fraction := strings.TrimPrefix(unit, "."); fraction != unit {
		if k := digits(fraction); k > 0 && strings.HasPrefix(fraction[k:], "元") {
			return end + 1 + k
		}
	}
	if !strings.HasPrefix(unit, "元") {
		return 0
	}
	return end
}

// decimal returns the length of the digits that s starts with, including
// thousands separators and a fraction.
func decimal(s string) int {
	n := digits(s)
	if spaced := spacedGroups(s, n); spaced > 0 {
		return spaced
	}
	if n <= 3 {
		for n < len(s) && s[n] == ',' && digits(s[n+1:]) == 3 {
			n += 4
		}
	}
	if n < len(s) && s[n] == '.' {
		end := n + 1 + digits(s[n+1:])
		dotted := end+1 < len(s) && s[end] == '.' && isDigit(s[end+1]) // 1.2.3
		if end > n+1 && !dotted {
			return end
		}
	}
	return n
}

// scaled returns the number that literal stands for, times a power of ten. It
// rounds once, so 1.1亿 is 110000000 exactly. It is infinite out of range.
func scaled(literal string, power int) float64 {
	value, err := strconv.ParseFloat(literal+"e"+strconv.Itoa(power), 64)
	if err != nil {
		return math.Inf(1)
	}
	return value
}

// units reads the units behind digits, 百 千 万 亿 or several as in 千万, and
// returns them as a power of ten.
func units(s string) (power, n int) {
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		p := powerOf(r)
		if p < 2 || n > 0 && p < 4 || power+p > 12 {
			break
		}
		next, _ := utf8.DecodeRuneInString(s[n+size:])
		if p < 4 && strings.ContainsRune("克米瓦卡赫帕焦伏分", next) {
			break // 千克, 百分点
		}
		power += p
		n += size
	}
	return power, n
}

// powerOf returns the power of ten that r names, or 0.
func powerOf(r rune) int {
	switch r {
	case '十', '拾':
		return 1
	case '百', '佰':
		return 2
	case '千', '仟':
		return 3
	case '万':
		return 4
	case '亿':
		return 8
	}
	return 0
}

// digitOf returns the digit that r names, or -1.
func digitOf(r rune) int {
	switch r {
	case '〇', '零', '○', '◯':
		return 0
	case '一', '壹':
		return 1
	case '二', '两', '贰':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}
