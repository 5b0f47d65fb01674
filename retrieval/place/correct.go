package place

import "slices"

// A Correction says that a text means a place that it misspells.
type Correction struct {
	Start, End int // bytes of the text, half-open: what was written, 开源市
	Place      Place
}

// Correct finds in a question the one misspelt name of one of the given places: characters that sound alike (开源市 for
// 开原市, 风节县 for 奉节县) or stand in another order, or one wrong character. A short name must sound alike and begin a phrase. What names a known
// place, or reads as other words (开放市场), is never corrected; nor is anything when two of the places come into
// question.
func (g *Gazetteer) Correct(text string, among []Place) (Correction, bool) {
	t := g.fold.text(text)
	s := speller{scanner{g: g, text: &t}, g.ear()}
	s.scan()
	var best Correction
	bestLen := 0
	for _, p := range among {
		for _, f := range formsOf(p) {
			w, ok := s.misspelling(g.symbols(f.text), f.kind)
			if !ok {
				continue
			}
			switch n := w.end - w.start; {
			case bestLen > 0 && best.Place != p:
				return Correction{}, false
			case n > bestLen:
				best, bestLen = Correction{int(t.at[w.start]), t.end(w.end - 1), p}, n
			}
		}
	}
	return best, bestLen > 0
}

// turned reports the same characters in another order: 乌盖拉 for 乌拉盖.
func turned(a, b []uint16) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// A speller looks for misspelt names in one text.
type speller struct {
	scanner
	ear *ear
}

// misspelling returns the first span that misspells the given form.
func (s *speller) misspelling(name []uint16, k kind) (span, bool) {
	if len(name) < 2 || k != short && len(name) < 3 {
		return span{}, false
	}
	for start := 0; start+len(name) <= len(s.text.sym); start++ {
		w := span{start, start + len(name)}
		if s.isPlainSpan(w) && s.meansName(w, name, k) {
			return w, true
		}
	}
	return span{}, false
}

// isPlainSpan reports whether the span is Chinese characters, none blanked out, that no known place stands in.
func (s *speller) isPlainSpan(w span) bool {
	for i := w.start; i < w.end; i++ {
		if !s.text.han(i) || isBlank(string(rune(s.text.sym[i]))) {
			return false
		}
	}
	for _, f := range s.found {
		if f.start < w.end && w.start < f.end {
			return false
		}
	}
	return !s.isAnonymous(w.start)
}

// meansName reports whether the characters of the span are the name with such mistakes as people make.
func (s *speller) meansName(w span, name []uint16, k kind) bool {
	written := s.text.sym[w.start:w.end]
	wrong := 0
	for i := range name {
		if written[i] != name[i] {
			wrong++
		}
	}
	last := len(name) - 1
	if wrong == 0 || k != short && written[last] != name[last] {
		return false
	}
	words := s.g.words
	if len(name) > 2 && turned(written, name) {
		cost := fullCost
		if k == short {
			cost = countyCost
		}
		return s.beginsPhrase(w.start) && !words.knows(written) && words.readsAsName(s.text, w, cost, 0)
	}
	if k == short {
		return s.ear.allAlike(written, name) && !words.knows(written) && s.beginsPhrase(w.start) &&
			words.readsAsName(s.text, w, countyCost, 0)
	}
	if !words.readsAsName(s.text, w, fullCost, 0) {
		return false
	}
	if s.ear.allAlike(written, name) {
		return true
	}
	// One wrong character that sounds different: in a short name the rest is too little to go by, unless nothing else fits.
	return wrong == 1 && (len(name) > 3 || s.beginsPhrase(w.start) && !words.knows(written[:last]))
}
