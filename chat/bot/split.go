package bot

import (
	"strings"
	"unicode/utf8"
)

// sentenceEnds are where a text may be cut best.
const sentenceEnds = "。!?;!?;\n"

// Split cuts a text into pieces of at most so many bytes, at the end of a sentence where one is in the second half of a
// piece, and never within a character. most below utf8.UTFMax counts as that.
func Split(text string, most int) []string {
	most = max(most, utf8.UTFMax)
	var pieces []string
	for len(text) > most {
		at := cut(text, most)
		if piece := strings.TrimSpace(text[:at]); piece != "" {
			pieces = append(pieces, piece)
		}
		text = strings.TrimLeft(text[at:], "\n")
	}
	if text = strings.TrimSpace(text); text != "" || pieces == nil {
		pieces = append(pieces, text)
	}
	return pieces
}

// cut is where to cut a text that is longer than most bytes.
func cut(text string, most int) int {
	at := most
	for at > most-utf8.UTFMax && !utf8.RuneStart(text[at]) {
		at--
	}
	end := strings.LastIndexAny(text[:at], sentenceEnds)
	if end < 0 {
		return at
	}
	_, size := utf8.DecodeRuneInString(text[end:])
	end += size
	for strings.HasPrefix(text[end:], "[") { // the marks of a sentence's citations stay with it
		mark := strings.IndexByte(text[end:], ']')
		if mark < 0 || mark > 4 || end+mark+1 > at {
			break
		}
		end += mark + 1
	}
	if end > most/2 {
		return end
	}
	return at
}
