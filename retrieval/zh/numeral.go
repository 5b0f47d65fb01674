package zh

import "strconv"

// Numeral reads the numeral at the start of s and returns its value and
// length in bytes.
func Numeral(s string) (value float64, n int, ok bool) {
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	value, err := strconv.ParseFloat(s[:n], 64)
	return value, n, err == nil
}
