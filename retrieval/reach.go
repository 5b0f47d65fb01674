package retrieval

import (
	"slices"
	"strings"

	"wence/retrieval/place"
)

// A Reach says how the place of a notice stands to the place that a question asks about.
type Reach string

// How far a notice reaches, from the nearest on. The zero Reach is that of a question without a place.
const (
	ReachOwn     Reach = "own"     // the notice is of the place itself
	ReachAbove   Reach = "above"   // of a wider authority, whose rules apply there
	ReachBelow   Reach = "below"   // of a part of the place only
	ReachUnknown Reach = "unknown" // the notice does not say of what place it is
	ReachOther   Reach = "other"   // of another place
)

// nearness orders reaches; the lowest is nearest.
var nearness = []Reach{ReachOwn, ReachAbove, ReachBelow, ReachUnknown, ReachOther}

// Toward says how a notice of region r stands to the places asked about, the nearest of them; "" for no places.
func (r Region) Toward(places []Region) Reach {
	best := len(nearness)
	for _, at := range places {
		best = min(best, slices.Index(nearness, r.toward(at)))
	}
	if best == len(nearness) {
		return ""
	}
	return nearness[best]
}

func (r Region) toward(at Region) Reach {
	switch {
	case r.IsZero():
		return ReachUnknown
	case r.ID == at.ID:
		return ReachOwn
	case r.AppliesAt(at):
		return ReachAbove
	case at.AppliesAt(r):
		return ReachBelow
	case endsWith(at.Path, r.Path) || endsWith(r.Path, at.Path):
		return r.namesake(at)
	case at.mayLieIn(r) || r.mayLieIn(at):
		return ReachUnknown
	}
	return ReachOther
}

// mayLieIn reports a division of which only the name is known, so that it may be any larger one's.
func (r Region) mayLieIn(larger Region) bool {
	own, other := place.LevelOf(r.Name), place.LevelOf(larger.Name)
	return len(r.Path) == 1 && !r.coded() && 0 < other && other < own
}

// namesake says how a region stands to one whose path ends like its own: a notice may name its place without what it lies
// in (雁洲区 for 岚江省澜川市雁洲区). Where neither is of the standard they are the same; 鼓楼区 alone may be any of four.
func (r Region) namesake(at Region) Reach {
	if r.coded() || at.coded() {
		return ReachUnknown
	}
	return ReachOwn
}

// coded reports a division of the standard, whose ID is its code.
func (r Region) coded() bool { return r.ID != "" && strings.Trim(r.ID, "0123456789") == "" }

// endsWith reports that a path ends with a shorter one.
func endsWith(path, end []string) bool {
	n := len(path) - len(end)
	return n > 0 && len(end) > 0 && slices.Equal(path[n:], end)
}
