package figures

import (
	"strings"
	"unicode/utf8"
)

// ratio reads 1:4000, 1 : 4000, 3∶7 or 1比4000.
func (sc *scanner) ratio(n number) int {
	at := n.end + lenPrefix(sc.s[n.end:], " ")
	r, size := utf8.DecodeRuneInString(sc.s[at:])
	if r != ':' && r != '∶' && r != '比' || n.low != n.high {
		return 0
	}
	at += size
	m, ok := readNumber(sc.s, at+lenPrefix(sc.s[at:], " "))
	if !ok || m.low != m.high || n.low == 0 || m.low == 0 || m.bound != Exact {
		return 0
	}
	if u, _ := unitAt(sc.s, m.end); u != nil || startsWithAny(sc.s[m.end:], "年月:∶.") {
		return 0
	}
	f := Figure{Kind: Ratio, Low: n.low, High: m.low, Unit: ":", Start: n.start, End: m.end}
	sc.addBound(&f, Exact)
	sc.emit(f)
	return f.End
}

// expression reads 5+2, 1+X, 3+1+2.
func (sc *scanner) expression(n number) int {
	end := n.end
	for end+1 < len(sc.s) && sc.s[end] == '+' {
		next := end + 1
		for next < len(sc.s) && isDigit(sc.s[next]) {
			next++
		}
		if next == end+1 && strings.ContainsRune("XNxn", rune(sc.s[next])) {
			next++
		}
		if next == end+1 {
			break
		}
		end = next
	}
	if end == n.end {
		return 0
	}
	text := strings.ToUpper(sc.s[n.start:end])
	sc.emit(Figure{Kind: Expression, Unit: text, Start: n.start, End: end})
	return end
}

// fraction reads 三分之二 and 2/3.
func (sc *scanner) fraction(n number) int {
	if end := sc.slashFraction(n); end > 0 {
		return end
	}
	if !strings.HasPrefix(sc.s[n.end:], "分之") || n.low == 0 || n.low != n.high {
		return 0
	}
	m, ok := readNumber(sc.s, n.end+2*han)
	if !ok || m.low != m.high {
		return 0
	}
	return sc.share(m.low/n.low*100, m.low/n.low*100, n.start, m.end)
}

// slashFraction reads 2/3 and the scale 1/500.
func (sc *scanner) slashFraction(n number) int {
	a, ok := n.integer(1, 99)
	if !ok || n.end >= len(sc.s) || sc.s[n.end] != '/' {
		return 0
	}
	m, ok := readNumber(sc.s, n.end+1)
	if !ok {
		return 0
	}
	b, ok := m.integer(a+1, 99999)
	u, _ := unitAt(sc.s, m.end)
	if !ok || m.han || u != nil || startsWithAny(sc.s[m.end:], "/-月") {
		return 0
	}
	v := float64(a) / float64(b) * 100
	return sc.share(v, v, n.start, m.end)
}

// fractionOf reads 百分之五, 百分之五至十, 百分之五以上百分之十以下 and 千分之五
// at i; end is where their first word ends.
func (sc *scanner) fractionOf(i, end int) int {
	low, end, ok := readFraction(sc.s, i, end)
	if !ok {
		return 0
	}
	at, upper := skipTo(sc.s, end), false
	if at == end {
		at, upper = skipAbove(sc.s, end)
	}
	if at == end {
		return sc.share(low, low, i, end)
	}
	high, after, ok := readFraction(sc.s, at, at+han)
	if !ok && !upper {
		n, found := readNumber(sc.s, at)
		u, _ := unitAt(sc.s, n.end)
		high, after, ok = n.high*hundredths[runeAt(sc.s, i)], n.end, found && u == nil
	}
	if upper {
		below := skipBelow(sc.s, after)
		ok, after = ok && below > after, below
	}
	if !ok || high < low {
		return sc.share(low, low, i, end)
	}
	return sc.share(low, high, i, after)
}

// hundredths gives one 百分之, 千分之 or 万分之 in per cent.
var hundredths = map[rune]float64{'百': 1, '千': 0.1, '万': 0.01}

// readFraction reads the 百分之… at s[i:], whose first word ends at end, in per
// cent; 百分之百 is 100.
func readFraction(s string, i, end int) (float64, int, bool) {
	per := hundredths[runeAt(s, i)]
	if per == 0 || end != i+han || !strings.HasPrefix(s[min(end, len(s)):], "分之") {
		return 0, i, false
	}
	end += 2 * han
	if strings.HasPrefix(s[end:], "百") {
		return 100 * per, end + han, true
	}
	n, ok := readNumber(s, end)
	return n.low * per, n.end, ok && n.low == n.high
}

// share emits a share of low to high per cent.
func (sc *scanner) share(low, high float64, start, end int) int {
	f := Figure{Kind: Share, Low: low, High: high, Unit: "%", Start: start, End: end}
	sc.addBound(&f, Exact)
	sc.emit(f)
	return f.End
}

// half reads what 半 begins at i: 半数, 半年, 半个月, 半小时.
func (sc *scanner) half(i int) int {
	before, at := sc.s[:i], i+han
	if strings.HasPrefix(sc.s[at:], "数") && !endsWithAny(before, "过") {
		return sc.share(50, 50, i, at+han)
	}
	if strings.HasSuffix(before, "一") && !startsNumber(sc.s, at) && !endsWithAny(before[:len(before)-han], "十百千万") {
		return 0
	}
	u, end := unitAt(sc.s, at)
	if u == nil || u.kind != Duration || endsWithAny(before, "上下前后大多过夜") || startsWithAny(sc.s[end:], "制") {
		return i
	}
	n := number{low: 0.5, high: 0.5, scale: 1, start: i, end: at, point: true}
	return sc.take(amount{unit: u, low: u.factor / 2, high: u.factor / 2, from: n, to: n, start: i, end: end})
}

// overHalf reads 过半 and 过半数 at i.
func (sc *scanner) overHalf(i int) int {
	if !strings.HasPrefix(sc.s[i:], "过半") || endsWithAny(sc.s[:i], "超经通不") {
		return i
	}
	end := i + 2*han
	if u, _ := unitAt(sc.s, end); u != nil {
		return i
	}
	end += lenPrefix(sc.s[end:], "数")
	sc.emit(Figure{Kind: Share, Low: 50, High: 50, Unit: "%", Bound: MoreThan, Start: i, End: end})
	return end
}
