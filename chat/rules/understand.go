package rules

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"wence/retrieval"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// An understanding is what a question means: where, when, and what is wanted of which subject.
type understanding struct {
	asked
	ground   *ground
	named           // the notice that the question names, if any
	text     string // standing on its own, as searched
	bare     string // the same without places and the notice's name
	told     part   // as it was read
	features []feature
	region   retrieval.Region   // the one place asked about; zero when none or several are named
	regions  []retrieval.Region // all places asked about
	day      retrieval.Date
}

// A reading is a question with all its parts understood.
type reading struct {
	ground   *ground
	voice    voice
	parts    []understanding
	regions  []retrieval.Region
	beyond   []retrieval.Region // places named beside them of which nothing is stored
	day      retrieval.Date
	resolved string // the question standing on its own, when the history was needed for it
	notes    []string
}

// understand reads a question. It fails with a *FieldError where the question cannot be used.
func (s *Service) understand(ctx context.Context, q Question) (reading, error) {
	if err := q.check(); err != nil {
		return reading{}, err
	}
	ground, err := s.grounds.of(ctx, s.store)
	if err != nil {
		return reading{}, err
	}
	places := ground.places
	r := reading{ground: ground, voice: voiceOf(q.Text), day: q.AsOf}
	if r.day == "" {
		r.day = retrieval.DateOf(s.opt.Now())
	}
	folded := zh.Fold(strings.TrimSpace(q.Text))
	f := follower{lexicon: s.lexicon, places: places}
	whole := f.resolve(q.History, folded)
	if whole.text != folded {
		folded, r.resolved = whole.text, whole.text
	}
	if r.regions, err = ground.asked(q.Region, folded); err != nil {
		return reading{}, err
	}
	r.regions, r.beyond = ground.split(r.regions)
	notice, unnamed := namedIn(folded)
	for _, p := range f.parts(withoutPlaces(unnamed, places), whole.context) {
		u := understanding{
			ground: ground, asked: askedOf(p.text), named: notice, text: searchText(p.context+p.text, notice), bare: p.text, told: p,
			features: s.lexicon.featuresWithin(p), regions: r.regions, day: r.day,
		}
		if len(r.regions) == 1 {
			u.region = r.regions[0]
		}
		r.parts = append(r.parts, u)
	}
	return r, nil
}

// searchText is what is searched for: the question, and the notice that it names.
func searchText(part string, n named) string {
	return strings.TrimSpace(part + " " + n.title + " " + n.number)
}

// asked are the places that a question is about: those that it names, else the one given with it.
func (g *ground) asked(given, folded string) ([]retrieval.Region, error) {
	if named := g.mentioned(folded); len(named) > 0 {
		return named, nil
	}
	if strings.TrimSpace(given) == "" {
		return nil, nil
	}
	p, err := g.places.Resolve(given)
	if err != nil {
		return nil, regionError(given, err)
	}
	return []retrieval.Region{retrieval.RegionOf(p)}, nil
}

// regionError tells a caller that a place is not known, or which places it may be.
func regionError(name string, err error) error {
	var unknown *place.UnknownError
	var ambiguous *place.AmbiguousError
	field := &FieldError{Pointer: "/region"}
	switch {
	case errors.As(err, &ambiguous):
		field.Detail = fmt.Sprintf("“%s”不止一处,请写明上级地区", name)
		for _, p := range ambiguous.Candidates {
			field.Choices = append(field.Choices, p.FullName())
		}
	case errors.As(err, &unknown):
		field.Detail = fmt.Sprintf("没有“%s”这个地区", name)
		for _, p := range unknown.Nearest {
			field.Choices = append(field.Choices, p.FullName())
		}
	default:
		return fmt.Errorf("resolve region: %w", err)
	}
	if len(field.Choices) > 0 {
		field.Detail += ",可能是:" + strings.Join(field.Choices, "、")
	}
	return field
}

// mentioned are the places that a question names, each once. Of the places that a name may mean, those that stored
// notices are of or apply at come first.
func (g *ground) mentioned(folded string) []retrieval.Region {
	var all []retrieval.Region
	for _, m := range g.places.Find(folded) {
		if len(m.Candidates) == 0 {
			continue
		}
		chosen := retrieval.RegionOf(m.Candidates[0])
		for _, p := range m.Candidates {
			if r := retrieval.RegionOf(p); served(r, g.stored) && (len(r.Path) > len(chosen.Path) || !served(chosen, g.stored)) {
				chosen = r
			}
		}
		all = addRegion(all, chosen)
	}
	return all
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

// served reports that a stored notice is of the region itself, or lies in it.
func served(r retrieval.Region, stored []retrieval.Region) bool {
	for _, s := range stored {
		if r.AppliesAt(s) {
			return true
		}
	}
	return false
}

// withoutPlaces takes the names of places out of a question, for they are no subject.
func withoutPlaces(folded string, places *place.Gazetteer) string {
	var b strings.Builder
	at := 0
	for _, m := range places.Find(folded) {
		b.WriteString(folded[at:m.Start])
		at = m.End
	}
	b.WriteString(folded[at:])
	return b.String()
}
