package chat

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"wence/retrieval"
	"wence/retrieval/place"
)

// A ground is where the stored notices apply, and the gazetteer that knows those places.
type ground struct {
	stored  []retrieval.Region
	learned []place.Place // the same as places of the gazetteer
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
		if p, ok := g.base.Lookup(r.ID); ok {
			out.learned = append(out.learned, p)
		}
	}
	out.places = g.base.With(out.learned...)
	return out
}
