package zh

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:generate go run gen.go

//go:embed t2s.txt
var t2sFile string

//go:embed s2t.txt
var s2tFile string

var (
	t2s = sync.OnceValue(func() *converter { return newConverter(t2sFile) })
	s2t = sync.OnceValue(func() *converter { return newConverter(s2tFile) })
)

// Simplify returns s in Simplified characters and changes nothing else.
// Text that is Simplified already stays as it is, and so does the result.
func Simplify(s string) string {
	for {
		next := t2s().convert(s)
		if next == s {
			return s
		}
		s = next // a character can come to stand in a new phrase
	}
}

// SimplifyRune returns the Simplified form of a single character by OpenCC's
// TSCharacters, regardless of the words it may stand in, or r itself.
func SimplifyRune(r rune) rune {
	if to := t2s().chars.get(r).to; to != 0 {
		return to
	}
	return r
}

// Traditional returns s in Traditional characters, in the shapes that Hong
// Kong and Taiwan share. It is meant for wording of our own; a notice is
// always shown as it was published. The first call loads a table (20 ms, 5 MB).
func Traditional(s string) string {
	return s2t().convert(s)
}

// IsTraditional reports whether s is written in Traditional characters: it
// has more characters that only Traditional text uses than characters that
// only Simplified text uses. Text that both scripts write alike (人才) is not.
func IsTraditional(s string) bool {
	full, simple := 0, 0
	for _, r := range s {
		if e := t2s().chars.get(r); e.to != 0 && !e.kept {
			full++
		}
	}
	if full == 0 {
		return false // without loading the other table
	}
	for _, r := range s {
		if e := s2t().chars.get(r); e.to != 0 && !e.kept {
			simple++
		}
	}
	return full > simple
}

// A converter maps text from one script to the other, the longest phrase
// first and character by character where no phrase begins.
type converter struct {
	chars   runeTable[entry]
	phrases [][]phrase // by entry.phrases; longest first
}

// An entry is what a converter knows of one character.
type entry struct {
	to      rune   // its other form; 0 = itself
	phrases uint16 // index of the phrases that begin with it; 0 = none
	kept    bool   // some phrase keeps it, so either script may use it
}

type phrase struct{ from, to string }

// newConverter reads lines of the form "key value", as gen.go writes them.
func newConverter(file string) *converter {
	c := &converter{phrases: make([][]phrase, 1)}
	for line := range strings.Lines(file) {
		from, to, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok || from == "#" {
			continue
		}
		first, n := utf8.DecodeRuneInString(from)
		if n == len(from) {
			c.chars.at(first).to, _ = utf8.DecodeRuneInString(to)
		} else {
			c.addPhrase(c.chars.at(first), phrase{from, to})
		}
	}
	for _, p := range c.phrases {
		slices.SortFunc(p, func(a, b phrase) int { return len(b.from) - len(a.from) })
	}
	return c
}

func (c *converter) addPhrase(first *entry, p phrase) {
	if first.phrases == 0 {
		first.phrases = uint16(len(c.phrases))
		c.phrases = append(c.phrases, nil)
	}
	c.phrases[first.phrases] = append(c.phrases[first.phrases], p)
	to := []rune(p.to)
	for i, r := range []rune(p.from) {
		if r == to[i] {
			c.chars.at(r).kept = true
		}
	}
}

// phraseAt returns the longest phrase that s starts with; e is what the table
// holds of the first character of s.
func (c *converter) phraseAt(s []byte, e entry) (phrase, bool) {
	for _, p := range c.phrases[e.phrases] {
		if len(p.from) <= len(s) && string(s[:len(p.from)]) == p.from {
			return p, true
		}
	}
	return phrase{}, false
}

func (c *converter) convert(s string) string {
	in := []byte(s)
	out := make([]byte, 0, len(in)+len(in)/8)
	for i := 0; i < len(in); {
		r, n := utf8.DecodeRune(in[i:])
		e := c.chars.get(r)
		if p, ok := c.phraseAt(in[i:], e); ok {
			out = append(out, p.to...)
			i += len(p.from)
			continue
		}
		if e.to != 0 {
			out = utf8.AppendRune(out, e.to)
		} else {
			out = append(out, in[i:i+n]...)
		}
		i += n
	}
	return string(out)
}

// convertInPlace is convert for text without characters whose other form has
// another length, repeated until nothing changes. It never moves a byte.
func (c *converter) convertInPlace(b []byte) {
	for changed := true; changed; {
		changed = false
		for i := 0; i < len(b); {
			if b[i] < 0xE3 { // below U+3000
				i++
				continue
			}
			r, n := utf8.DecodeRune(b[i:])
			e := c.chars.get(r)
			if e.phrases != 0 {
				if p, ok := c.phraseAt(b[i:], e); ok {
					changed = changed || p.from != p.to
					i += copy(b[i:], p.to)
					continue
				}
			}
			if e.to != 0 {
				utf8.EncodeRune(b[i:], e.to)
				changed = true
			}
			i += n
		}
	}
}

// A runeTable holds a T for each rune, in pages of which only those that hold
// something exist. The zero value is empty.
type runeTable[T any] struct {
	pages [(utf8.MaxRune + 1) >> 8]*[256]T
}

func (t *runeTable[T]) get(r rune) T {
	if p := t.pages[r>>8]; p != nil {
		return p[r&0xFF]
	}
	var none T
	return none
}

// at returns the place of r, which it makes if need be.
func (t *runeTable[T]) at(r rune) *T {
	p := &t.pages[r>>8]
	if *p == nil {
		*p = new([256]T)
	}
	return &(*p)[r&0xFF]
}

// each calls f for each rune of the pages that exist.
func (t *runeTable[T]) each(f func(rune, T)) {
	for i, p := range t.pages {
		if p == nil {
			continue
		}
		for j, v := range p {
			f(rune(i<<8|j), v)
		}
	}
}
