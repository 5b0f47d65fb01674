package retrieval

import (
	"slices"

	"wence/retrieval/place"
)

// A Region is an administrative division: where a notice applies, or where a question is asked.
// The zero value is "not stated".
type Region struct {
	ID      string   // stable name of the division; see place.Place.ID
	Name    string   // its own full name: 奉节县; 全国 for the nation
	Path    []string // names from the province down to the division itself: 重庆市, 奉节县; empty for the nation
	Lineage []string // IDs from the nation down to the division itself
}

// IsZero reports whether no region is stated.
func (r Region) IsZero() bool { return r.ID == "" }

// AppliesAt reports whether a rule of region r applies at the place at: r is that place, or above it.
// A rule without a region applies nowhere in particular.
func (r Region) AppliesAt(at Region) bool {
	return r.ID != "" && slices.Contains(at.Lineage, r.ID)
}

// RegionOf is the region of a place of the gazetteer.
func RegionOf(p place.Place) Region {
	return Region{ID: p.ID(), Name: p.Name, Path: p.Path(), Lineage: p.Lineage()}
}

// Choices are the regions that a person chooses from: one that a notice names without what it lies in (雁洲区) is left
// out where another notice spells it out (岚江省澜川市雁洲区).
func Choices(regions []Region) []Region {
	var all []Region
	for _, r := range regions {
		longer := func(o Region) bool {
			n := len(o.Path) - len(r.Path)
			return n > 0 && len(r.Path) > 0 && slices.Equal(o.Path[n:], r.Path)
		}
		if !slices.ContainsFunc(regions, longer) {
			all = append(all, r)
		}
	}
	return all
}
