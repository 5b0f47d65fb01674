// Package scope reads what a question names: the places that it asks about, names that no list knows, notices. Search ranks
// by them, and an answer says when nothing stored is of them.
//
//	question, region --Reader.Read--> Scope --Scope.Query--> retrieval.Query
//	                     |
//	stored regions ------/
package scope

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wence/retrieval"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// A Scope is what a question names.
type Scope struct {
	Places  []retrieval.Region // that it asks about by its words, else that the caller gave; none = anywhere
	Given   bool               // Places is the caller's
	Names   []string           // as written: schools, villages, and places that no list knows
	Notices []retrieval.Notice // the stored notices that it names, without their texts, the newest first
	Cited   []string           // titles and numbers of notices that it names and nothing stored bears, as written
	Rest    string             // its text in the normal form without all that

	Stored    []retrieval.Region // what notices are stored of
	Gazetteer *place.Gazetteer   // knows the places of Stored too
}

// Query asks for passages in the scope.
func (s Scope) Query(text string) retrieval.Query {
	q := retrieval.Query{Text: text, Places: s.Places, Names: s.Names}
	for _, n := range s.Notices {
		q.Notices = append(q.Notices, n.ID)
	}
	return q
}

// Covers reports that a stored notice applies at the place: it is of it, or of a place above.
func (s Scope) Covers(at retrieval.Region) bool {
	for _, r := range s.Stored {
		if reach := r.Toward([]retrieval.Region{at}); reach == retrieval.ReachOwn || reach == retrieval.ReachAbove {
			return true
		}
	}
	return false
}

// Absent are the names that none of the hits bears: what is found is of others, or of none in particular.
func (s Scope) Absent(hits []retrieval.Hit) []string {
	return slices.DeleteFunc(slices.Clone(s.Names), func(name string) bool {
		return slices.ContainsFunc(hits, func(h retrieval.Hit) bool { return slices.Contains(h.Names, name) })
	})
}

// Alike are the stored places whose names sound or look like a name that no list knows, the most similar first: a person
// can be asked whether one is meant, and nothing is answered of it before.
func (s Scope) Alike(name string) []retrieval.Region {
	_, err := s.Gazetteer.Resolve(name)
	var unknown *place.UnknownError
	if !errors.As(err, &unknown) {
		return nil
	}
	var all []retrieval.Region
	for _, p := range unknown.Nearest {
		if r := retrieval.RegionOf(p); slices.ContainsFunc(s.Stored, r.AppliesAt) {
			all = append(all, r)
		}
	}
	return all
}

// Store is what a Reader asks of the corpus; a retrieval.Store does.
type Store interface {
	Regions(ctx context.Context) ([]retrieval.Region, error)
	Named(ctx context.Context, names []string) ([]retrieval.Naming, error)
}

// A Reader reads what questions name. It is safe for concurrent use.
type Reader struct {
	store   Store
	grounds grounds
}

// NewReader makes a reader for the notices of a store.
func NewReader(store Store, places *place.Gazetteer) *Reader {
	return &Reader{store: store, grounds: grounds{base: places}}
}

// Read reads a question. region is the place that the caller gives with it, "" for none; the question's own places go
// before it. The error wraps a *place.UnknownError or *place.AmbiguousError where region cannot be used.
func (r *Reader) Read(ctx context.Context, text, region string) (Scope, error) {
	stored, err := r.store.Regions(ctx)
	if err != nil {
		return Scope{}, fmt.Errorf("read regions: %w", err)
	}
	g := r.grounds.of(stored)
	s := Scope{Stored: stored, Gazetteer: g.places}
	folded, region := zh.Fold(strings.TrimSpace(text)), strings.TrimSpace(region)
	mentions := g.places.Find(folded)
	s.readPlaces(folded, g, mentions, region != "")
	if len(s.Places) == 0 && region != "" {
		p, err := g.places.Resolve(region)
		if err != nil {
			return Scope{}, fmt.Errorf("resolve region: %w", err)
		}
		s.Places, s.Given = []retrieval.Region{retrieval.RegionOf(p)}, true
	}
	n, err := r.notices(ctx, folded, s.Places)
	if err != nil {
		return Scope{}, err
	}
	s.Notices, s.Cited = n.found, n.unknown
	s.Rest = without(folded, mentions, n.spans)
	return s, nil
}

// mostNames is how many names of a question are read; nobody asks about more.
const mostNames = 12

// readPlaces reads the places of mentions and the names. given says that the caller gave a place.
func (s *Scope) readPlaces(folded string, g *ground, mentions []place.Mention, given bool) {
	here := map[int]bool{} // where mentions begin of which 奉节小学 means the place's schools
	for _, m := range mentions {
		if at := g.regionOf(m); !g.isElsewhere(m, at, given) {
			s.Places = addRegion(s.Places, at)
			here[m.Start] = m.Namesake
		}
	}
	names := g.places.Names(folded)
	for _, n := range names[:min(len(names), mostNames)] {
		name := folded[n.Start:n.End]
		if p, err := g.places.Learn(name, ""); n.Division && err == nil {
			s.Places = addRegion(s.Places, retrieval.RegionOf(p))
		}
		if !here[n.Start] && !slices.Contains(s.Names, name) {
			s.Names = append(s.Names, name)
		}
	}
}

// without takes the places and notices that it names out of a text.
func without(text string, mentions []place.Mention, notices []saying) string {
	named := make([]bool, len(text))
	for _, m := range mentions {
		for i := m.Start; i < m.End; i++ {
			named[i] = true
		}
	}
	for _, n := range notices {
		for i := n.start; i < n.end; i++ {
			named[i] = true
		}
	}
	var b strings.Builder
	for i := range len(text) {
		if !named[i] {
			b.WriteByte(text[i])
		}
	}
	return strings.TrimSpace(b.String())
}
