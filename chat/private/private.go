// Package private finds personal data in what people write (numbers of identity cards, bank cards and telephones, accounts,
// plates, addresses, days of birth, names) and takes it out before anything is logged, noted or sent to a model.
//
//	text ── views: without invisible characters, in half width, digits as digits ── forms ──> spans ──> Mask, Blank
//
// It is a filter of forms and not a judge of what is meant. private_test.go measures it: on forms of personal data, which
// must go, and on ordinary questions, which must stay as they are.
package private

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Kind says what a stretch of personal data is, in the word that takes its place.
type Kind string

// Kinds of personal data.
const (
	Mail    Kind = "邮箱"
	Card    Kind = "证件号"
	Phone   Kind = "电话"
	Account Kind = "账号"
	Plate   Kind = "车牌"
	Home    Kind = "住址"
	Birth   Kind = "出生日期"
	Name    Kind = "姓名"
)

// A Span is a stretch of personal data in a text, in bytes.
type Span struct {
	Start, End int
	Kind       Kind
}

// hidden stands for what is taken out of a text that is still to be searched for. It holds no word, so it neither finds
// nor keeps from finding anything.
const hidden = "***"

// Mask puts a word for each stretch of personal data: 〔电话〕. Of text that is not UTF-8 nothing is left.
func Mask(text string) string {
	return replace(text, Find(text), func(k Kind) string { return "〔" + string(k) + "〕" })
}

// Blank takes personal data out of a text that is still to be searched for. A day of birth by itself stays: it is
// nobody's in particular, and whether a child may enter school turns on it.
func Blank(text string) string {
	spans := Find(text)
	if !slices.ContainsFunc(spans, func(s Span) bool { return s.Kind != Birth }) {
		return text
	}
	return replace(text, spans, func(Kind) string { return hidden })
}

func replace(text string, spans []Span, by func(Kind) string) string {
	if !utf8.ValidString(text) {
		return ""
	}
	var b strings.Builder
	done := 0
	for _, s := range spans {
		b.WriteString(text[done:s.Start] + by(s.Kind))
		done = s.End
	}
	return b.String() + text[done:]
}

// Find gives the stretches of personal data in order, without overlap.
func Find(text string) []Span {
	number, plain := newView(text, numeric), newView(text, simple)
	f := finder{}
	for _, forms := range [][]form{numbers, born} {
		f.look(number, forms, nil)
	}
	f.look(number, labelled, func(found string) bool { return enough(found) })
	f.look(number, home, nil)
	f.look(plain, names, isName)
	f.lookBeside(text)
	return f.spans
}

// finder is one Find on its way.
type finder struct{ spans []Span }

// look adds what the forms find and allows holds for.
func (f *finder) look(v view, forms []form, allows func(string) bool) {
	for _, form := range forms {
		for from := 0; from < len(v.text); {
			m := form.match.FindStringSubmatchIndex(v.text[from:])
			if m == nil {
				break
			}
			start, end := from+m[0], from+m[1]
			if len(m) > 2 && m[2] >= 0 {
				start, end = from+m[2], from+m[3]
			}
			from = max(end, from+m[0]+1)
			if form.whole && partOfNumber(v.text, start, end) || form.kind == Birth && limits.MatchString(v.text[end:]) {
				continue
			}
			if allows == nil || allows(v.text[start:end]) {
				f.add(v.span(start, end, form.kind))
			}
		}
	}
}

// lookBeside adds names beside what was found.
func (f *finder) lookBeside(text string) {
	for _, s := range slices.Clone(f.spans) {
		for i, part := range []string{text[:s.Start], text[s.End:]} {
			m := beside[i].match.FindStringSubmatchIndex(part)
			if m == nil || !isName(part[m[2]:m[3]]) {
				continue
			}
			offset := []int{0, s.End}[i]
			f.add(Span{offset + m[2], offset + m[3], Name})
		}
	}
}

// add keeps the spans in order; of two that overlap the first found stays.
func (f *finder) add(s Span) {
	i, _ := slices.BinarySearchFunc(f.spans, s, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	if i > 0 && f.spans[i-1].End > s.Start || i < len(f.spans) && f.spans[i].Start < s.End {
		return
	}
	f.spans = slices.Insert(f.spans, i, s)
}

// partOfNumber reports digits right before or behind a stretch.
func partOfNumber(text string, start, end int) bool {
	isDigit := func(b byte) bool { return '0' <= b && b <= '9' }
	return start > 0 && isDigit(text[start-1]) || end < len(text) && isDigit(text[end])
}

// account is what an account's name must have: a digit, or letters enough that no word is meant.
var account = regexp.MustCompile(`\d|_|[A-Za-z]{6,}`)

// enough reports what can be a number or an account, and no year or count.
func enough(found string) bool {
	return len(digit.FindAllString(found, shortest)) >= shortest || len(found) >= shortest+1 && account.MatchString(found) && !allDigits.MatchString(found)
}

var allDigits = regexp.MustCompile(`^[\d \-]*$`)

// isName reports what may be a name and begins no ordinary word.
func isName(found string) bool { return !isOrdinary(found) }
