package verifytest

import (
	"regexp"
	"strconv"
	"strings"
)

const num = `(\d[\d,]*(?:\.\d+)?)`

// replaceAt gives text with one match after another replaced; swap returns "" where a match stays. Words in quotation
// marks and titles, ranks and what begins within a number stay as they are.
func replaceAt(text string, pattern *regexp.Regexp, swap func(g []string) string) []string {
	var all []string
	for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
		if isFixed(text, m[0]) {
			continue
		}
		var g []string
		for i := 0; i < len(m); i += 2 {
			if m[i] < 0 {
				g = append(g, "")
				continue
			}
			g = append(g, text[m[i]:m[i+1]])
		}
		if with := swap(g); with != "" {
			all = append(all, text[:m[0]]+with+text[m[1]:])
		}
	}
	return all
}

// isFixed reports that what stands at i of a text is no figure to change.
func isFixed(text string, i int) bool {
	before := text[:i]
	for _, quote := range [][2]string{{"《", "》"}, {"“", "”"}} {
		if strings.LastIndex(before, quote[0]) > strings.LastIndex(before, quote[1]) {
			return true
		}
	}
	return strings.Count(before, `"`)%2 == 1 || strings.Contains("第前-./〔", lastRune(before)) && before != ""
}

// value reads a number in digits or in Chinese numerals.
func value(s string) float64 {
	if v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64); err == nil {
		return v
	}
	return float64(arabic[s])
}
