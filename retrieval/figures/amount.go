package figures

import (
	"strings"
	"unicode/utf8"
)

// An amount is a number or range of numbers with its unit.
type amount struct {
	unit       *unit   // of the last number
	low, high  float64 // in the unit's base
	bound      Bound   // from 余, 多 or 来 behind the number
	from, to   number  // the same unless a range
	start, end int
}

// readAmount reads the amount that n begins: 600元, 1-3万元, 3%-5%,
// 1万元以上5万元以下.
func readAmount(s string, n number) (amount, bool) {
	if u, end := unitBehind(s, n.end); u != nil {
		a := newAmount(u, n, n)
		a.end = end
		return a.extend(s), true
	}
	at := skipTo(s, n.end)
	m, ok := readNumber(s, at)
	if at == n.end || !ok {
		return amount{}, false
	}
	u, end := unitBehind(s, m.end)
	n = n.borrow(m)
	if u == nil || n.low > m.high {
		return amount{}, false
	}
	a := newAmount(u, n, m)
	a.end = end
	return a, true
}

// unitBehind returns the unit at s[i:] or, in brackets, 7(工作日).
func unitBehind(s string, i int) (*unit, int) {
	if i >= len(s) || s[i] != '(' {
		return unitAt(s, i)
	}
	u, end := unitAt(s, i+1)
	if u == nil || !strings.HasPrefix(s[end:], ")") {
		return nil, i
	}
	return u, end + 1
}

func newAmount(u *unit, n, m number) amount {
	a := amount{unit: u, low: n.low * u.factor, high: m.high * u.factor, from: n, to: m, start: n.start}
	a.bound = max(n.bound, m.bound)
	if u.half {
		a.low, a.high = a.low+u.factor/2, a.high+u.factor/2
	}
	return a
}

// borrow returns n with the magnitude of m, where m says it for both: the 1 of
// 1-3万 is 1万, but the 5000 of 5000-1万 is not.
func (n number) borrow(m number) number {
	if n.scale == 1 && m.scale > 1 && n.high*m.scale <= m.high {
		n.low, n.high, n.scale = n.low*m.scale, n.high*m.scale, m.scale
	}
	return n
}

// extend makes a range of a and a second amount behind it.
func (a amount) extend(s string) amount {
	upper := false
	at := skipTo(s, a.end)
	if at == a.end {
		at, upper = skipAbove(s, a.end)
	}
	if at == a.end {
		return a
	}
	m, ok := readNumber(s, at)
	if !ok {
		return a
	}
	u, end := unitAt(s, m.end)
	if u == nil || u.kind != a.unit.kind || u.base != a.unit.base {
		return a
	}
	b := newAmount(u, m, m)
	if upper {
		below := skipBelow(s, end)
		if below == end {
			return a
		}
		end = below
	}
	if b.high < a.low {
		return a
	}
	return amount{unit: u, low: a.low, high: b.high, bound: a.bound, from: a.from, to: m, start: a.start, end: end}
}

// skipTo steps over what joins the ends of a range: - ~ 至 到.
func skipTo(s string, i int) int {
	at := i
	for at < len(s) && s[at] == ' ' {
		at++
	}
	for _, w := range []string{"-", "~", "至", "到", "−"} {
		if strings.HasPrefix(s[at:], w) {
			at += len(w)
			return at + lenPrefix(s[at:], " ")
		}
	}
	return i
}

// skipAbove steps over 以上 between the ends of a range such as
// 一万元以上五万元以下.
func skipAbove(s string, i int) (int, bool) {
	bound, at := boundAfter(s, i)
	if bound != AtLeast {
		return i, false
	}
	for _, w := range []string{"至", "到", "、", ",", "不超过", "不满", "不足"} {
		if strings.HasPrefix(s[at:], w) {
			return at + len(w), true
		}
	}
	return at, true
}

func skipBelow(s string, i int) int {
	bound, at := boundAfter(s, i)
	if bound != AtMost {
		return i
	}
	return at
}

// readList reads numbers that share the unit of the last: 3、5所, 一、二年级,
// 10、8、5万元.
func readList(s string, n number) []amount {
	numbers := []number{n}
	end := n.end
	for len(numbers) < 16 {
		at := skipAnd(s, end)
		m, ok := readNumber(s, at)
		if at == end || !ok {
			return nil
		}
		numbers = append(numbers, m)
		end = m.end
		if u, after := unitAt(s, end); u != nil {
			return shareUnit(u, numbers, after)
		}
	}
	return nil
}

// shareUnit gives the unit that closes a list to each of its numbers.
func shareUnit(u *unit, numbers []number, end int) []amount {
	last := numbers[len(numbers)-1]
	var out []amount
	for _, n := range numbers {
		if n.scale == 1 && last.scale > 1 && n.high <= 100*last.high/last.scale {
			n.low, n.high = n.low*last.scale, n.high*last.scale
		}
		a := newAmount(u, n, n)
		a.end = n.end
		out = append(out, a)
	}
	out[len(out)-1].end = end
	return out
}

// skipAnd steps over what joins the numbers of a list.
func skipAnd(s string, i int) int {
	r, size := utf8.DecodeRuneInString(s[i:])
	if strings.ContainsRune("、和或及与", r) {
		return i + size
	}
	return i
}
