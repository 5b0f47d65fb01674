package figures

import (
	"strings"
	"unicode/utf8"
)

// A partial is a date as written, or a part of the year with its first and
// last day.
type partial struct {
	from, to Civil
	unit     string // 学年, 秋季学期, 级, …
	end      int
	marked   bool // 年, 月 or 日 is written, so that it is surely a date
}

// date reads the date or period that n begins, and the days or months listed
// behind it.
func (sc *scanner) date(n number) int {
	if n.point && n.digits != 4 || n.low != n.high {
		return 0
	}
	p, ok := readPartial(sc.s, n.start)
	if !ok {
		return sc.datesSharing(n)
	}
	if p = p.period(sc.s); !p.marked {
		return 0
	}
	end := sc.takeDate(p, n.start, "")
	per := sc.out[len(sc.out)-1].Per
	for k := 0; k < 16; k++ {
		at := skipAnd(sc.s, end)
		next, ok := p.next(sc.s, at)
		if at == end || !ok {
			break
		}
		p = next.period(sc.s)
		end = sc.takeDate(p, at, per)
	}
	return end
}

// republicDate reads the date behind the 民国 at i and returns its end; i where
// there is none.
func (sc *scanner) republicDate(i int) int {
	if !strings.HasPrefix(sc.s[i:], "民国") {
		return i
	}
	p, ok := readPartial(sc.s, i+2*han)
	if !ok || p.from.Year < republic {
		return i
	}
	return sc.takeDate(p.period(sc.s), i, "")
}

// takeDate emits the date p, which begins at start, and returns its end.
func (sc *scanner) takeDate(p partial, start int, per string) int {
	f := Figure{Kind: Date, From: p.from, To: p.to, Unit: p.unit, Start: start, End: p.end, Per: per}
	if sc.touches(start) && sc.waiting.figure.Kind == Every {
		f.Per = sc.waiting.figure.everyLabel()
	}
	sc.boundDate(&f)
	sc.emit(f)
	return f.End
}

// readPartial reads a date at s[i:]: 2023年9月20日, 9月20日, 2023-09-20,
// 2023.9, 2023学年, 2024届.
func readPartial(s string, i int) (partial, bool) {
	n, ok := readNumber(s, i)
	if !ok {
		return partial{}, false
	}
	if year, end, ok := readYear(s, i, n); ok {
		return afterYear(s, year, end)
	}
	return readMonth(s, i, Civil{})
}

// republic is the year before the first of the Republic of China, by whose years
// Taiwan counts: 民国114年 is 2025.
const republic = 1911

// readYear reads the four digits of a year at s[i:], which n begins.
func readYear(s string, i int, n number) (year, end int, ok bool) {
	if v, ok := n.integer(1, 200); ok && strings.HasSuffix(s[:i], "民国") && strings.HasPrefix(s[n.end:], "年") {
		return republic + v, n.end, true
	}
	if n.digits != 4 || n.low < 1900 || n.low >= 2101 || n.bound != Exact {
		return 0, i, false
	}
	if n.han {
		return int(n.low), n.end, n.scale == 1
	}
	year = int(n.low)
	end = i + 4
	return year, end, end >= len(s) || !isDigit(s[end])
}

// afterYear reads what follows the four digits of a year.
func afterYear(s string, year, i int) (partial, bool) {
	c := Civil{Year: year}
	rest := s[i:]
	switch {
	case strings.HasPrefix(rest, "年"):
		i += han
		if p, ok := readMonth(s, i, c); ok {
			return p, true
		}
		if strings.HasPrefix(s[i:], "度") {
			i += han
		}
		p := partial{from: c, to: c, end: i, marked: true}
		return p.season(s), true
	case strings.HasPrefix(rest, "学年"):
		return partial{c, c, "学年", i + 2*han, true}, true
	case strings.HasPrefix(rest, "级"), strings.HasPrefix(rest, "届"):
		return partial{c, c, rest[:han], i + han, true}, true
	case rest != "" && strings.ContainsRune("-/.", rune(rest[0])):
		return readNumeric(s, year, i)
	}
	if at := skipTo(s, i); at > i {
		return partial{from: c, to: c, end: i}, true
	}
	return partial{}, false
}

// readNumeric reads -09-20, /9/20, .9.20, -09 or .9 after a year.
func readNumeric(s string, year, i int) (partial, bool) {
	mark := s[i]
	month, end := twoDigits(s, i+1)
	if month < 1 || month > 12 {
		c := Civil{Year: year}
		return partial{from: c, to: c, end: i}, mark == '-'
	}
	if end < len(s) && s[end] == mark {
		if day, after := twoDigits(s, end+1); validDay(year, month, day) {
			c := Civil{year, month, day}
			return partial{from: c, to: c, end: after, marked: true}, true
		}
	}
	c := Civil{Year: year, Month: month}
	if mark == '/' || mark == '-' && end-i != 3 || end < len(s) && isDigit(s[end]) {
		return partial{}, false
	}
	if u, _ := unitAt(s, end); u != nil || strings.HasPrefix(s[end:], "万") {
		return partial{}, false
	}
	return partial{from: c, to: c, end: end, marked: true}, true
}

// twoDigits reads a number of one or two digits, -1 if there is none.
func twoDigits(s string, i int) (int, int) {
	v, end := 0, i
	for end < len(s) && isDigit(s[end]) {
		v = v*10 + int(s[end]-'0')
		end++
		if end-i > 2 {
			return -1, i
		}
	}
	if end == i {
		return -1, i
	}
	return v, end
}

// readMonth reads 9月, 9月20日 or 5月21-22日 at s[i:], in the year of c.
func readMonth(s string, i int, c Civil) (partial, bool) {
	n, ok := readNumber(s, i)
	if !ok {
		return partial{}, false
	}
	month, ok := n.integer(1, 12)
	end := n.end
	if !ok {
		return partial{}, false
	}
	c.Month = month
	if last, after, ok := monthRange(s, end); ok && last > month {
		return partial{from: c, to: Civil{c.Year, last, 0}, end: after, marked: true}, true
	}
	r, size := utf8.DecodeRuneInString(s[end:])
	if r != '月' || startsWithAny(s[end+size:], "龄球饼") {
		return partial{}, false
	}
	end += size
	if p, ok := readDay(s, end, c); ok {
		return p, true
	}
	end += lenPrefix(s[end:], "份")
	p := partial{from: c, to: c, end: end, marked: true}
	return p.third(s), true
}

// monthRange reads -12月 of 9-12月.
func monthRange(s string, i int) (month, end int, ok bool) {
	at := skipTo(s, i)
	n, found := readNumber(s, at)
	if at == i || !found || !strings.HasPrefix(s[n.end:], "月") {
		return 0, i, false
	}
	if month, ok = n.integer(1, 12); !ok {
		return 0, i, false
	}
	if p, ok := readDay(s, n.end+han, Civil{Month: month}); ok {
		return 0, p.end, false
	}
	return month, n.end + han, true
}

// readDay reads 20日, 21-22日 or the 21 of 21、22日 at s[i:], in the month of
// c.
func readDay(s string, i int, c Civil) (partial, bool) {
	day, end, ok := dayNumber(s, i, c)
	if !ok {
		return partial{}, false
	}
	from, to := c, c
	from.Day, to.Day = day, day
	if after := skipDayMark(s, end); after > end {
		return partial{from: from, to: to, end: after, marked: true}, true
	}
	at, listed := skipTo(s, end), false
	if at == end {
		at, listed = skipAnd(s, end), true
	}
	last, after, ok := dayNumber(s, at, c)
	if at == end || !ok || last <= day || skipDayMark(s, after) == after {
		return partial{}, false
	}
	if listed {
		return partial{from: from, to: to, end: end, marked: true}, true
	}
	to.Day = last
	return partial{from: from, to: to, end: skipDayMark(s, after), marked: true}, true
}

// dayNumber reads a number that can be a day in the month of c.
func dayNumber(s string, i int, c Civil) (day, end int, ok bool) {
	n, ok := readNumber(s, i)
	if !ok {
		return 0, i, false
	}
	day, ok = n.integer(1, 31)
	return day, n.end, ok && validDay(c.Year, max(c.Month, 1), day)
}

func skipDayMark(s string, i int) int {
	if strings.HasPrefix(s[i:], "日") {
		return i + han
	}
	if strings.HasPrefix(s[i:], "号") && !startsWithAny(s[i+han:], "楼院文令") {
		return i + han
	}
	return i
}

// lenPrefix returns the length of word if s begins with it, else 0.
func lenPrefix(s, word string) int {
	if strings.HasPrefix(s, word) {
		return len(word)
	}
	return 0
}
