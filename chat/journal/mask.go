package journal

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// private are the forms of personal numbers and addresses, with what takes their place. Numbers may be written in
// groups. Whatever has 15 digits or more in a row is an identity card, a bank card or a pupil's number.
var private = []struct {
	form *regexp.Regexp
	name string
}{
	{regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), "〔邮箱〕"},
	{regexp.MustCompile(`[0-9]{15,}[Xx]?|[0-9]{6}[ .-]?[0-9]{8}[ .-]?[0-9]{3}[0-9Xx]`), "〔证件号〕"},
	{regexp.MustCompile(`(?:\+?86[ .-]?)?1[3-9][0-9][ .-]?[0-9]{4}[ .-]?[0-9]{4}`), "〔手机号〕"},
}

// mask puts a name for each personal number and e-mail address, in half or full width.
func mask(text string) string {
	for _, p := range private {
		text = replace(text, p.form, p.name)
	}
	return text
}

// replace puts name for what matches the form and is no part of a longer number.
func replace(text string, form *regexp.Regexp, name string) string {
	half := strings.Map(halfWidth, text)
	found := form.FindAllStringIndex(half, -1)
	if found == nil {
		return text
	}
	original := []rune(text)
	var b strings.Builder
	done, at := 0, 0 // in bytes of half, and in runes
	for _, m := range found {
		if m[0] > 0 && isDigit(half[m[0]-1]) || m[1] < len(half) && isDigit(half[m[1]]) {
			continue
		}
		start := at + utf8.RuneCountInString(half[done:m[0]])
		b.WriteString(string(original[at:start]) + name)
		done, at = m[1], start+utf8.RuneCountInString(half[m[0]:m[1]])
	}
	return b.String() + string(original[at:])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// halfWidth turns the full-width forms of ASCII into ASCII, rune for rune.
func halfWidth(r rune) rune {
	switch {
	case r == '\u3000':
		return ' '
	case '\uff01' <= r && r <= '\uff5e':
		return r - '\uff01' + '!'
	}
	return r
}
