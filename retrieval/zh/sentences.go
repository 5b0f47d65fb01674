package zh

import (
	"strings"
	"unicode/utf8"
)

// A Span is the part [Start, End) of a text, in bytes.
type Span struct{ Start, End int }

// Sentences divides s into sentences. The spans tile s.
func Sentences(s string) []Span {
	var spans []Span
	start := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if strings.ContainsRune("。!?!?;;\n", r) {
			spans = append(spans, Span{start, i})
			start = i
		}
	}
	if start < len(s) {
		spans = append(spans, Span{start, len(s)})
	}
	return spans
}
