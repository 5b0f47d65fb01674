package zh

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Span is the part [Start, End) of a text, in bytes.
type Span struct{ Start, End int }

// Sentences divides a text, in its original or its normal form, into
// sentences. The spans tile s: none is empty, each begins where the one
// before ends, and together they are s.
//
// A sentence ends with 。!?; in either width, with a line break, and with a
// point between a Chinese character and white space, another Chinese
// character or the end, unless only a numeral stands before it (一.). It keeps
// the closing quotation marks and brackets and the white space that follow,
// so only the first span can begin with white space. Inside quotation marks
// and brackets no sentence ends, if these close in the same paragraph within
// 300 characters; inside 《》 neither does a line break end it. After 。” and
// 。) one ends, unless the text runs on with a comma or 的.
func Sentences(s string) []Span {
	var spans []Span
	c := cutter{s: s, pairs: pairs(s)}
	for start := 0; start < len(s); {
		end := c.next(start)
		spans = append(spans, Span{start, end})
		start = end
	}
	return spans
}

// A cutter finds the ends of sentences in s.
type cutter struct {
	s     string
	pairs map[int]int // from an opening mark to the end of its closing mark
}

// next returns where the sentence that begins at start ends.
func (c *cutter) next(start int) int {
	i := start + len(c.s[start:]) - len(strings.TrimLeftFunc(c.s[start:], unicode.IsSpace))
	for i < len(c.s) {
		if end, ok := c.pairs[i]; ok {
			i = end
			if c.closesSentence(i) {
				return c.tail(i)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(c.s[i:])
		if c.ends(start, i, r) {
			return c.tail(i + n)
		}
		i += n
	}
	return len(c.s)
}

// ends reports whether the character r at offset i ends the sentence that
// began at start.
func (c *cutter) ends(start, i int, r rune) bool {
	switch r {
	case '。', '\uFF01', '\uFF1F', '\uFF1B', '\n': // 。 and the full-width !?;
		return true
	case '!', '?', ';':
		// Not in an address (index.php?id=3) or an entity (&nbsp;x).
		before, after := c.before(i), c.at(i+1)
		return !(isASCIIWord(after) && (isASCIIWord(before) && !unicode.IsDigit(before) || before == '/'))
	case '.', '\uFF0E':
		after := c.at(i + utf8.RuneLen(r))
		stops := after == 0 || unicode.IsSpace(after) || IsHan(after) || isMark(after)
		return stops && IsHan(c.before(i)) && !isListMark(c.s[start:i])
	}
	return false
}

// closesSentence reports whether the closing mark that ends at i ends a
// sentence too: 。” and 。).
func (c *cutter) closesSentence(i int) bool {
	inside := strings.TrimRight(c.s[:i], closing)
	if !strings.HasSuffix(inside, "。") {
		return false
	}
	after := c.at(i)
	return after == 0 || !strings.ContainsRune(",:;\uFF0C\uFF1A\uFF1B、。的", after)
}

// tail moves the end of a sentence behind what else belongs to it: more end
// marks, closing marks, white space.
func (c *cutter) tail(i int) int {
	rest := strings.TrimLeftFunc(c.s[i:], func(r rune) bool {
		return strings.ContainsRune("。!?;\uFF01\uFF1F\uFF1B"+closing, r)
	})
	if strings.HasSuffix(c.s[:i], "\n") {
		rest = c.s[i:] // a line never takes marks from the next
	}
	return len(c.s) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
}

// at returns the character at offset i, 0 at the end.
func (c *cutter) at(i int) rune {
	if i >= len(c.s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(c.s[i:])
	return r
}

// before returns the character that ends at offset i, 0 at the beginning.
func (c *cutter) before(i int) rune {
	if i == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(c.s[:i])
	return r
}

func isASCIIWord(r rune) bool {
	return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// isListMark reports whether s is only a numeral: 一, (二, 第三.
func isListMark(s string) bool {
	s = strings.TrimPrefix(strings.Trim(strings.TrimSpace(s), "()\uFF08\uFF09"), "第")
	return s != "" && numeralRun(s) == s
}
