package verifytest

import (
	"slices"
	"strconv"
	"strings"
)

// rulesOfTrue reword a sentence and keep what it says.
var rulesOfTrue = []rule{
	{"one clause", clauses},
	{"digits to Chinese numerals", toChinese},
	{"Chinese numerals to digits", toDigits},
	{"range reworded", rewordRange},
	{"万 written out or in", rewordMyriad},
	{"rate reworded", rewordRate},
	{"bound reworded", rewordBound},
	{"date reworded", rewordDate},
	{"share reworded", rewordShare},
	{"unit reworded", rewordUnit},
	{"full width, spaces", widen},
}

// True makes true sentences: the passages' own, and these reworded by the rules above.
func (c *Corpus) True() []Case {
	var all []Case
	for _, s := range c.sentences() {
		all = append(all, Case{"word for word", s.raw, s.raw, s.cite})
		n := c.Hits[s.cite-1].Notice
		if n.Title != "" {
			all = append(all, Case{"with title and number", "根据《" + n.Title + "》" + bracketed(n.Number) + "," + s.text, s.text, s.cite})
		}
	}
	for _, r := range c.rows() {
		all = append(all, Case{"table cell in words", r.words(r.value), r.words(r.value), r.cite})
		if v, err := strconv.Atoi(r.value); err == nil {
			all = append(all, Case{"table cell in words", r.words(thousands(v)), r.words(r.value), r.cite},
				Case{"table cell in words", r.words(chinese(v)), r.words(r.value), r.cite})
		}
	}
	return append(all, c.by(rulesOfTrue)...)
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// clauses are the parts of a sentence between its commas that hold figures.
func clauses(s sentence) []string {
	parts := strings.FieldsFunc(s.text, func(r rune) bool { return strings.ContainsRune(",;。", r) })
	return slices.DeleteFunc(parts, func(p string) bool { return !figured.MatchString(p) || len(p) < 18 })
}
