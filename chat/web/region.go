package web

import (
	"context"
	"errors"
	"fmt"
	"strings"

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
	var alike []retrieval.Region
	for _, r := range retrieval.Choices(stored) {
		if fullName(r) == name {
			return r, nil
		}
		if r.Name == name {
			alike = append(alike, r)
		}
	}
	if len(alike) == 1 {
		return alike[0], nil
	}
	if len(alike) > 1 {
		names := make([]string, len(alike))
		for i, r := range alike {
			names[i] = fullName(r)
		}
		detail := fmt.Sprintf("叫“%s”的地区有%d个:%s,请写明上级地区", name, len(names), strings.Join(names, "、"))
		return retrieval.Region{}, &chat.FieldError{Pointer: "/region", Detail: detail, Choices: names}
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
