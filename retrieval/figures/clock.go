package figures

import "strings"

// clock reads a time of day or a span of them: 9:00-17:00, 上午9时30分.
func (sc *scanner) clock(n number) int {
	hour, ok := n.integer(0, 24)
	if !ok {
		return 0
	}
	before := sc.s[sc.done:n.start]
	half, shift := dayHalf(before)
	first, end, sure := readClock(sc.s, n.end, hour, half != "")
	if end == n.end {
		return 0
	}
	start := n.start - len(half)
	last := first
	if at := skipTo(sc.s, end); at > end {
		nextDay := lenPrefix(sc.s[at:], "次日") + lenPrefix(sc.s[at:], "翌日")
		at += nextDay
		if m, found := readNumber(sc.s, at); found {
			if h, ok := m.integer(0, 24); ok {
				t, after, fine := readClock(sc.s, m.end, h, true)
				if nextDay > 0 {
					t += 24 * 60
				}
				if after > m.end && t > first {
					last, end, sure = t, after, sure || fine
				}
			}
		}
	}
	if !sure && last == first && half == "" && !sc.afterDate(n.start) {
		return 0
	}
	if hour < 12 && shift > 0 {
		first, last = first+shift, last+shift
	}
	f := Figure{Kind: Clock, Low: first, High: last, Unit: "分钟", Start: start, End: end}
	sc.boundDate(&f)
	sc.emit(f)
	return f.End
}

// afterDate reports whether a date ends right before i.
func (sc *scanner) afterDate(i int) bool {
	k := len(sc.out) - 1
	gap := strings.TrimSpace(sc.s[sc.done:i])
	return k >= 0 && sc.out[k].Kind == Date && gap == "" && sc.out[k].End == sc.done
}

// dayHalf returns the word for a part of the day that before ends with, and
// what it adds to a time given in twelve hours.
func dayHalf(before string) (word string, shift float64) {
	if strings.HasSuffix(before, "最早") || strings.HasSuffix(before, "最晚") {
		return "", 0
	}
	for _, w := range []string{"上午", "早上", "早晨", "凌晨", "早", "中午"} {
		if strings.HasSuffix(before, w) {
			return w, 0
		}
	}
	for _, w := range []string{"下午", "晚上", "傍晚", "晚"} {
		if strings.HasSuffix(before, w) {
			return w, 12 * 60
		}
	}
	return "", 0
}

// readClock reads what follows the hour at s[i:]: :30, 时30分, 点半. sure says
// that it can be nothing else, such as a ratio.
func readClock(s string, i, hour int, marked bool) (minutes float64, end int, sure bool) {
	base := float64(hour * 60)
	rest := s[i:]
	switch {
	case strings.HasPrefix(rest, ":"):
		minute, end := twoDigits(s, i+1)
		if end != i+3 || minute > 59 || end < len(s) && s[end] == '.' {
			return 0, i, false
		}
		if sec, after := twoDigits(s, min(end+1, len(s))); end < len(s) && s[end] == ':' && after == end+3 && sec < 60 {
			return base + float64(minute), after, true
		}
		return base + float64(minute), end, hour >= 6 && minute%5 == 0
	case strings.HasPrefix(rest, "时") && !startsWithAny(rest[han:], "候间段期代段态"),
		strings.HasPrefix(rest, "点") && (marked || startsWithAny(rest[han:], "半整钟") || startsNumber(rest, han)):
		end = i + han
		return afterHour(s, base, end)
	}
	return 0, i, false
}

// afterHour reads the minutes behind 时 or 点.
func afterHour(s string, base float64, i int) (float64, int, bool) {
	for _, w := range []string{"整", "钟"} {
		if strings.HasPrefix(s[i:], w) {
			return base, i + len(w), true
		}
	}
	if strings.HasPrefix(s[i:], "半") {
		return base + 30, i + han, true
	}
	if n, ok := readNumber(s, i); ok {
		if m, ok := n.integer(0, 59); ok && strings.HasPrefix(s[n.end:], "分") {
			return base + float64(m), n.end + han, true
		}
	}
	return base, i, true
}
