package figures

import (
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// A number is a numeral as it stands in the text.
type number struct {
	low, high  float64 // differ where the numeral itself is a range: 三五, 两三百
	scale      float64 // the 百, 千, 万 or 亿 at its end, which a range may lend: 1-3万
	bound      Bound   // MoreThan for 300余, About for 十来
	start, end int
	digits     int  // Arabic digits before any point, or characters of 二〇二三
	han        bool // written in Chinese
	point      bool // has a decimal point
}

const han = len("一") // bytes of a Chinese character

// one reports whether n is a bare 一.
func (n number) one() bool { return n.han && n.low == 1 && n.high == 1 && n.end-n.start == han }

// integer returns n if it is a plain whole number in [min, max].
func (n number) integer(min, max int) (int, bool) {
	v := int(n.low)
	plain := n.low == n.high && n.scale == 1 && !n.point && n.bound == Exact
	return v, plain && v >= min && v <= max
}

// readNumber reads the numeral that s[i:] begins with. 百, 千, 万 and 亿
// without a digit before them (百名, 万众) are none.
func readNumber(s string, i int) (number, bool) {
	if !startsNumber(s, i) {
		return number{}, false
	}
	n := number{start: i, scale: 1, han: !isDigit(s[i])}
	value, size, ok := zh.Numeral(s[i:])
	n.end = i + size
	n.low, n.high = value, value
	switch {
	case size == 0 || strings.ContainsRune("百千万亿", runeAt(s, i)):
		return n, false
	case !ok:
		if n.low, n.high, ok = readPair(s[i:n.end]); !ok {
			return n, false
		}
	}
	n.shape(s)
	n.roughen(s)
	return n, true
}

// startsNumber reports whether a numeral can begin at s[i:]. A formal numeral
// needs its magnitude, since 伍 and 陆 are also other words.
func startsNumber(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	if s[i] < utf8.RuneSelf {
		return isDigit(s[i])
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case isHanDigit(r):
		return true
	case strings.ContainsRune("壹贰叁肆伍陆柒捌玖", r):
		return startsWithAny(s[i+size:], "拾佰仟万亿元")
	}
	return false
}

// shape sets what the writing of the numeral tells beside its value.
func (n *number) shape(s string) {
	text := s[n.start:n.end]
	n.point = strings.ContainsAny(text, ".点")
	n.scale = lentScale(text)
	for n.digits < len(text) && isDigit(text[n.digits]) {
		n.digits++
	}
	if n.han && utf8.RuneCountInString(text) == 4 && n.low >= 1000 && !strings.ContainsAny(text, "十百千点") {
		n.digits = 4
	}
}

// lentScale returns the magnitude that a numeral would lend the number before
// it: 3千万 lends 千万, 五百 lends 百 (三至五百), 一千五百 lends nothing.
func lentScale(text string) float64 {
	rest, scale := text, 1.0
	for strings.HasSuffix(rest, "万") || strings.HasSuffix(rest, "亿") {
		scale *= magnitudes[runeBefore(rest, len(rest))]
		rest = rest[:len(rest)-han]
	}
	if small := magnitudes[runeBefore(rest, len(rest))]; small > 0 && isPlain(rest[:len(rest)-han]) {
		scale *= small
	}
	return scale
}

var magnitudes = map[rune]float64{'百': 100, '千': 1000, '万': 1e4, '亿': 1e8}

// isPlain reports whether text is Arabic digits or one Chinese digit.
func isPlain(text string) bool {
	if len(text) == han && hanDigit(runeAt(text, 0)) > 0 {
		return true
	}
	for i := range len(text) {
		if !isDigit(text[i]) && text[i] != '.' {
			return false
		}
	}
	return text != ""
}

// roughen takes in 余, 多, 几 and 来 behind a round number, and the magnitude
// behind those: 300余万.
func (n *number) roughen(s string) {
	if n.low < 10 || n.point && n.scale == 1 || n.end >= len(s) {
		return
	}
	switch r := runeAt(s, n.end); {
	case r == '余', r == '多' && !startsWithAny(s[n.end+han:], "样") && !strings.HasPrefix(s[n.end+han:], "元化"), r == '几' && n.han:
		n.bound = MoreThan
	case r == '来' && n.han:
		n.bound = About
	default:
		return
	}
	n.end += han
	if scale, ok := magnitudes[runeAt(s, n.end)]; ok {
		n.low, n.high, n.scale = n.low*scale, n.high*scale, 1
		n.end += han
	}
}

// readPair reads neighbouring digits as a range: 三五 is 三 to 五, 二十七八 is
// 二十七 to 二十八, 两三百 is 两百 to 三百.
func readPair(run string) (low, high float64, ok bool) {
	at := -1
	for i := 0; i+2*han <= len(run); i += han {
		a, b := hanDigit(runeAt(run, i)), hanDigit(runeAt(run, i+han))
		if a < 0 || b < 0 {
			continue
		}
		if at >= 0 || a == 0 || b != a+1 && (a != 3 || b != 5) {
			return 0, 0, false
		}
		at = i
	}
	if at < 0 {
		return 0, 0, false
	}
	first, second := run[:at+han]+run[at+2*han:], run[:at]+run[at+han:]
	low, n, ok := zh.Numeral(first)
	high, m, ok2 := zh.Numeral(second)
	return low, high, ok && ok2 && n == len(first) && m == len(second)
}
