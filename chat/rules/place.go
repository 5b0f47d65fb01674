package rules

import (
	"context"

	"wence/retrieval"
)

// RegionsAt gives the IDs of the regions whose rules apply at a place: its own and those above it; nil for "". The name
// is read as that in a Question is. A *FieldError tells where there is no such place.
func (s *Service) RegionsAt(ctx context.Context, name string) ([]string, error) {
	g, err := s.grounds.of(ctx, s.store)
	if err != nil {
		return nil, err
	}
	asked, err := g.asked(name, "")
	if err != nil {
		return nil, err
	}
	return g.withNamesakes(asked), nil
}

// A settled part is one question within a question, with what was found and decided on it.
type settled struct {
	understanding
	decision
	hits []retrieval.Hit
}
