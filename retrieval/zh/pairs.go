package zh

import (
	"strings"
	"unicode/utf8"
)

// closing are the marks that close a quotation or a bracket. The straight
// quotation mark is among them because it does not tell.
const closing = "”’」』\")]}\uFF09\uFF3D】〕》〉"

// closes maps an opening mark to its closing mark.
var closes = map[rune]rune{
	'“': '”', '‘': '’', '「': '」', '『': '』', '"': '"',
	'(': ')', '\uFF08': '\uFF09', '[': ']', '\uFF3B': '\uFF3D',
	'【': '】', '〔': '〕', '{': '}',
	'《': '》', '〈': '〉',
}

// maxPair is the longest quotation or bracket, in characters, that is taken
// as one; a longer one is more likely two marks that lost their partners.
const maxPair = 300

// maxOpen bounds how many open marks are remembered.
const maxOpen = 16

// isMark reports whether r opens or closes a quotation or a bracket.
func isMark(r rune) bool {
	return closes[r] != 0 || strings.ContainsRune(closing, r)
}

type openMark struct {
	at    int  // offset in bytes
	count int  // offset in characters
	close rune // what closes it
}

// pairs returns, for each opening mark of s that closes, the offset behind
// its closing mark.
func pairs(s string) map[int]int {
	found := map[int]int{}
	var open []openMark
	count := 0
	for i := 0; i < len(s); count++ {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == '\n' {
			open = titles(open)
		}
		k := opener(open, r)
		switch c, opens := closes[r]; {
		case k >= 0:
			if count-open[k].count <= maxPair {
				found[open[k].at] = i + n
			}
			open = open[:k]
		case opens:
			if len(open) == maxOpen {
				open = append(open[:0], open[1:]...)
			}
			open = append(open, openMark{i, count, c})
		}
		i += n
	}
	return found
}

// opener returns the index of the last open mark that r closes, or -1.
func opener(open []openMark, r rune) int {
	for k := len(open) - 1; k >= 0; k-- {
		if open[k].close == r {
			return k
		}
	}
	return -1
}

// titles keeps of the open marks those that a line break does not end.
func titles(open []openMark) []openMark {
	kept := open[:0]
	for _, m := range open {
		if m.close == '》' {
			kept = append(kept, m)
		}
	}
	return kept
}
