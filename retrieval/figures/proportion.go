package figures

import (
	"strings"
	"unicode/utf8"
)

// ratio reads 1:4000, 3∶7 or 1比4000.
func (sc *scanner) ratio(n number) int {
	r, size := utf8.DecodeRuneInString(sc.s[n.end:])
	if r != ':' && r != '∶' && r != '比' || n.low != n.high {
		return 0
	}
	m, ok := readNumber(sc.s, n.end+size)
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

// fraction reads 三分之二.
func (sc *scanner) fraction(n number) int {
	if !strings.HasPrefix(sc.s[n.end:], "分之") || n.low == 0 || n.low != n.high {
		return 0
	}
	m, ok := readNumber(sc.s, n.end+2*han)
	if !ok || m.low != m.high {
		return 0
	}
	return sc.share(m.low/n.low*100, m.low/n.low*100, n.start, m.end)
}

// fractionOf reads 百分之五, 百分之五至十 and 千分之五 at i; end is where their
// first word ends.
func (sc *scanner) fractionOf(i, end int) int {
	per := map[string]float64{"百": 1, "千": 0.1, "万": 0.01}[sc.s[i:end]]
	if per == 0 || !strings.HasPrefix(sc.s[end:], "分之") {
		return 0
	}
	name := sc.s[i : end+2*han]
	low, end, ok := hundredth(sc.s, end+2*han)
	if !ok {
		return 0
	}
	high := low
	if at := skipTo(sc.s, end); at > end {
		at += lenPrefix(sc.s[at:], name)
		if v, after, ok := hundredth(sc.s, at); ok && v >= low {
			if u, _ := unitAt(sc.s, after); u == nil {
				high, end = v, after
			}
		}
	}
	return sc.share(low*per, high*per, i, end)
}

// hundredth reads the number behind 百分之; 百分之百 is 100.
func hundredth(s string, i int) (float64, int, bool) {
	if strings.HasPrefix(s[i:], "百") {
		return 100, i + han, true
	}
	n, ok := readNumber(s, i)
	return n.low, n.end, ok && n.low == n.high
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
