package place

import (
	"cmp"
	"slices"
	"strings"
)

// A Mention is a place named in a text. Places named one after the other from above (重庆市奉节县, 内蒙古锡盟) are one
// mention of the last of them.
type Mention struct {
	Start, End int     // bytes of the text, half-open
	Candidates []Place // what it may mean, never empty, in order of code; one when it is clear
	Short      bool    // the last name stands without its suffix: 奉节
	Part       bool    // the place is part of a longer proper name: 重庆市人民小学, 沈阳都市圈
	Namesake   bool    // a school or community may only be called like it, which lies elsewhere: 保康小学, 中山路小学
}

// Place returns the place that is meant, the zero Place when that is not clear.
func (m Mention) Place() Place {
	if len(m.Candidates) == 1 {
		return m.Candidates[0]
	}
	return Place{}
}

// Find returns every place that the text names, in order, without overlap. A name that several places bear (鼓楼区) is
// settled by the place right before it or else by the nearest mention of a place above; where that does not help, the
// mention keeps all candidates.
func (g *Gazetteer) Find(text string) []Mention {
	t := g.fold.text(text)
	s := scanner{g: g, text: &t}
	s.scan()
	mentions := make([]Mention, len(s.found))
	for i, f := range s.found {
		mentions[i] = Mention{
			Start: int(t.at[f.start]), End: t.end(f.end - 1),
			Candidates: f.candidates, Short: f.short, Part: s.isPart(f), Namesake: f.short && s.namesSomething(f.end),
		}
	}
	return mentions
}

// A scanner reads one text from left to right.
type scanner struct {
	g     *Gazetteer
	text  *foldedText
	found []found
	hits  []formHit // of the last call of hitsAt
	buf   []hit
}

// A found is a mention in symbols of the folded text.
type found struct {
	start, end int
	candidates []Place
	short      bool
}

// A formHit is a form at a position of the text.
type formHit struct {
	info *formInfo
	end  int
}

// scan reads the whole text.
func (s *scanner) scan() {
	for i := 0; i < len(s.text.sym); {
		if s.text.han(i) && s.take(i) {
			i = s.found[len(s.found)-1].end
		} else {
			i++
		}
	}
	s.settle()
}

// take finds a place at symbol i and adds it to what was found.
func (s *scanner) take(i int) bool {
	hits := slices.Clone(s.hitsAt(i))
	if len(hits) > 1 && (s.suffixGoesOn(hits[0].end) || s.childAfter(hits[1].info, hits[1].end)) { // 济南 市中区
		hits[0], hits[1] = hits[1], hits[0]
	}
	for _, h := range hits {
		if s.takeBelow(h, i) {
			return true
		}
		if !s.admits(h.info, i, h.end, leadNone) {
			continue
		}
		candidates, isShort := s.g.meanings(h.info.entries)
		s.found = append(s.found, found{i, h.end, candidates, isShort})
		return true
	}
	return false
}

// suffixGoesOn reports whether the suffix before symbol i belongs to the word after it: 大庆市属学校, 奉节县级骨干教师.
func (s *scanner) suffixGoesOn(i int) bool {
	return s.text.han(i) && strings.ContainsRune("属级直域", rune(s.text.sym[i])) && strings.ContainsRune("省市县区旗州盟", rune(s.text.sym[i-1]))
}

// takeBelow adds the form to the mention right before it, if that names a place above.
func (s *scanner) takeBelow(h formHit, i int) bool {
	if len(s.found) == 0 {
		return false
	}
	last := &s.found[len(s.found)-1]
	if last.end != i {
		return false
	}
	below := s.g.below(h.info.entries, last.candidates)
	if len(below) == 0 || !s.admits(h.info, i, h.end, s.leadOf(below, last.candidates)) {
		return false
	}
	candidates, isShort := s.g.meanings(below)
	if isShort && isScenery(s.phraseAfter(h.end)) {
		return false // 广州市天河路 is a road of the city
	}
	last.candidates, last.short, last.end = candidates, isShort, h.end
	return true
}

// leadOf returns how the places before a form stand to what it means below them.
func (s *scanner) leadOf(below []entry, before []Place) lead {
	for _, e := range below {
		if slices.Contains(before, s.g.parentOf(s.g.places[e.place])) {
			return leadRight
		}
	}
	return leadAbove
}

// hitsAt returns the forms that begin at symbol i, longest first. The slice is valid until the next call.
func (s *scanner) hitsAt(i int) []formHit {
	s.hits = s.hits[:0]
	for _, x := range []*index{s.g.core, s.g.learned} {
		if x == nil {
			continue
		}
		s.buf = x.trie.longestFirst(s.text.sym, i, s.buf[:0])
		for _, h := range s.buf {
			s.hits = append(s.hits, formHit{&x.forms[h.form], h.end})
		}
	}
	if s.g.learned != nil {
		slices.SortStableFunc(s.hits, func(a, b formHit) int { return cmp.Compare(b.end, a.end) })
	}
	return s.hits
}

// withinAny reports whether the place of e lies below the place of one of the entries.
func (s *scanner) withinAny(e entry, above []entry) bool {
	p := s.g.places[e.place]
	return slices.ContainsFunc(above, func(a entry) bool {
		q := s.g.places[a.place]
		return p != q && p.Within(q)
	})
}

// below returns the entries whose place lies below one of the given places.
func (g *Gazetteer) below(entries []entry, above []Place) []entry {
	var below []entry
	for _, e := range entries {
		p := g.places[e.place]
		if slices.ContainsFunc(above, func(q Place) bool { return p != q && p.Within(q) }) {
			below = append(below, e)
		}
	}
	return below
}

// meanings returns the places that a form with these entries means in a text, and whether it is a short name. A full
// name means only the places of that name. A short name means the highest place that bears it (吉林 is the province,
// 大连 the city), except 朝阳, whose districts are as well known as the city.
func (g *Gazetteer) meanings(entries []entry) (places []Place, isShort bool) {
	best, top := short, Zone
	for _, e := range entries {
		best = max(best, e.kind)
		top = min(top, g.places[e.place].Level)
	}
	for _, e := range entries {
		p := g.places[e.place]
		if e.kind == best && (best != short || p.Level == top || g.foldName(stemOf(p.Name)) == "朝阳") {
			places = append(places, p)
		}
	}
	all := places
	places = slices.DeleteFunc(slices.Clone(all), func(p Place) bool {
		return slices.ContainsFunc(all, func(q Place) bool { return p != q && p.Within(q) })
	})
	slices.SortFunc(places, func(a, b Place) int { return cmp.Compare(a.ID(), b.ID()) })
	return places, best == short
}
