package place

import (
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// syllables returns the pinyin of a character without tones, all its readings, nil for what has none.
func syllables(symbol uint16) []string {
	args := pinyin.NewArgs()
	args.Heteronym = true
	readings := slices.Clone(pinyin.SinglePinyin(rune(symbol), args))
	for i, r := range readings {
		readings[i] = strings.ReplaceAll(r, "v", "u")
	}
	return readings
}

// soundAlike reports whether two characters have a reading in common.
func soundAlike(a, b uint16) bool {
	if a == b {
		return true
	}
	other := syllables(b)
	return slices.ContainsFunc(syllables(a), func(s string) bool { return slices.Contains(other, s) })
}

// allSoundAlike reports whether two names of the same length sound alike.
func allSoundAlike(a, b []uint16) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !soundAlike(a[i], b[i]) {
			return false
		}
	}
	return true
}

// maxDistance is how different a name of n characters may be from a place's to be offered in its stead.
func maxDistance(n int) int {
	if n <= 4 {
		return 2
	}
	return 4
}

// distance says how different a name is from a place's full or short one: 0 the same, 1 the same sound, 2 for each
// character put in, left out or changed.
func (g *Gazetteer) distance(name []uint16, p Place) int {
	whole := g.symbols(p.Name)
	best := nameDistance(name, whole)
	if stem := g.symbols(stemOf(p.Name)); len(stem) > 1 && len(stem) < len(whole) {
		best = min(best, nameDistance(name, stem))
	}
	return best
}

// symbols folds a name.
func (g *Gazetteer) symbols(name string) []uint16 {
	var symbols []uint16
	for _, r := range name {
		if r < 1<<16 {
			symbols = append(symbols, g.fold[r])
		}
	}
	return symbols
}

func nameDistance(a, b []uint16) int {
	const tooMany = 3
	if len(a) > len(b)+2 || len(b) > len(a)+2 {
		return 2 * tooMany
	}
	edits := editDistance(a, b)
	// A name of two characters of which one differs is another name.
	if min(len(a), len(b)) <= 2 && edits > 0 || edits > 2 {
		edits = tooMany
	}
	if len(a) == len(b) && edits > 0 && allSoundAlike(a, b) {
		return 1
	}
	return 2 * edits
}

// editDistance counts the characters to put in, leave out or change between a and b.
func editDistance(a, b []uint16) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
