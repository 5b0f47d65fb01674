package private

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// A view is a text in the form in which one sort of personal data is looked for, with the way back to the text.
type view struct {
	text string
	at   []int // where each byte of text comes from, and the end
}

// newView is a text without invisible characters, each of the others as to turns it.
func newView(text string, to func(rune) rune) view {
	var b strings.Builder
	v := view{at: make([]int, 0, len(text)+1)}
	for at, r := range text {
		if unicode.In(r, unicode.Cf, unicode.Mn) || r == '\ufe0f' {
			continue
		}
		n, _ := b.WriteRune(to(r))
		for range n {
			v.at = append(v.at, at)
		}
	}
	v.text, v.at = b.String(), append(v.at, len(text))
	return v
}

// span is where a stretch of the view lies in the text.
func (v view) span(start, end int, kind Kind) Span { return Span{v.at[start], v.at[end], kind} }

// narrow turns the full-width forms of ASCII into ASCII, and all spaces and dashes into one of each.
func narrow(r rune) rune {
	switch {
	case r == '\u3000' || unicode.Is(unicode.Zs, r) || r == '\t':
		return ' '
	case '！' <= r && r <= '～':
		return r - '！' + '!'
	case unicode.Is(unicode.Pd, r) || r == '−' || r == 'ー':
		return '-'
	}
	return r
}

// written are digits as people write them to get by filters.
const (
	written = "〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖①②③④⑤⑥⑦⑧⑨"
	meant   = "000123456789112345678912345678" + "9"
)

var digits = func() map[rune]rune {
	all := map[rune]rune{}
	to := []rune(meant)
	for i, r := range []rune(written) {
		all[r] = to[i]
	}
	return all
}()

// numeric is narrow, and Chinese digits as digits.
func numeric(r rune) rune {
	if d, ok := digits[r]; ok {
		return d
	}
	return narrow(r)
}

// simple is narrow, in Simplified characters.
func simple(r rune) rune {
	if r = narrow(r); r < utf8.RuneSelf {
		return r
	}
	one, size := utf8.DecodeRuneInString(zh.Fold(string(r)))
	if one == utf8.RuneError || size == 0 || !unicode.Is(unicode.Han, r) {
		return r
	}
	return one
}
