package layout

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// rect is a place on a page.
type rect struct{ left, top, right, bottom float64 }

func (r rect) height() float64 { return r.bottom - r.top }
func (r rect) width() float64  { return r.right - r.left }

func (r rect) union(o rect) rect {
	return rect{math.Min(r.left, o.left), math.Min(r.top, o.top), math.Max(r.right, o.right), math.Max(r.bottom, o.bottom)}
}

// beside reports that two places share most of the lower one's height, as on one line.
func (r rect) beside(o rect) bool {
	shared := math.Min(r.bottom, o.bottom) - math.Max(r.top, o.top)
	return shared > 0.5*math.Min(r.height(), o.height())
}

// above reports that o follows r as the next line of the same text: below it without a gap, over the same columns, and
// not begun far to the left of it as a new text under a table cell is.
func (r rect) above(o rect) bool {
	h := math.Min(r.height(), o.height())
	overlap := math.Min(r.right, o.right) - math.Max(r.left, o.left)
	aligned := o.left > r.left-4*h || math.Abs(o.left+o.right-r.left-r.right) < 2*h
	return !r.beside(o) && o.top > r.top && o.top-r.bottom < 1.3*h && overlap > 0 && aligned
}

// segment is a stretch of text on one line without a gap in it.
type segment struct {
	rect
	words []Word
	text  string
	em    float64 // width of a Chinese character
	ocr   bool    // recognised: places are those of the ink, and gaps between Chinese characters mean little
}

func newSegment(w Word) segment {
	s := segment{rect: rect{w.Left, w.Top, w.Right, w.Bottom}, words: []Word{w}, text: w.Text}
	s.em = s.measure()
	return s
}

// split cuts a segment at a place, if there is a gap; the right half is empty when there is none.
func (s segment) split(x float64) (left, right segment) {
	for i, w := range s.words {
		switch {
		case i == 0 && w.Left >= x || w.Left < x && w.Right > x+0.3*s.em:
			return s, segment{}
		case w.Left >= x && w.Left-s.words[i-1].Right < gap*s.em:
			return s, segment{} // the space of a sentence
		case w.Left >= x:
			return s.gather(s.words[:i]), s.gather(s.words[i:])
		}
	}
	return s, segment{}
}

// gather puts some of the segment's words together.
func (s segment) gather(words []Word) segment {
	out := newSegment(words[0])
	out.ocr = s.ocr
	for _, w := range words[1:] {
		out.add(w)
	}
	return out
}

// wide reports that most of a text are Chinese characters, so that its measure is sure.
func (s segment) wide() bool {
	wide, narrow := s.kinds()
	return wide > 3 && wide > narrow
}

// kinds counts the characters of the text that are as wide as Chinese ones, and the others.
func (s segment) kinds() (wide, narrow int) {
	for _, r := range s.text {
		if r >= 0x2E80 {
			wide++
		} else {
			narrow++
		}
	}
	return wide, narrow
}

// measure estimates the width of a Chinese character from the text's width, or from its height where it is Latin.
func (s segment) measure() float64 {
	wide, narrow := s.kinds()
	if wide < 2 {
		return s.height() / 1.2
	}
	return s.width() / (float64(wide) + 0.5*float64(narrow))
}

// The greatest distances, in characters, between words of one segment: cells of narrow columns stand so close. Programs
// leave a distance between Chinese and figures on their own, and writers between the two characters of a short word
// (备 注). Where no table is found, segments up to lineGap apart are one line again.
const (
	gap       = 0.3
	mixedGap  = 0.6
	spreadGap = 1.1
	ocrGap    = 1.2 // between what is recognised more is uncertain
	lineGap   = 1.6
)

// goesOn reports that a word follows on the same line. Recognition knows its lines better than the boxes of its words
// do, which may lie over each other; how far words stand apart is the boxes' to say.
func (s segment) goesOn(w Word) bool {
	next := newSegment(w)
	em := math.Max(s.em, next.em)
	distance := w.Left - s.right
	if line := s.words[0].Line; line != 0 && w.Line != 0 {
		return line == w.Line && distance < s.room(w.Text)*em
	}
	return s.beside(next.rect) && distance > -0.5*em && distance < s.room(w.Text)*em
}

// room is the greatest distance to the next word.
func (s segment) room(next string) float64 {
	last, _ := utf8.DecodeLastRuneInString(s.words[len(s.words)-1].Text)
	first, n := utf8.DecodeRuneInString(next)
	switch {
	case s.ocr:
		return ocrGap
	case (last < utf8.RuneSelf) != (first < utf8.RuneSelf):
		return mixedGap
	case last > 0x2E80 && n == len(next) && utf8.RuneLen(last) == len(s.words[len(s.words)-1].Text):
		return spreadGap
	}
	return gap
}

func (s *segment) add(w Word) { s.join(newSegment(w)) }

// join appends the next segment of the line.
func (s *segment) join(n segment) {
	s.text = s.joinWords(n.text, (n.left-s.right)/math.Max(s.em, n.em))
	s.words = append(s.words, n.words...)
	s.rect = s.rect.union(n.rect)
	s.em = math.Max(s.em, n.em)
}

// Distances in characters from which a gap is a space. Programs leave a quarter of a character between Chinese and Latin
// on their own.
const (
	spaceChinese = 0.22
	spaceMixed   = 0.45
	spaceOCR     = 0.8
)

// joinWords gives the segment's text with the next word, which stands so many characters apart: with a space where the
// source has one, and always between Latin words.
func (s segment) joinWords(next string, apart float64) string {
	last, _ := utf8.DecodeLastRuneInString(s.text)
	first, _ := utf8.DecodeRuneInString(next)
	least := spaceMixed
	switch {
	case last < utf8.RuneSelf && first < utf8.RuneSelf:
		return s.text + " " + next
	case s.ocr:
		least = spaceOCR
	case last >= utf8.RuneSelf && first >= utf8.RuneSelf:
		least = spaceChinese
	}
	if apart > least {
		return s.text + " " + next
	}
	return s.text + next
}

// joinLines puts two lines together, with a space only between Latin words. A hyphen at the end stays: "3-" and "5所"
// are 3-5所.
func joinLines(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if isLatin(last) && isLatin(first) {
		return a + " " + b
	}
	return a + b
}

func isLatin(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// endsSentence reports a final mark, closing quotes aside.
func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " ”’』」》)\uFF09\"]】"))
	return strings.ContainsRune("。!?;:…\uFF01\uFF1F\uFF1B\uFF1A", r)
}
