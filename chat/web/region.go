package web

import (
	"context"
	"errors"

	"wence/chat"
	"wence/retrieval"
	"wence/retrieval/place"
)

// region is the place that a clerk names: one that stored notices apply to, which the gazetteer may not know, or one of
// the gazetteer. Where it is neither, the *chat.FieldError says what was perhaps meant.
func (s *server) region(ctx context.Context, name string) (retrieval.Region, error) {
	if name == "" {
		return retrieval.Region{}, nil
	}
	stored, err := s.Corpus.Regions(ctx)
	if err != nil {
		return retrieval.Region{}, err
	}
	for _, r := range stored {
		if r.Name == name || fullName(r) == name {
			return r, nil
		}
	}
	p, err := s.Places.Resolve(name)
	if err != nil {
		return retrieval.Region{}, &chat.FieldError{Pointer: "/region", Detail: err.Error(), Choices: meant(err)}
	}
	return retrieval.RegionOf(p), nil
}

// meant are the places that a name perhaps stands for.
func meant(err error) []string {
	var places []place.Place
	if unknown := (*place.UnknownError)(nil); errors.As(err, &unknown) {
		places = unknown.Nearest
	}
	if ambiguous := (*place.AmbiguousError)(nil); errors.As(err, &ambiguous) {
		places = ambiguous.Candidates
	}
	var names []string
	for _, p := range places {
		names = append(names, p.FullName())
	}
	return names
}
