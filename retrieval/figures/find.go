package figures

import (
	"strings"

	"wence/retrieval/zh"
)

// Find returns the figures of text in the order of their Start; their spans
// are not empty and do not overlap. A figure lies within one line and one cell
// of a table: a line break or tab ends it. Find reads any script and width,
// and any bytes; it takes time linear in the length of text.
func Find(text string) []Figure {
	var out []Figure
	for start := 0; start < len(text); {
		end := len(text)
		if n := strings.IndexAny(text[start:], "\n\r\t\v\f"); n >= 0 {
			end = start + n
		}
		out = findLine(out, text, start, end)
		start = end + 1
	}
	return out
}

// findLine appends the figures of the line text[start:end] to out.
func findLine(out []Figure, text string, start, end int) []Figure {
	line := zh.Normalize(text[start:end])
	sc := scanner{s: line.Norm}
	sc.run()
	last := start
	for _, f := range sc.out {
		from, to := line.Original(f.Start, f.End)
		f.Start, f.End = start+from, start+to
		if f.Start < last || f.Start >= f.End {
			continue // a character that became several, such as ㏠
		}
		f.Text = text[f.Start:f.End]
		if f.Kind == Number && !isWritten(f.Text) {
			continue
		}
		last = f.End
		out = append(out, f)
	}
	return out
}

// isWritten reports whether a bare number stands in the text as digits, not as
// ①, ⑵ or a footnote's ².
func isWritten(text string) bool {
	for _, r := range text {
		if r < 0x80 || r >= '０' && r <= '９' || zh.IsHan(r) {
			return true
		}
	}
	return false
}
