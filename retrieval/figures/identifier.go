package figures

import (
	"strings"
	"unicode/utf8"
)

// identifier reads what is written in digits and says no value: telephone
// numbers, reference numbers, 20xx, 1*万, 5G.
func (sc *scanner) identifier(n number) int {
	if n.han {
		return 0
	}
	end := max(tokenEnd(sc.s, n.start), n.end)
	token := sc.s[n.start:end]
	switch {
	case strings.HasPrefix(sc.s[n.end:], "*"), strings.HasPrefix(sc.s[n.end:], "×"):
		return end + lenPrefix(sc.s[end:], "×")
	case n.end < len(sc.s) && isLetter(sc.s[n.end]):
		if u, _ := unitAt(sc.s, n.end); u != nil {
			return 0
		}
		return end
	case n.end < len(sc.s) && sc.s[n.end] > ' ' && sc.s[n.end] < utf8.RuneSelf && strings.ContainsAny(token, "xX"):
		return end
	case isTelephone(token), n.scale == 1 && countDigits(token) >= 7 && !sc.isMeasured(n, token):
		return end
	case token[0] == '0' && n.digits > 1 && !strings.ContainsRune(".:", runeAt(token, n.digits)):
		return end
	}
	return 0
}

// isMeasured reports whether the many digits that n begins are a value: a date
// or a number with a unit.
func (sc *scanner) isMeasured(n number, token string) bool {
	if u, _ := unitAt(sc.s, n.end); u != nil {
		return true
	}
	if _, ok := readAmount(sc.s, n); ok {
		return true
	}
	p, ok := readPartial(sc.s, n.start)
	return ok && (p.marked || p.period(sc.s).marked) && n.digits == 4 || strings.Contains(token, ":") && n.digits <= 2
}

// tokenEnd returns the end of the run of Latin letters, digits and the marks
// inside numbers that s[i:] begins with, or of its first part if it is long.
func tokenEnd(s string, i int) int {
	end, limit := i, min(len(s), i+64)
	for end < limit && (isDigit(s[end]) || isLetter(s[end]) || strings.IndexByte("-/._:*", s[end]) >= 0) {
		end++
	}
	for end > i+1 && strings.IndexByte("-/.:", s[end-1]) >= 0 {
		end--
	}
	return end
}

func countDigits(token string) int {
	n := 0
	for i := range len(token) {
		if isDigit(token[i]) {
			n++
		}
	}
	return n
}

// isTelephone reports whether token is written as 010-62345678, 0453-1234567
// or 400-123-4567.
func isTelephone(token string) bool {
	parts := strings.Split(token, "-")
	if len(parts) < 2 || len(parts) > 3 {
		return false
	}
	for _, p := range parts {
		if p == "" || countDigits(p) != len(p) {
			return false
		}
	}
	last := parts[len(parts)-1]
	if len(parts) == 3 {
		return len(parts[0]) == 3 && len(last) == 4
	}
	return len(last) >= 7 && len(parts[0]) <= 4 && parts[0][0] == '0'
}

// bare makes a Number of a numeral without a unit, or a Date if it is a year.
func (sc *scanner) bare(n number) int {
	if n.han && n.low < 100 {
		return n.end
	}
	end, high := n.end, n.high
	if m, ok := readNumber(sc.s, skipTo(sc.s, n.end)); ok && m.start > n.end {
		if low := n.borrow(m); low.low <= m.high {
			n, high, end = low, m.high, m.end
		}
	}
	if sc.isLabel(n, end) {
		return end
	}
	f := Figure{Kind: Number, Low: n.low, High: high, Start: n.start, End: end, Per: sc.rate(nil)}
	if year, ok := n.integer(1990, 2049); ok && n.digits == 4 && high == n.high {
		c := Civil{Year: year}
		sc.emit(Figure{Kind: Date, From: c, To: c, Start: n.start, End: end})
		return end
	}
	sc.addBound(&f, n.bound)
	sc.emit(f)
	return f.End
}

// labels are words whose number names something.
var labels = []string{"电话", "热线", "传真", "邮编", "邮政编码", "编号", "代码", "账号", "拨打", "附件", "附表", "附图", "附录", "见表", "见图", "如图", "如表"}

// isLabel reports whether the bare number n, which ends at end, names
// something: a telephone, an annex, a version such as 2.0, 211工程, 95后.
func (sc *scanner) isLabel(n number, end int) bool {
	before := strings.TrimRight(sc.s[max(sc.done, n.start-16*han):n.start], " -()/0123456789:、")
	for _, w := range labels {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	if before == "表" || before == "图" {
		return true
	}
	text, rest := sc.s[n.start:n.end], sc.s[end:]
	switch {
	case strings.HasPrefix(rest, "、") && n.high < 100 && !startsNumber(rest, han):
		return true // a list mark inside the line
	case strings.HasSuffix(text, ".0"), n.low == 985, n.low == 211:
		return true
	case strings.HasPrefix(rest, "后") && n.digits == 2:
		return true
	}
	if strings.HasPrefix(rest, "·") || strings.HasSuffix(sc.s[:n.start], "·") {
		return true // 12·4
	}
	near := rest[:min(len(rest), 10*han)]
	return n.digits == 5 && (strings.Contains(near, "热线") || strings.Contains(near, "专线") || strings.Contains(near, "电话"))
}
