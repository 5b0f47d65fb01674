package place

import "strings"

// Romanized returns the place whose name, without what it is a city or county of, is written so in pinyin without tones:
// Guangzhou, Xi'an, Inner Mongolia not. Of several it is the highest, of those the first. A word in small letters is only
// the name of a province or city.
func (g *Gazetteer) Romanized(word string) (Place, bool) {
	lower := strings.ToLower(strings.ReplaceAll(word, "'", ""))
	if len(lower) < 4 {
		return Place{}, false
	}
	lowest := Zone
	if word[0] >= 'a' {
		lowest = City
	}
	e := g.ear()
	var best Place
	for _, p := range g.places[1:] { // the nation has an English name
		if p.Level > lowest || !best.IsZero() && p.Level >= best.Level {
			continue
		}
		if e.spells(lower, g.symbols(stemOf(p.Name))) {
			best = p
		}
	}
	return best, !best.IsZero()
}

// spells reports whether a word is a reading of the characters.
func (e *ear) spells(word string, symbols []uint16) bool {
	if len(symbols) == 0 {
		return word == ""
	}
	for _, s := range e.syllables(symbols[0]) {
		if rest, ok := strings.CutPrefix(word, s); ok && e.spells(rest, symbols[1:]) {
			return true
		}
	}
	return false
}
