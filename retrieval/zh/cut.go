package zh

import "strings"

// WithoutNumbers is a text in the normal form with 0 in the place of each number: 1,250.5元 is 0元.
func WithoutNumbers(s string) string {
	var b strings.Builder
	for s != "" {
		if n := number(s); n > 0 {
			b.WriteByte('0')
			s = s[n:]
			continue
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String()
}

// number is the length of the number in digits that s begins with, with what parts its thousands and its decimals.
func number(s string) int {
	const group = 3
	n := digits(s)
	for n > 0 && n < len(s) && s[n] == ',' && digits(s[n+1:]) == group {
		n += 1 + group
	}
	if n > 0 && n < len(s) && s[n] == '.' && digits(s[n+1:]) > 0 {
		n += 1 + digits(s[n+1:])
	}
	return n
}

// CutAside cuts the brackets off that a text in the normal form ends with: 金额 and 万元, of 金额(万元); "" where it ends
// with none.
func CutAside(s string) (before, aside string) {
	at := strings.LastIndexByte(s, '(')
	if at < 0 || !strings.HasSuffix(s, ")") {
		return s, ""
	}
	return s[:at], s[at+1 : len(s)-1]
}
