package figures

import "strings"

// period makes a period of p and the date that a 至 joins to it:
// 2018-2020年, 2023年9月至2024年6月, 9月1日起至15日.
func (p partial) period(s string) partial {
	at := p.end + lenPrefix(s[p.end:], "起")
	next := skipTo(s, at)
	if next == at || p.from != p.to || strings.HasSuffix(p.unit, "季学期") {
		return p
	}
	at = next
	later := 0
	for _, w := range []string{"次年", "翌年", "第二年"} {
		if n := lenPrefix(s[at:], w); n > 0 {
			at, later = at+n, 1
		}
	}
	q, ok := p.closing(s, at)
	if !ok || !p.marked && !q.marked && !endsPeriod(s, q.end) {
		return p
	}
	if p.from.Year > 0 && q.to.Year == p.from.Year {
		q.to.Year += later
		if q.to.Month > 0 && q.to.Month < p.from.Month && later == 0 {
			q.to.Year++
		}
	}
	if q.to.Year > 0 && earlier(q.to, p.from) {
		return p
	}
	if q.unit != "" {
		p.unit = q.unit
	}
	p.to, p.end, p.marked = q.to, q.end+lenPrefix(s[q.end:], "止"), true
	return p
}

// closing reads the second date of a period, which leaves out what it shares with
// the first.
func (p partial) closing(s string, i int) (partial, bool) {
	q, ok := readPartial(s, i)
	if year, end, bare := bareYear(s, i); !ok && bare {
		c := Civil{Year: year}
		q, ok = partial{from: c, to: c, end: end}, true
	}
	if !ok && p.from.Day > 0 {
		q, ok = readDay(s, i, Civil{p.from.Year, p.from.Month, 0})
	}
	if !ok || q.from.Year > 0 && p.from.Year == 0 {
		return q, false
	}
	if p.from.Month == 0 && q.from.Month > 0 && q.from.Year == 0 {
		return q, false // 2023年至9月 is no period
	}
	if q.to.Year == 0 {
		q.to.Year = p.from.Year
	}
	return q, true
}

// bareYear reads the four digits of a year at s[i:].
func bareYear(s string, i int) (year, end int, ok bool) {
	n, ok := readNumber(s, i)
	if !ok {
		return 0, i, false
	}
	return readYear(s, i, n)
}

// endsPeriod reports whether two bare years, the second ending at s[i:], are a
// period and not an amount (2000-2020元).
func endsPeriod(s string, i int) bool {
	u, _ := unitAt(s, i)
	return u == nil && (i == len(s) || !strings.ContainsRune("-/.+:", rune(s[i])))
}

// next reads the date listed behind p at s[i:], which leaves out the year or
// month that it shares with p: the 15日 of 9月1日和15日.
func (p partial) next(s string, i int) (partial, bool) {
	if p.from.Day > 0 {
		if q, ok := readDay(s, i, Civil{p.to.Year, p.to.Month, 0}); ok {
			return q, true
		}
	}
	if p.from.Month == 0 {
		return partial{}, false
	}
	return readMonth(s, i, Civil{Year: p.to.Year})
}

// datesSharing reads the months or years that share one 月 or 年: 3、9月,
// 2023、2024年.
func (sc *scanner) datesSharing(n number) int {
	numbers := []number{n}
	end := n.end
	for len(numbers) < 12 && !startsWithAny(sc.s[end:], "年月") {
		at := skipAnd(sc.s, end)
		m, ok := readNumber(sc.s, at)
		if at == end || !ok {
			return 0
		}
		numbers, end = append(numbers, m), m.end
	}
	var dates []Civil
	for _, m := range numbers {
		month, isMonth := m.integer(1, 12)
		year, isYear := m.integer(1900, 2100)
		switch {
		case isMonth && startsWithAny(sc.s[end:], "月"):
			dates = append(dates, Civil{Month: month})
		case isYear && m.digits == 4 && startsWithAny(sc.s[end:], "年"):
			dates = append(dates, Civil{Year: year})
		default:
			return 0
		}
	}
	per := ""
	for k, m := range numbers {
		p := partial{from: dates[k], to: dates[k], end: m.end}
		if k == len(numbers)-1 {
			p.end += han
		}
		sc.takeDate(p, m.start, per)
		per = sc.out[len(sc.out)-1].Per
	}
	return end + han
}

// season takes in a part of the year behind 2024年: 底, 下半年, 秋季学期, 二季度.
func (p partial) season(s string) partial {
	rest := s[p.end:]
	year := p.from.Year
	months := func(first, last, size int) partial {
		return partial{Civil{year, first, 0}, Civil{year, last, 0}, "", p.end + size, true}
	}
	switch {
	case strings.HasPrefix(rest, "底"), strings.HasPrefix(rest, "末"):
		c := Civil{year, 12, 31}
		return partial{c, c, "", p.end + han, true}
	case strings.HasPrefix(rest, "上半年"):
		return months(1, 6, 3*han)
	case strings.HasPrefix(rest, "下半年"):
		return months(7, 12, 3*han)
	}
	for _, name := range []string{"春季学期", "秋季学期", "春季", "秋季"} {
		if strings.HasPrefix(rest, name) {
			p.unit, p.end = name, p.end+len(name)
			return p
		}
	}
	at := p.end + lenPrefix(rest, "第")
	if n, ok := readNumber(s, at); ok && strings.HasPrefix(s[n.end:], "季度") {
		if q, ok := n.integer(1, 4); ok {
			return months(3*q-2, 3*q, n.end-p.end+2*han)
		}
	}
	return p
}

// third takes in a part of the month behind 6月: 底, 上旬.
func (p partial) third(s string) partial {
	rest := s[p.end:]
	last := lastDay(p.from.Year, p.from.Month)
	for _, x := range []struct {
		word     string
		from, to int
	}{
		{"上旬", 1, 10}, {"中旬", 11, 20}, {"下旬", 21, last}, {"初", 1, 10}, {"底", last, last}, {"末", last, last},
	} {
		if strings.HasPrefix(rest, x.word) && !strings.HasPrefix(rest, "初中") && !strings.HasPrefix(rest, "初级") {
			p.from.Day, p.to.Day, p.end = x.from, x.to, p.end+len(x.word)
			return p
		}
	}
	return p
}

// partOfYear reads a part of the year that stands alone at i: 年底, 月底,
// 秋季学期, 下半年.
func (sc *scanner) partOfYear(i int) int {
	rest := sc.s[i:]
	var p partial
	switch {
	case strings.HasPrefix(rest, "年底"), strings.HasPrefix(rest, "年末"):
		c := Civil{0, 12, 31}
		p = partial{from: c, to: c, end: i + 2*han}
	case strings.HasPrefix(rest, "月底"), strings.HasPrefix(rest, "月末"):
		c := Civil{0, 0, 31}
		p = partial{from: c, to: c, end: i + 2*han}
	case strings.HasPrefix(rest, "上半年"):
		p = partial{from: Civil{0, 1, 0}, to: Civil{0, 6, 0}, end: i + 3*han}
	case strings.HasPrefix(rest, "下半年"):
		p = partial{from: Civil{0, 7, 0}, to: Civil{0, 12, 0}, end: i + 3*han}
	case strings.HasPrefix(rest, "春季学期"), strings.HasPrefix(rest, "秋季学期"):
		p = partial{unit: rest[:4*han], end: i + 4*han}
	default:
		return i
	}
	if runeBefore(sc.s, i) == '学' {
		return i
	}
	return sc.takeDate(p, i, "")
}
