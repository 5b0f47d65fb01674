package embed

import (
	"iter"
	"unicode"

	"wence/retrieval/zh"
)

// The table was trained with exactly these features; whatever changes a key
// here makes its row unreachable.
const (
	maxGram   = 4  // the longest run of Chinese characters that has a row
	maxToken  = 20 // the longest other token, in characters
	gramSeed  = 0x51
	tokenSeed = 0xA5
	tokenBit  = 1 << 63 // set in the keys of tokens, clear in those of grams
)

// features yields the key of each feature of text, as often as it occurs:
// every run of one to four Chinese characters, and every unbroken token of
// other letters and digits.
func features(text string) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		runes := foldAll(text)
		for i := 0; i < len(runes); {
			switch r := runes[i]; {
			case r == separator:
				i++
			case isGramRune(r):
				if !grams(runes[i:], yield) {
					return
				}
				i++
			default:
				key, n := token(runes[i:])
				if n <= maxToken && !yield(key) {
					return
				}
				i += n
			}
		}
	}
}

// grams yields the runs of Chinese characters that runes starts with, and
// reports whether to go on.
func grams(runes []rune, yield func(uint64) bool) bool {
	key := uint64(gramSeed)
	for _, r := range runes[:min(maxGram, len(runes))] {
		if !isGramRune(r) {
			break
		}
		key = mix(key, r)
		if !yield(key &^ tokenBit) {
			return false
		}
	}
	return true
}

// token returns the key and the length of the token that runes starts with.
func token(runes []rune) (key uint64, n int) {
	key = tokenSeed
	for n < len(runes) && runes[n] != separator && !isGramRune(runes[n]) {
		key = mix(key, runes[n])
		n++
	}
	return key | tokenBit, n
}

func mix(h uint64, r rune) uint64 {
	h ^= uint64(r)
	h *= 0x9E3779B97F4A7C15 // 2^64 divided by the golden ratio
	h ^= h >> 29
	return h
}

// isGramRune reports whether r counts as a Chinese character: these ranges
// leave out 〇, which the training took for a letter.
func isGramRune(r rune) bool { return r >= 0x3400 && r <= 0x9FFF || r >= 0x20000 }

// separator stands for every character that is neither letter nor digit.
const separator rune = 0

// foldAll folds the characters of text.
func foldAll(text string) []rune {
	runes := make([]rune, 0, len(text)/3+8)
	for _, r := range text {
		runes = append(runes, foldRune(r))
	}
	return runes
}

// foldRune makes full width half, capitals small and Traditional Simplified,
// one character at a time. It is simpler than the normal form of package zh,
// and must stay so.
func foldRune(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		r -= 0xFEE0
	}
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return r
	case r < 0x80:
		return separator
	case unicode.Is(unicode.Han, r):
		return zh.SimplifyRune(r)
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return unicode.ToLower(r)
	}
	return separator
}
