package rules

import (
	"slices"
	"strings"

	"wence/retrieval"
)

// A reach is which notices may answer, or why none may.
type reach struct {
	regions []string // IDs of the regions whose notices may answer; nil = all
	status  Status   // with refusal
	refusal string   // words of the refusal; "" = go on
	choices []string
}

// nation is the ID of the region of notices that apply everywhere.
const nation = "CN"

// split parts the places asked about into those that stored notices apply at and the rest. Where there is but one, or
// none has notices, all are kept, for the refusal to speak of.
func (g *ground) split(asked []retrieval.Region) (kept, rest []retrieval.Region) {
	for _, r := range asked {
		if g.covers(r) {
			kept = append(kept, r)
		} else {
			rest = append(rest, r)
		}
	}
	if len(kept) == 0 {
		return asked, nil
	}
	return kept, rest
}

// covers reports that a stored notice applies at a place.
func (g *ground) covers(r retrieval.Region) bool {
	return r.ID == nation || slices.ContainsFunc(g.stored, func(s retrieval.Region) bool { return s.AppliesAt(r) })
}

// reach finds the notices that apply at the places asked about. A place of which nothing is stored is refused, and so
// is a city or province of which only parts are: a county's rule does not answer for the whole.
func (g *ground) reach(asked []retrieval.Region, v voice) reach {
	for _, r := range asked {
		if !g.covers(r) {
			return notCovered(r, g.stored, v)
		}
	}
	return reach{regions: g.withNamesakes(asked)}
}

// withNamesakes are the lineages of the places asked about, and the short forms of each place in them.
func (g *ground) withNamesakes(asked []retrieval.Region) []string {
	ids := lineages(asked)
	for _, r := range asked {
		for n := range r.Path {
			for _, s := range g.short {
				if endsWith(r.Path[:n+1], s.Path) {
					ids = append(ids, s.ID)
				}
			}
		}
	}
	return ids
}

// lineages are the IDs of the regions and of all above them; nil for no regions.
func lineages(regions []retrieval.Region) []string {
	var ids []string
	for _, r := range regions {
		ids = append(ids, r.Lineage...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// notCovered refuses a place, and offers the places below it that notices are stored of.
func notCovered(r retrieval.Region, stored []retrieval.Region, v voice) reach {
	var below []string
	for _, s := range stored {
		if r.AppliesAt(s) {
			below = append(below, s.Name)
		}
	}
	name := strings.Join(r.Path, "")
	if len(below) > 0 {
		return reach{
			status: Clarify, choices: below,
			refusal: v.say(sayBelow, name, v.list(below)),
		}
	}
	return reach{status: Declined, refusal: v.say(sayNotCovered, name, v.covered(stored))}
}

// names are the names of regions, each once.
func names(regions []retrieval.Region) []string {
	all := make([]string, len(regions))
	for i, r := range regions {
		all[i] = r.Name
	}
	return distinctStrings(all)
}

// covered says of which places notices are stored.
func (v voice) covered(stored []retrieval.Region) string {
	const most = 5
	switch all := names(stored); {
	case len(all) == 0:
		return v.say(sayCoveredNo)
	case len(all) > most:
		return v.say(sayCoveredOf, v.list(all[:most]), len(all))
	default:
		return v.say(sayCovered, v.list(all))
	}
}
