package rules

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"wence/retrieval"
	"wence/retrieval/place"
)

// A ground is where the stored notices apply, and the gazetteer that knows those places.
type ground struct {
	stored  []retrieval.Region
	short   []retrieval.Region // of stored, those that name a place of no standard without all places above it
	learned []place.Place      // the others as places of the gazetteer
	places  *place.Gazetteer
}

// grounds keeps the last ground, for making a gazetteer takes longer than answering.
type grounds struct {
	base *place.Gazetteer
	mu   sync.Mutex
	last *ground
}

// of is the ground of what is stored now.
func (g *grounds) of(ctx context.Context, store Store) (*ground, error) {
	stored, err := store.Regions(ctx)
	if err != nil {
		return nil, fmt.Errorf("read regions: %w", err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	same := func(a, b retrieval.Region) bool { return a.ID == b.ID }
	if g.last == nil || !slices.EqualFunc(g.last.stored, stored, same) {
		g.last = g.make(stored)
	}
	return g.last, nil
}

func (g *grounds) make(stored []retrieval.Region) *ground {
	out := &ground{stored: stored}
	for _, r := range stored {
		if g.isShort(r, stored) {
			out.short = append(out.short, r)
			continue
		}
		if p, ok := g.base.Lookup(r.ID); ok {
			out.learned = append(out.learned, p)
		}
	}
	out.places = g.base.With(out.learned...)
	return out
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
	return slices.ContainsFunc(stored, func(s retrieval.Region) bool { return endsWith(s.Path, r.Path) })
}

// endsWith reports that a path ends with a shorter one.
func endsWith(path, end []string) bool {
	n := len(path) - len(end)
	return n > 0 && slices.Equal(path[n:], end)
}
