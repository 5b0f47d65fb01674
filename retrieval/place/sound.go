package place

import (
	"slices"

	"github.com/mozillazg/go-pinyin"
)

// An ear compares characters by their sound. It keeps the sounds that it has looked up, so it serves one goroutine.
type ear struct {
	names map[uint16][]string // of the characters of the embedded names
	other map[uint16][]string
}

func (g *Gazetteer) ear() *ear { return &ear{g.sounds, make(map[uint16][]string)} }

// soundsOf returns the sounds of the characters of a text.
func soundsOf(text string, f *folding) map[uint16][]string {
	sounds := make(map[uint16][]string, 4096)
	for _, r := range text {
		if r < 1<<16 && isHan(f[r]) && sounds[f[r]] == nil {
			sounds[f[r]] = syllables(f[r])
		}
	}
	return sounds
}

// syllables returns the pinyin of a character without tones, all its readings, nil for what has none.
func syllables(symbol uint16) []string {
	args := pinyin.NewArgs()
	args.Heteronym = true
	return pinyin.SinglePinyin(rune(symbol), args)
}

func (e *ear) syllables(symbol uint16) []string {
	if sounds, known := e.names[symbol]; known {
		return sounds
	}
	sounds, known := e.other[symbol]
	if !known {
		sounds = syllables(symbol)
		e.other[symbol] = sounds
	}
	return sounds
}

// alike reports whether two characters have a reading in common.
func (e *ear) alike(a, b uint16) bool {
	if a == b {
		return true
	}
	other := e.syllables(b)
	return slices.ContainsFunc(e.syllables(a), func(s string) bool { return slices.Contains(other, s) })
}

// allAlike reports whether two names of the same length sound alike.
func (e *ear) allAlike(a, b []uint16) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !e.alike(a[i], b[i]) {
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
func (g *Gazetteer) distance(e *ear, name []uint16, p Place) int {
	whole := g.symbols(p.Name)
	best := e.distance(name, whole)
	if stem := g.symbols(stemOf(p.Name)); len(stem) > 1 && len(stem) < len(whole) {
		best = min(best, e.distance(name, stem))
	}
	return best
}

// symbols folds a name.
func (g *Gazetteer) symbols(name string) []uint16 {
	symbols := make([]uint16, 0, len(name)/3)
	for _, r := range name {
		if r < 1<<16 {
			symbols = append(symbols, g.fold[r])
		}
	}
	return symbols
}

func (e *ear) distance(a, b []uint16) int {
	const tooMany = 3
	if len(a) > len(b)+2 || len(b) > len(a)+2 {
		return 2 * tooMany
	}
	edits := editDistance(a, b)
	// A name of two characters of which one differs is another name.
	if min(len(a), len(b)) <= 2 && edits > 0 || edits > 2 {
		edits = tooMany
	}
	if len(a) == len(b) && edits > 0 && e.allAlike(a, b) {
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
