package place

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:embed words.txt
var wordData string

// A lexicon knows how common words are. It judges whether characters in a text read as a place name or as parts of the
// words around them, as a segmenter does, but only there: the reading of the cheapest words wins, the cost of a word
// being -2 log2 of its probability.
type lexicon struct {
	cost map[uint64]uint8
}

const (
	maxWord     = 4  // characters of the longest word
	totalClass  = 52 // 2 log2 of the 60 million words that were counted
	unknownCost = 42 // of a character that is no word
	window      = 4  // characters on either side of a name that the reading takes in
)

// parseLexicon reads words.txt, whose header describes it.
func parseLexicon(data string, f *folding) (*lexicon, error) {
	x := &lexicon{cost: make(map[uint64]uint8, 1<<16)}
	for line := range strings.Lines(data) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		head, words, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		class, err := strconv.Atoi(head)
		if err != nil || class < 0 || class >= totalClass {
			return nil, fmt.Errorf("class %q of words", head)
		}
		for words != "" {
			var word string
			word, words, _ = strings.Cut(words, " ")
			var key uint64
			for _, r := range word {
				key = key<<16 | uint64(f[uint16(r)])
			}
			x.cost[key] = uint8(totalClass - class)
		}
	}
	return x, nil
}

// readsAsName reports whether the name in the text, taken as one word of the given cost, makes a reading at least twice
// as likely as any without that word. What stands before symbol settled has been read already.
func (x *lexicon) readsAsName(t *foldedText, name span, cost, settled int) bool {
	start, end := name.start, name.end
	from, to := start, end
	for from > max(start-window, settled) && t.han(from-1) && !t.dated(from-1) {
		from--
	}
	for to < end+window && t.han(to) {
		to++
	}
	with := cost + x.cheapest(t.sym[from:start], span{}) + x.cheapest(t.sym[end:to], span{})
	return with+2 <= x.cheapest(t.sym[from:to], span{start - from, end - from})
}

// A span is a half-open range of symbols or bytes.
type span struct{ start, end int }

// cheapest returns the cost of the cheapest reading of the symbols that does not use the given span as a word.
func (x *lexicon) cheapest(symbols []uint16, without span) int {
	var best [2*window + 32]int
	if len(symbols) >= len(best) {
		symbols = symbols[:len(best)-1]
	}
	for end := 1; end <= len(symbols); end++ {
		best[end] = best[end-1] + x.character(symbols[end-1])
		key := uint64(symbols[end-1])
		for start := end - 2; start >= max(0, end-maxWord); start-- {
			key |= uint64(symbols[start]) << (16 * (end - 1 - start))
			if cost, known := x.cost[key]; known && (span{start, end}) != without {
				best[end] = min(best[end], best[start]+int(cost))
			}
		}
	}
	return best[len(symbols)]
}

func (x *lexicon) character(symbol uint16) int {
	if cost, known := x.cost[uint64(symbol)]; known {
		return int(cost)
	}
	return unknownCost
}

// knows reports whether the symbols are a word.
func (x *lexicon) knows(symbols []uint16) bool {
	if len(symbols) > maxWord {
		return false
	}
	_, known := x.cost[packed(symbols)]
	return known
}

// IsWord reports whether a text of two to four characters is an ordinary Chinese word.
func (g *Gazetteer) IsWord(text string) bool {
	n := utf8.RuneCountInString(text)
	return 2 <= n && n <= maxWord && g.words.knows(g.symbols(text))
}

// packed returns the key of a word of at most maxWord symbols.
func packed(symbols []uint16) uint64 {
	var key uint64
	for _, s := range symbols {
		key = key<<16 | uint64(s)
	}
	return key
}
