package zh

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// chinese reads the numeral in Chinese characters that s starts with.
func chinese(s string) (value float64, n int, ok bool) {
	if year, n := mixedYear(s); n > 0 {
		return year, n, true
	}
	run := numeralRun(s)
	n = len(run)
	if n == 0 {
		return 0, 0, false
	}
	rest := s[n:]
	if strings.HasPrefix(rest, "分") && isShare(run, rest[len("分"):]) {
		return 0, n, false
	}
	value, ok = positional(run)
	if !ok {
		value, ok = composed(run)
	}
	if !ok {
		return 0, n, false
	}
	if places, size := fraction(rest, value); size > 0 {
		n += size
		power, size := units(s[n:])
		whole := strconv.FormatFloat(value, 'f', -1, 64)
		return scaled(whole+"."+places, power), n + size, true
	}
	return value, n, true
}

// numeralRun returns the longest start of s of digits and units.
func numeralRun(s string) string {
	for i, r := range s {
		if digitOf(r) < 0 && powerOf(r) == 0 && !strings.ContainsRune("廿卅卌", r) {
			return s[:i]
		}
	}
	return s
}

// isShare reports whether 百分 and its like begin a word that is no count:
// 百分之, 百分点, 万分感谢.
func isShare(unit, rest string) bool {
	switch unit {
	case "万":
		return true
	case "百", "千":
		for _, word := range []string{"之", "点", "比", "制", "率", "数", "位"} {
			if strings.HasPrefix(rest, word) {
				return true
			}
		}
	}
	return false
}

// mixedYear reads a year written with an ASCII zero or letter among Chinese
// digits, a common slip: 二0一八年, 二O二O年.
func mixedYear(s string) (float64, int) {
	year, count := 0, 0
	for i, r := range s {
		if count == 4 {
			if r == '年' && year >= 1000 {
				return float64(year), i
			}
			return 0, 0
		}
		d := digitOf(r)
		if r == '0' || r == 'O' || r == 'o' {
			d = 0
		}
		if d < 0 {
			return 0, 0
		}
		year = year*10 + d
		count++
	}
	return 0, 0
}

// positional reads 二〇二三 and 一九九八. Digits in a row without a zero mean
// several numbers (三五个, 一二三产业), unless there are at least four.
func positional(run string) (float64, bool) {
	value, zero := 0.0, false
	for _, r := range run {
		d := digitOf(r)
		if d < 0 {
			return 0, false
		}
		value = value*10 + float64(d)
		zero = zero || d == 0
	}
	count := utf8.RuneCountInString(run)
	return value, count == 1 || count <= 15 && (zero || count >= 4)
}

// composed reads 二百, 一千二百万, 三千五.
func composed(run string) (float64, bool) {
	var c composition
	c.digit = -1
	for _, r := range run {
		if !c.add(r) {
			return 0, false
		}
	}
	return c.value()
}

// A composition adds up a numeral with units, from left to right.
type composition struct {
	total   float64 // of what 亿 closed, in ones
	myriads float64 // of what 万 closed since, in ones
	section float64 // below 万
	digit   int     // waits for its unit; -1 = none
	unit    float64 // the last unit; 0 = none
	zero    bool    // 零 stood before the digit
	begun   bool
}

func (c *composition) add(r rune) bool {
	first := !c.begun
	c.begun = true
	if tens := strings.IndexRune("廿卅卌", r); tens >= 0 {
		c.digit = 2 + tens/len("廿")
		return first && c.addUnit(10)
	}
	d, u := digitOf(r), math.Pow10(powerOf(r))
	switch {
	case d == 0:
		c.zero = true
		return c.digit < 0 && c.unit > 0
	case d > 0:
		free := c.digit < 0
		c.digit = d
		return free
	case u >= 1e4:
		return !first && c.close(u)
	case c.digit < 0 && !first && u != 10:
		return false
	case c.digit < 0:
		c.digit = 1 // 百, 一百十五
	}
	return c.addUnit(u)
}

// addUnit ends a digit with a unit below 万.
func (c *composition) addUnit(u float64) bool {
	if c.section > 0 && u >= c.unit {
		return false
	}
	c.section += float64(c.digit) * u
	c.digit, c.unit, c.zero = -1, u, false
	return true
}

// close ends what came before with 万 or 亿.
func (c *composition) close(u float64) bool {
	part := c.section + float64(max(c.digit, 0))
	c.section, c.digit, c.zero, c.unit = 0, -1, false, u
	if u == 1e4 {
		ok := c.myriads == 0 && part > 0
		c.myriads = part * u
		return ok
	}
	part += c.myriads
	ok := c.total == 0 && part > 0
	c.total, c.myriads = part*u, 0
	return ok
}

func (c *composition) value() (float64, bool) {
	sum := c.total + c.myriads + c.section
	switch {
	case c.digit < 0:
		return sum, !c.zero && sum > 0
	case c.zero || c.unit <= 10:
		return sum + float64(c.digit), true
	}
	return sum + float64(c.digit)*c.unit/10, true // 三千五 is 3500
}

// fraction reads 点五 behind a whole number and returns the decimal places as
// ASCII digits. The clock's 三点三十 and 三点五分 and the list's 三点一是 have
// none.
func fraction(s string, whole float64) (places string, n int) {
	rest, ok := strings.CutPrefix(s, "点")
	if !ok {
		return "", 0
	}
	var b strings.Builder
	for i, r := range rest {
		d := digitOf(r)
		if d >= 0 {
			b.WriteByte('0' + byte(d))
			continue
		}
		p := powerOf(r)
		clock := r == '分' && whole >= 1 && whole <= 24
		if i == 0 || p > 0 && p < 4 || clock || strings.ContainsRune("刻半整是要方", r) {
			return "", 0
		}
		break
	}
	if b.Len() == 0 {
		return "", 0
	}
	return b.String(), len("点") + b.Len()*len("一")
}
