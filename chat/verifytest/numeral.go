package verifytest

import (
	"strconv"
	"strings"
)

var digitNames = []string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// chinese writes a whole number below a hundred million in Chinese; "" for others.
func chinese(n int) string {
	switch {
	case n < 0 || n >= 1e8:
		return ""
	case n >= 1e4:
		s := chinese(n/1e4) + "万"
		if rest := n % 1e4; rest > 0 {
			if rest < 1000 {
				s += "零"
			}
			s += chinese(rest)
		}
		return s
	case n == 0:
		return "零"
	}
	var b strings.Builder
	gap := false
	for i, unit := range []string{"千", "百", "十", ""} {
		d := n / []int{1000, 100, 10, 1}[i] % 10
		switch {
		case d == 0:
			gap = b.Len() > 0
			continue
		case gap:
			b.WriteString("零")
			gap = false
		}
		if d > 1 || unit != "十" || b.Len() > 0 {
			b.WriteString(digitNames[d])
		}
		b.WriteString(unit)
	}
	return b.String()
}

// arabic gives the number that a Chinese numeral writes, for the numerals that notices use.
var arabic = func() map[string]int {
	all := map[string]int{"两": 2, "一万": 10000, "两百": 200, "两千": 2000}
	for n := 1; n < 10000; n++ {
		all[chinese(n)] = n
	}
	return all
}()

// spellings are the ways in which a number may stand in a text.
func spellings(v float64) []string {
	all := []string{decimal(v)}
	if v == float64(int(v)) {
		n := int(v)
		all = append(all, chinese(n), thousands(n))
		if n == 2 {
			all = append(all, "两")
		}
	}
	for _, scale := range []struct {
		size float64
		name string
	}{{1e4, "万"}, {1e8, "亿"}} {
		if v >= scale.size/10 {
			all = append(all, decimal(v/scale.size)+scale.name)
			if m := v / scale.size; m == float64(int(m)) {
				all = append(all, chinese(int(m))+scale.name)
			}
		}
	}
	return all
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// thousands writes 1,234; the number alone below a thousand.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return thousands(n/1000) + "," + strconv.Itoa(n%1000 + 1000)[1:]
}

const numerals = "0123456789.,零〇一二三四五六七八九十百千万亿两"

// says reports that a number followed by unit stands in the folded text, however it is written. It must not be part of
// a longer number.
func says(text string, v float64, unit string) bool {
	for _, s := range spellings(v) {
		if s != "" && stands(text, s, unit) {
			return true
		}
	}
	return false
}

// stands reports that number and unit stand in text, the number not as the end or, without a unit, the beginning of a
// longer one.
func stands(text, number, unit string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], number+unit)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(number+unit)
		before := lastRune(text[:start])
		if !strings.Contains(numerals, before) || before == "" || before == "." || before == "," {
			if unit != "" || end == len(text) || !strings.Contains(numerals[:10], text[end:end+1]) {
				return true
			}
		}
		at = start + 1
	}
}

func lastRune(s string) string {
	r := []rune(s[max(0, len(s)-4):])
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1])
}
