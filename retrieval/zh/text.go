package zh

import (
	"sort"
	"unicode/utf8"
)

// A Text is the normal form of a text with the way back to the original. The
// zero value is the empty text. A Text is immutable and safe for concurrent
// use.
type Text struct {
	Norm string // the normal form, valid UTF-8

	runs   []run
	length int // of the original, in bytes
}

// A run is a piece of Norm that came from one piece of the original. It ends
// where the next run begins.
type run struct {
	norm  int32 // offset in Norm
	start int32 // [start, end) in the original
	end   int32
	whole bool // the pieces correspond as wholes, not byte by byte
}

// Fold returns the normal form of s alone.
func Fold(s string) string {
	return Normalize(s).Norm
}

// Original maps the span [start, end) of Norm to the smallest span of the
// original text that it came from. Both lie on character boundaries: a bound
// inside a character is moved outwards, a bound outside Norm to its nearest
// end. Where one original character became several (㎡), each of them maps to
// all of it. What the normal form dropped at the edges is left out, what it
// dropped inside is included. An empty span gives an empty span.
func (t *Text) Original(start, end int) (int, int) {
	start = min(max(start, 0), len(t.Norm))
	end = min(max(end, start), len(t.Norm))
	if start == end {
		p := t.origin(t.runeStart(start))
		return p, p
	}
	last := t.runeStart(end - 1)
	r := t.runs[t.runAt(last)]
	if r.whole {
		return t.origin(t.runeStart(start)), int(r.end)
	}
	_, n := utf8.DecodeRuneInString(t.Norm[last:])
	return t.origin(t.runeStart(start)), int(r.start) + last - int(r.norm) + n
}

// origin returns where in the original the character at offset i of Norm
// begins.
func (t *Text) origin(i int) int {
	if i == len(t.Norm) {
		return t.length
	}
	r := t.runs[t.runAt(i)]
	if r.whole {
		return int(r.start)
	}
	return int(r.start) + i - int(r.norm)
}

// runAt returns the index of the run that holds offset i of Norm.
func (t *Text) runAt(i int) int {
	return sort.Search(len(t.runs), func(k int) bool { return int(t.runs[k].norm) > i }) - 1
}

func (t *Text) runeStart(i int) int {
	for i < len(t.Norm) && i > 0 && !utf8.RuneStart(t.Norm[i]) {
		i--
	}
	return i
}
