package encoder

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Token is a piece of a text that has a vector: a Chinese character, a mark, a word or a part of one.
type Token struct {
	ID         int32
	Start, End int // bytes of the text; a token's span never overlaps another's
}

// maxWord is the longest word, in characters, that is looked up; a longer one is unknown.
const maxWord = 100

// A vocabulary finds tokens. It is immutable.
type vocabulary struct {
	size          int
	cls, sep, unk int32
	begin, inside map[string]int32 // words and what they begin with; what they go on with
	longest       int              // of these, in bytes
}

// newVocabulary makes a vocabulary of tokens, whose index is their number.
func newVocabulary(tokens []string) (*vocabulary, error) {
	v := &vocabulary{size: len(tokens), begin: make(map[string]int32, len(tokens)), inside: map[string]int32{}}
	for i, token := range tokens {
		if part, ok := strings.CutPrefix(token, "##"); ok && part != "" {
			v.inside[part] = int32(i)
		} else {
			v.begin[token] = int32(i)
		}
		v.longest = max(v.longest, len(token))
	}
	for _, s := range []struct {
		name string
		id   *int32
	}{{"[CLS]", &v.cls}, {"[SEP]", &v.sep}, {"[UNK]", &v.unk}} {
		id, ok := v.begin[s.name]
		if !ok {
			return nil, fmt.Errorf("%w: the vocabulary lacks %s", ErrDamaged, s.name)
		}
		*s.id = id
	}
	return v, nil
}

// tokenize cuts text as BERT does: characters and marks alone, words into the longest pieces from the left. It gives at
// most limit tokens, and reads no more of the text than these take.
func (v *vocabulary) tokenize(text string, limit int) []Token {
	tokens := make([]Token, 0, min(len(text)/3+2, limit))
	var w word
	for i, r := range text {
		if len(tokens) >= limit {
			break
		}
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, n := utf8.DecodeRuneInString(text[i:])
			end = i + n
		}
		r = fold(r)
		switch classOf(r) {
		case letter:
			w.add(r, i, end)
			continue
		case nothing:
			continue
		case alone:
			tokens = v.cut(tokens, &w)
			tokens = append(tokens, Token{v.find(v.begin, string(r)), i, end})
		case space:
			tokens = v.cut(tokens, &w)
		}
	}
	tokens = v.cut(tokens, &w)
	return tokens[:min(len(tokens), limit)]
}

// find returns the number of a token, or that of the unknown.
func (v *vocabulary) find(in map[string]int32, token string) int32 {
	if id, ok := in[token]; ok {
		return id
	}
	return v.unk
}

// A word is a run of letters as they are looked up, and where each stands in the text.
type word struct {
	folded []byte
	at     []int // where each character begins in folded
	starts []int // where it begins in the text
	ends   []int // where it ends there
}

// add appends a character. Of a word that is too long only the end moves.
func (w *word) add(r rune, start, end int) {
	if len(w.at) > maxWord {
		w.ends[maxWord] = end
		return
	}
	w.at, w.starts, w.ends = append(w.at, len(w.folded)), append(w.starts, start), append(w.ends, end)
	w.folded = utf8.AppendRune(w.folded, r)
}

// cut appends the pieces of a word, or the unknown where it has none, and empties it.
func (v *vocabulary) cut(tokens []Token, w *word) []Token {
	n := len(w.at)
	if n == 0 {
		return tokens
	}
	before := len(tokens)
	if n <= maxWord {
		w.at = append(w.at, len(w.folded))
		for from := 0; from < n; {
			id, to := v.piece(w, from)
			if to == from {
				tokens = tokens[:before]
				break
			}
			tokens = append(tokens, Token{id, w.starts[from], w.ends[to-1]})
			from = to
		}
	}
	if len(tokens) == before {
		tokens = append(tokens, Token{v.unk, w.starts[0], w.ends[n-1]})
	}
	w.folded, w.at, w.starts, w.ends = w.folded[:0], w.at[:0], w.starts[:0], w.ends[:0]
	return tokens
}

// piece returns the longest token that a word goes on with at character from, and the character after it; from where
// there is none.
func (v *vocabulary) piece(w *word, from int) (id int32, to int) {
	in := v.inside
	if from == 0 {
		in = v.begin
	}
	for to := len(w.at) - 1; to > from; to-- {
		if w.at[to]-w.at[from] > v.longest {
			continue
		}
		if id, ok := in[string(w.folded[w.at[from]:w.at[to]])]; ok {
			return id, to
		}
	}
	return 0, from
}
