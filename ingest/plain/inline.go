package plain

import (
	"html"
	"regexp"
	"strings"
)

var (
	image    = regexp.MustCompile(`!\[([^\]]*)\]\([^)\s]*(?:\s+"[^"]*")?\)`)
	link     = regexp.MustCompile(`\[([^\]]+)\](?:\([^)\s]*(?:\s+"[^"]*")?\)|\[[^\]]*\])`)
	autolink = regexp.MustCompile(`<((?:https?|mailto):[^>\s]+)>`)
	tag      = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	struck   = regexp.MustCompile(`~~[^~\n]+~~`)
	strong   = regexp.MustCompile(`\*\*([^*\n]+?)\*\*|__([^_\n]+?)__`)
	emphasis = regexp.MustCompile(`(^|[^\d*])\*([^*\s](?:[^*\n]*[^*\s])?)\*($|[^\d*])`) // 3*4*5 is a product
	italics  = regexp.MustCompile(`(^|[^\pL\pN_])_([^_\s](?:[^_\n]*[^_\s])?)_($|[^\pL\pN_])`)
	code     = regexp.MustCompile("`+([^`]+)`+")
	escaped  = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// hidden shifts an escaped mark out of the way of the other patterns, into a private plane, and back.
const hidden = 0x100000

// inline strips Markdown's inline marks and keeps the text; struck-out text goes, and dropped counts it.
func inline(s string) (text string, dropped int) {
	s = escaped.ReplaceAllStringFunc(s, func(m string) string { return string(rune(hidden + int(m[1]))) })
	dropped = len(struck.FindAllString(s, -1))
	s = struck.ReplaceAllString(s, "")
	s = image.ReplaceAllString(s, "$1")
	s = link.ReplaceAllString(s, "$1")
	s = autolink.ReplaceAllString(s, "$1")
	s = tag.ReplaceAllString(s, "")
	s = strong.ReplaceAllString(s, "$1$2")
	for range 2 { // neighbours share the character between them
		s = emphasis.ReplaceAllString(s, "$1$2$3")
		s = italics.ReplaceAllString(s, "$1$2$3")
	}
	s = code.ReplaceAllString(s, "$1")
	s = html.UnescapeString(s)
	s = strings.Map(func(r rune) rune {
		if r >= hidden && r < hidden+0x80 {
			return r - hidden
		}
		return r
	}, s)
	return strings.TrimSpace(s), dropped
}
