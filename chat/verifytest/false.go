package verifytest

import (
	"regexp"
	"strconv"
)

// A rule makes sentences of one; the caller drops those that stay as they were.
type rule struct {
	name string
	make func(s sentence) []string
}

// rulesOfFalse change one thing each, and but for the last only where what they change it to stands nowhere in the cited
// evidence.
var rulesOfFalse = []rule{
	{"unit swapped", swapUnit},
	{"digit changed", changeDigit},
	{"万 dropped", dropMyriad},
	{"range shortened", shortenRange},
	{"year shifted", shiftYear},
	{"month or day changed", changeDay},
	{"bound reversed", reverseBound},
	{"bound dropped", dropBound},
	{"rate changed", changeRate},
	{"figures exchanged", exchange},
}

// False makes false sentences: by the rules above, with another citation, place, title or document number.
func (c *Corpus) False(regions []string) []Case {
	all := c.by(rulesOfFalse)
	for _, s := range c.sentences() {
		all = append(all, c.citedElsewhere(s)...)
		all = append(all, c.elsewhere(s, regions)...)
		all = append(all, c.titledOtherwise(s)...)
		all = append(all, c.numberedOtherwise(s)...)
	}
	for _, r := range c.rows() {
		v, _ := strconv.ParseFloat(r.value, 64)
		for _, w := range []float64{v + 1, v * 10, v + 20} {
			if !says(r.evidence, w, "") {
				all = append(all, Case{"table cell changed", r.words(decimal(w)), r.words(r.value), r.cite})
			}
		}
	}
	return all
}

var twoFigures = regexp.MustCompile(`([\p{Han}]{2,}为?)(\d+)(元|名|人|所|节|个|%|分|次)([、,;][\p{Han}]{2,}为?)(\d+)(元|名|人|所|节|个|%|分|次)`)

// exchange makes two figures change places: 小班30人,中班25人. Both values stand in the passage; only what they are said
// of does not.
func exchange(s sentence) []string {
	return replaceAt(s.text, twoFigures, func(g []string) string {
		if g[3] != g[6] || g[2] == g[5] {
			return ""
		}
		return g[1] + g[5] + g[3] + g[4] + g[2] + g[6]
	})
}

// by applies rules to all sentences. A sentence stands once under a rule.
func (c *Corpus) by(rules []rule) []Case {
	var all []Case
	for _, rule := range rules {
		seen := map[string]bool{}
		for _, s := range c.sentences() {
			for _, text := range rule.make(s) {
				if text != s.text && !seen[text] {
					seen[text] = true
					all = append(all, Case{rule.name, text, s.text, s.cite})
				}
			}
		}
	}
	return all
}
