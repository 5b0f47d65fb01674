package rules

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// A speller knows the words of the lexicon and of the passages that were found, and puts right what a question writes
// with a wrong character: 毛入圆率 where they have 毛入园率. It looks only at characters that fit their neighbours badly.
type speller struct {
	lexicon *Lexicon
	places  *place.Gazetteer // knows ordinary words
	known   []vocabulary
}

// fewestSeen is how often a pair must stand in the passages to be taken for a word when the other side fits none. A
// word of the lexicon is one.
const fewestSeen = 2

// speller is one for what was found.
func (s *Service) speller(hits []retrieval.Hit) speller {
	var b strings.Builder
	for _, h := range hits {
		b.WriteString(searchable(strings.Join(retrieval.IndexFields(h.Notice, h.Passage), "\n")) + "\n")
	}
	return speller{s.lexicon, s.opt.Places, []vocabulary{s.words(), vocabularyOf(b.String(), 1)}}
}

// correct puts a question in the normal form right. ok is false when there is nothing to put right.
func (sp speller) correct(question string) (corrected string, fixes [][2]string, ok bool) {
	runes := []rune(question)
	words := sp.words(runes)
	for i, r := range runes {
		if !zh.IsHan(r) || words[i] {
			continue
		}
		with, found := sp.meant(runes, i)
		if !found {
			continue
		}
		from, to := sp.wordAround(runes, i, with)
		was := string(runes[from:to])
		runes[i] = with
		fixes = append(fixes, [2]string{was, string(runes[from:to])})
	}
	return string(runes), fixes, len(fixes) > 0
}

// wordAround is the pair, with what stands before or behind a place, that known words have more often once a character
// stands there: a correction is shown as a word.
func (sp speller) wordAround(runes []rune, at int, with rune) (from, to int) {
	prev, next := neighbours(runes, at)
	if next == 0 || prev != 0 && sp.pair(prev, with) >= sp.pair(with, next) {
		return max(at-1, 0), at + 1
	}
	return at, at + 2
}

// words marks the characters of a question that stand in an ordinary word, or in one of the lexicon.
func (sp speller) words(runes []rune) []bool {
	marked := make([]bool, 0, len(runes))
	for _, c := range sp.lexicon.chunks(string(runes)) {
		n := utf8.RuneCountInString(c.text)
		marked = append(marked, slices.Repeat([]bool{n > 1 && (c.filler || c.entry != nil)}, n)...)
	}
	const longest = 4 // characters of an ordinary word
	for from := range runes {
		for to := from + 2; to <= min(from+longest, len(runes)); to++ {
			if sp.places.IsWord(string(runes[from:to])) {
				for i := from; i < to; i++ {
					marked[i] = true
				}
			}
		}
	}
	return marked
}

// pair is how often two characters stand beside each other; 0 where the first or the second is beyond the question.
func (sp speller) pair(a, b rune) int {
	n := 0
	for _, v := range sp.known {
		n += v.pairs[[2]rune{a, b}]
	}
	return n
}

// neighbours are the characters before and behind a place, 0 for none.
func neighbours(runes []rune, at int) (before, after rune) {
	if at > 0 {
		before = runes[at-1]
	}
	if at+1 < len(runes) {
		after = runes[at+1]
	}
	return before, after
}

// alike are the known characters that sound like one.
func (sp speller) alike(r rune) []rune {
	var all []rune
	for _, s := range soundsOf(r) {
		for _, v := range sp.known {
			all = append(all, v.sound[s]...)
		}
	}
	return slices.DeleteFunc(all, func(o rune) bool { return o == r })
}

// holds reports that known words have a run of characters.
func (sp speller) holds(run string) bool {
	return slices.ContainsFunc(sp.known, func(v vocabulary) bool { return strings.Contains(v.text, run) })
}

// meant is the character that is meant at a place; ok is false when the one there fits, or nothing fits better. What
// fits one neighbour is put right only by what stands between both in known words.
func (sp speller) meant(runes []rune, at int) (rune, bool) {
	prev, next := neighbours(runes, at)
	before, after := sp.pair(prev, runes[at]), sp.pair(runes[at], next)
	if before > 0 && after > 0 {
		return 0, false
	}
	var best rune
	most := 0
	for _, r := range sp.alike(runes[at]) {
		if prev != 0 && next != 0 && sp.holds(string([]rune{prev, r, next})) {
			return r, true
		}
		if n := sp.fit(prev, r, next); before == 0 && after == 0 && n > most {
			best, most = r, n
		}
	}
	if most > 0 {
		return best, true
	}
	if before > 0 || after > 0 {
		return 0, false
	}
	return sp.onlyFit(runes, at)
}

// fit says how well a character fits between two others; both count more than either.
func (sp speller) fit(prev, r, next rune) int {
	const both = 1000
	before, after := sp.pair(prev, r), sp.pair(r, next)
	switch {
	case before > 0 && after > 0:
		return both + before + after
	case before+after >= fewestSeen:
		return before + after
	}
	return 0
}

// around is how many known characters must stand around one that is wrong but sounds otherwise.
const around = 3

// onlyFit is the one character that the passages have in this place, with the same characters around it: 助学货款.
func (sp speller) onlyFit(runes []rune, at int) (rune, bool) {
	for before := around - 1; before >= 1; before-- {
		from, to := at-before, at+1+around-before
		if from < 0 || to > len(runes) {
			continue
		}
		head, tail := string(runes[from:at]), string(runes[at+1:to])
		if strings.ContainsFunc(head+tail, func(r rune) bool { return !zh.IsHan(r) }) {
			continue
		}
		for _, v := range sp.known {
			if r, ok := filling(v.text, head, tail); ok {
				return r, true
			}
		}
	}
	return 0, false
}

// filling is the character that a text has between a head and a tail.
func filling(text, head, tail string) (rune, bool) {
	for {
		i := strings.Index(text, head)
		if i < 0 {
			return 0, false
		}
		text = text[i+len(head):]
		r, size := utf8.DecodeRuneInString(text)
		if zh.IsHan(r) && strings.HasPrefix(text[size:], tail) {
			return r, true
		}
	}
}

// respell settles a part anew that nothing answered, with characters put right that make no word of what was found.
func (s *Service) respell(ctx context.Context, a *Answer, p settled, regions []string, v voice) (settled, error) {
	corrected, fixes, ok := s.speller(p.hits).correct(p.bare)
	if !ok {
		return p, nil
	}
	u := p.understanding
	u.text = strings.Replace(u.text, u.bare, corrected, 1)
	u.told.text, u.bare, u.asked = corrected, corrected, askedOf(corrected)
	u.features = s.lexicon.featuresWithin(u.told)
	again, err := s.settlePart(ctx, a, u, regions)
	if err != nil || again.decision.status != Answered {
		return p, err
	}
	for _, f := range fixes {
		a.Notes = append(a.Notes, v.say(sayCorrected, f[0], f[1]))
	}
	return again, nil
}
