package place

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Why Resolve gave no place; the errors it returns wrap these.
var (
	ErrUnknown   = errors.New("unknown place")
	ErrAmbiguous = errors.New("ambiguous place")
)

// An UnknownError says that no place bears a name. Its message is for the person who gave the name.
type UnknownError struct {
	Name    string
	Nearest []Place // known places with a similar name, the most similar first; may be empty
}

// Error returns the message in Chinese, with what may have been meant.
func (e *UnknownError) Error() string {
	if len(e.Nearest) == 0 {
		return fmt.Sprintf("没有找到地区“%s”", e.Name)
	}
	return fmt.Sprintf("没有找到地区“%s”,您要找的是不是%s?", e.Name, listing(e.Nearest))
}

// Unwrap returns ErrUnknown.
func (e *UnknownError) Unwrap() error { return ErrUnknown }

// An AmbiguousError says that several places bear a name. Its message is for the person who gave the name.
type AmbiguousError struct {
	Name       string
	Candidates []Place // at least two, in order of code
}

// Error returns the message in Chinese, with the full name of each candidate.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("叫“%s”的地区有%d个:%s,请写明上级地区", e.Name, len(e.Candidates), listing(e.Candidates))
}

// Unwrap returns ErrAmbiguous.
func (e *AmbiguousError) Unwrap() error { return ErrAmbiguous }

func listing(places []Place) string {
	names := make([]string, len(places))
	for i, p := range places {
		names[i] = p.FullName()
	}
	return strings.Join(names, "、")
}

// Resolve returns the place that a person gives as such: by its name, full or short, with or without the places above
// (重庆市奉节县, 重庆奉节, 内蒙古 锡林郭勒盟 乌拉盖管理区), in either script, or by its ID. 全国 and 中国 are the nation. Where
// places are given in within, only those and what lies in them count. The error is an *UnknownError or an
// *AmbiguousError.
func (g *Gazetteer) Resolve(name string, within ...Place) (Place, error) {
	places := g.named(name, within)
	switch len(places) {
	case 0:
		return Place{}, &UnknownError{Name: strings.TrimSpace(name), Nearest: g.nearest(g.nameText(name), within)}
	case 1:
		return places[0], nil
	}
	return Place{}, &AmbiguousError{Name: strings.TrimSpace(name), Candidates: places}
}

// longestGiven is how many characters a name may have that is looked up, with the places above and what stands between.
const longestGiven = 100

// named are the places that a name may mean; none for one that is not known.
func (g *Gazetteer) named(name string, within []Place) []Place {
	trimmed := strings.TrimSpace(name)
	if i, found := g.byID[trimmed]; found && allowed(g.places[i], within) {
		return []Place{g.places[i]}
	}
	if utf8.RuneCountInString(trimmed) > longestGiven {
		return nil
	}
	t := g.nameText(trimmed)
	if isNation(unfold(t.sym)) && allowed(TheNation(), within) {
		return []Place{TheNation()}
	}
	r := resolver{g, t.sym, within}
	places, _ := g.meanings(r.parse(0, nil))
	return places
}

// nameText is a name as it is compared.
func (g *Gazetteer) nameText(name string) *foldedText {
	t := g.fold.text(strings.Map(dropSeparator, g.foldName(strings.TrimSpace(name))))
	return &t
}

// dropSeparator drops, for strings.Map, what people put between the places of a name.
func dropSeparator(r rune) rune {
	if strings.ContainsRune(" \u3000\t\r\n/,.·、-—>|()", r) {
		return -1
	}
	return r
}

func isNation(name string) bool {
	return slices.Contains([]string{"全国", "中国", "国家", "中华人民共和国"}, name)
}

// allowed reports whether p is, or lies in, one of the places; no places allow all.
func allowed(p Place, places []Place) bool {
	return len(places) == 0 || slices.ContainsFunc(places, p.Within)
}

// A resolver reads a name that consists of nothing but places, each below the one before it.
type resolver struct {
	g      *Gazetteer
	sym    []uint16
	within []Place
}

// parse returns what the name from symbol i on may mean below the given places, or below none for nil. Longer forms
// come first, and the first reading to the end is taken.
func (r *resolver) parse(i int, above []Place) []entry {
	if i == len(r.sym) {
		return nil
	}
	s := scanner{g: r.g, text: &foldedText{sym: r.sym}}
	for _, h := range s.hitsAt(i) {
		entries := h.info.entries
		if above != nil {
			entries = r.g.below(entries, above)
		}
		if h.end < len(r.sym) {
			places := make([]Place, len(entries))
			for k, e := range entries {
				places[k] = r.g.places[e.place]
			}
			if len(places) > 0 {
				entries = r.parse(h.end, places)
			}
		} else {
			entries = slices.DeleteFunc(slices.Clone(entries), func(e entry) bool {
				return !allowed(r.g.places[e.place], r.within)
			})
		}
		if len(entries) > 0 {
			return entries
		}
	}
	return nil
}

// mostNearest is how many similar names an error offers.
const mostNearest = 5

// nearest returns the places whose name sounds or looks like the given one, the most similar first: the same sound
// before one character of difference before two, higher places before lower ones. If the name begins with a known
// place, they are sought in that.
func (g *Gazetteer) nearest(t *foldedText, within []Place) []Place {
	name := t.sym
	if len(name) > longestGiven {
		return nil
	}
	s := scanner{g: g, text: t}
	if above, rest := s.leadingPlace(); !above.IsZero() && rest != "" && allowed(above, within) {
		name, within = g.symbols(rest), []Place{above}
	}
	type similar struct {
		place    Place
		distance int
	}
	var found []similar
	e := g.ear()
	for _, p := range g.places[1:] {
		if d := g.distance(e, name, p); d <= maxDistance(len(name)) && allowed(p, within) {
			found = append(found, similar{p, d})
		}
	}
	slices.SortFunc(found, func(a, b similar) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.place.Level, b.place.Level),
			cmp.Compare(a.place.ID(), b.place.ID()))
	})
	var places []Place
	for _, f := range found[:min(len(found), mostNearest)] {
		places = append(places, f.place)
	}
	return places
}
