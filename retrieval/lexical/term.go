package lexical

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Term is the number by which the index knows a token or a filter; it fits a 32-bit integer column of either store.
//
//	t < 0                         a filter, hashed (FilterTerm)
//	0 <= t < FirstCharacter       two adjacent Han characters, exact
//	FirstCharacter .. LastCharacter  one Han character, exact
//	LastCharacter < t < 1e9       a word, a number, or a Han character outside U+4E00–9FFF, hashed
type Term int32

const (
	hanFirst = 0x4E00
	hanCount = 0x9FFF - hanFirst + 1

	// FirstCharacter and LastCharacter bound the terms of single Han characters, both inclusive.
	FirstCharacter Term = hanCount * hanCount
	LastCharacter  Term = FirstCharacter + hanCount - 1

	wordFirst = LastCharacter + 1
	wordCount = 1_000_000_000 - uint64(wordFirst)
)

// FilterTerm gives the term of a filter: a place, a kind, whatever key a caller writes into Doc.Filters and asks for
// in a Filter. It is below 0 and the same in every build. It is a hash into 2^31: two keys of a few thousand share a
// term about once in a thousand such sets, so a caller for whom that matters checks the passage itself.
func FilterTerm(key string) Term {
	h := newHash()
	for _, r := range key {
		h.add(r)
	}
	return -1 - Term(h.sum()>>33)
}

// IsCharacter reports whether t is a single Han character of U+4E00–9FFF.
func (t Term) IsCharacter() bool { return FirstCharacter <= t && t <= LastCharacter }

// String gives the Han characters of an exact term, and "#" with the number of a hashed one.
func (t Term) String() string {
	switch {
	case 0 <= t && t < FirstCharacter:
		return string([]rune{hanFirst + rune(t/hanCount), hanFirst + rune(t%hanCount)})
	case t.IsCharacter():
		return string(hanFirst + rune(t-FirstCharacter))
	}
	return fmt.Sprintf("#%d", int32(t))
}

// countsAsPosition reports whether the tokens of t make up a passage's length: bigrams repeat what the characters
// have counted already.
func (t Term) countsAsPosition() bool { return t >= FirstCharacter }

func characterTerm(c rune) Term { return FirstCharacter + Term(c-hanFirst) }

func bigramTerm(a, b rune) Term { return Term(a-hanFirst)*hanCount + Term(b-hanFirst) }

func inHanBlock(r rune) bool { return hanFirst <= r && r < hanFirst+hanCount }

// wordTerm gives the term of a word, whatever its case.
func wordTerm(word string) Term {
	h := newHash()
	for _, r := range word {
		switch {
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r >= utf8.RuneSelf:
			r = unicode.ToLower(r)
		}
		h.add(r)
	}
	return h.term()
}

// numberTerm gives the term of a number in ASCII, whatever its commas.
func numberTerm(digits string) Term {
	h := newHash()
	for _, r := range digits {
		if r != ',' {
			h.add(r)
		}
	}
	return h.term()
}

// hash is FNV-1a over code points, finished by the mixer of SplitMix64 since terms are cut out of its upper end.
// Terms are stored, so it must never change.
type hash uint64

func newHash() hash { return 14695981039346656037 }

func (h *hash) add(r rune) { *h = (*h ^ hash(r)) * 1099511628211 }

func (h hash) sum() uint64 {
	x := uint64(h)
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func (h hash) term() Term { return wordFirst + Term(h.sum()%wordCount) }
