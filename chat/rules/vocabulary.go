package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"

	"wence/retrieval/zh"
)

// A vocabulary is what stands beside what in a text, and which of its characters sound how. It is immutable.
type vocabulary struct {
	text  string
	pairs map[[2]rune]int
	sound map[string][]rune // characters by their sound
}

// vocabularyOf reads a text in the normal form, in which each line stands alone. Each pair of characters counts so many
// times.
func vocabularyOf(text string, times int) vocabulary {
	v := vocabulary{text: text, pairs: map[[2]rune]int{}, sound: map[string][]rune{}}
	seen := map[rune]bool{}
	var before rune
	for _, r := range text {
		if zh.IsHan(r) {
			if zh.IsHan(before) {
				v.pairs[[2]rune{before, r}] += times
			}
			if !seen[r] {
				seen[r] = true
				for _, s := range soundsOf(r) {
					v.sound[s] = append(v.sound[s], r)
				}
			}
		}
		before = r
	}
	return v
}

// broad folds sounds that many speakers do not tell apart.
var broad = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s", "ng", "n")

// soundsOf are the readings of a character, each once, without tones.
func soundsOf(r rune) []string {
	args := pinyin.NewArgs()
	args.Heteronym = true
	var all []string
	for _, s := range pinyin.SinglePinyin(r, args) {
		all = append(all, broad.Replace(s))
	}
	return distinctStrings(all)
}

// words are all words of the lexicon, its official wordings included, a line each.
func (l *Lexicon) words() string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(l.entries)) {
		b.WriteString(key + "\n")
		for _, o := range l.entries[key].official {
			b.WriteString(strings.ToLower(o) + "\n")
		}
	}
	return b.String()
}
