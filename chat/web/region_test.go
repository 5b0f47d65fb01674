package web

import (
	"context"
	"errors"
	"slices"
	"testing"

	"wence/chat"
	"wence/retrieval"
	"wence/retrieval/place"
)

// regionCorpus has notices of places, some of which share a name.
type regionCorpus struct{ corpus }

func (regionCorpus) Regions(context.Context) ([]retrieval.Region, error) {
	return []retrieval.Region{
		{ID: "1", Name: "甲省", Path: []string{"甲省"}},
		{ID: "2", Name: "新城区", Path: []string{"甲省", "乙市", "新城区"}}, {ID: "3", Name: "新城区", Path: []string{"甲省", "丙市", "新城区"}},
		{ID: "4", Name: "雁洲区", Path: []string{"雁洲区"}}, {ID: "5", Name: "雁洲区", Path: []string{"甲省", "乙市", "雁洲区"}},
	}, nil
}

func TestRegionsThatAClerkNames(t *testing.T) {
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(Options{Corpus: regionCorpus{}, Places: places})
	for name, want := range map[string]string{
		"": "", "甲省": "甲省", "甲省丙市新城区": "甲省丙市新城区", "雁洲区": "甲省乙市雁洲区", "甲省乙市雁洲区": "甲省乙市雁洲区",
		"奉节": "重庆市奉节县", "重庆市奉节县": "重庆市奉节县", "全国": "全国",
	} {
		r, err := s.region(t.Context(), name)
		if err != nil || fullName(r) != want {
			t.Errorf("%s: %s, %v", name, fullName(r), err)
		}
	}
	for name, want := range map[string]string{"新城区": "甲省丙市新城区", "朝阳": "北京市朝阳区", "亚特兰蒂斯县": ""} {
		_, err := s.region(t.Context(), name)
		var w *chat.FieldError
		if !errors.As(err, &w) || want != "" && !slices.Contains(w.Choices, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
