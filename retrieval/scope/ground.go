package scope

import (
	"errors"
	"slices"
	"sync"

	"wence/retrieval"
	"wence/retrieval/place"
)

// A ground is where the stored notices apply, and the gazetteer that knows those places.
type ground struct {
	stored []retrieval.Region
	places *place.Gazetteer
}

// grounds keeps the last ground, for making a gazetteer takes longer than reading a question.
type grounds struct {
	base *place.Gazetteer
	mu   sync.Mutex
	last *ground
}

// of is the ground of what is stored.
func (g *grounds) of(stored []retrieval.Region) *ground {
	g.mu.Lock()
	defer g.mu.Unlock()
	same := func(a, b retrieval.Region) bool { return a.ID == b.ID }
	if g.last == nil || !slices.EqualFunc(g.last.stored, stored, same) {
		g.last = &ground{stored: stored, places: g.base.With(g.learned(stored)...)}
	}
	return g.last
}

// learned are the stored places as places of the gazetteer, but for those that another stored one spells out.
func (g *grounds) learned(stored []retrieval.Region) []place.Place {
	var learned []place.Place
	for _, r := range stored {
		if p, ok := g.base.Lookup(r.ID); ok && !g.isShort(r, stored) {
			learned = append(learned, p)
		}
	}
	return learned
}

// isShort reports a region whose notice did not say what it lies in (雁洲区), where another notice does
// (岚江省澜川市雁洲区). Only names that no standard knows are taken for the same: 鼓楼区 alone may be any of four.
func (g *grounds) isShort(r retrieval.Region, stored []retrieval.Region) bool {
	if len(r.Path) == 0 {
		return false
	}
	if _, err := g.base.Resolve(r.Path[0]); !errors.As(err, new(*place.UnknownError)) {
		return false
	}
	return slices.ContainsFunc(stored, func(s retrieval.Region) bool {
		n := len(s.Path) - len(r.Path)
		return n > 0 && slices.Equal(s.Path[n:], r.Path)
	})
}

// regionOf is the place of a mention: of those that the name may mean, one that stored notices are of, or lie in, comes first.
func (g *ground) regionOf(m place.Mention) retrieval.Region {
	chosen := retrieval.RegionOf(m.Candidates[0])
	for _, p := range m.Candidates {
		if r := retrieval.RegionOf(p); g.serves(r) && (len(r.Path) > len(chosen.Path) || !g.serves(chosen)) {
			chosen = r
		}
	}
	return chosen
}

// isElsewhere reports a mention that only lends its name to a school or community (保康小学, 中山路小学): the caller gave the
// place where that lies, or nothing is stored of the mentioned one. A city's or province's schools are rather meant.
func (g *ground) isElsewhere(m place.Mention, r retrieval.Region, given bool) bool {
	return m.Namesake && (given || !g.serves(r) && (m.Candidates[0].Level > place.City || m.Part))
}

// addRegion adds a region unless a part of it is there; a part takes the place of the whole: 重庆市奉节县 is 奉节县.
func addRegion(all []retrieval.Region, r retrieval.Region) []retrieval.Region {
	for i, have := range all {
		if r.AppliesAt(have) {
			return all
		}
		if have.AppliesAt(r) {
			all[i] = r
			return all
		}
	}
	return append(all, r)
}

// serves reports that a stored notice is of the region itself, or of a part of it.
func (g *ground) serves(r retrieval.Region) bool { return slices.ContainsFunc(g.stored, r.AppliesAt) }
