package scope

import (
	"context"
	"errors"
	"slices"
	"testing"

	"wence/retrieval"
	"wence/retrieval/place"
)

// stored is a store of notices of the places of the given names.
type stored []string

func (s stored) Regions(context.Context) ([]retrieval.Region, error) {
	g, err := place.Load()
	if err != nil {
		return nil, err
	}
	var all []retrieval.Region
	for _, name := range s {
		p, err := g.Resolve(name)
		if err != nil {
			if p, err = g.Learn(name, ""); err != nil {
				return nil, err
			}
		}
		all = append(all, retrieval.RegionOf(p))
	}
	return all, nil
}

func reader(t *testing.T, places ...string) *Reader {
	t.Helper()
	g, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(stored(places), g)
}

func TestReadPlaces(t *testing.T) {
	r := reader(t, "奉节县", "荻溪县", "重庆市")
	for _, tc := range []struct {
		text, region string
		want         []string
		given        bool
		rest         string
	}{
		{"奉节县乡村教师补贴多少?", "", []string{"奉节县"}, false, "乡村教师补贴多少?"},
		{"重庆市奉节县和荻溪县哪个高?", "", []string{"奉节县", "荻溪县"}, false, "和哪个高?"},
		{"补贴多少?", "奉节", []string{"奉节县"}, true, "补贴多少?"},
		{"荻溪县补贴多少?", "奉节", []string{"荻溪县"}, false, "补贴多少?"},
		{"补贴多少?", "", nil, false, "补贴多少?"},
	} {
		s, err := r.Read(t.Context(), tc.text, tc.region)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range s.Places {
			got = append(got, p.Name)
		}
		if !slices.Equal(got, tc.want) || s.Given != tc.given || s.Rest != tc.rest {
			t.Errorf("%s (%s): %q, given %v, rest %q; want %q, %v, %q", tc.text, tc.region, got, s.Given, s.Rest, tc.want, tc.given, tc.rest)
		}
	}
	if _, err := r.Read(t.Context(), "补贴多少?", "无此地"); !errors.Is(err, place.ErrUnknown) {
		t.Errorf("an unknown region gave %v", err)
	}
}

func TestCovers(t *testing.T) {
	s, err := reader(t, "奉节县", "重庆市").Read(t.Context(), "万州区和成都市的补贴", "")
	if err != nil || len(s.Places) != 2 {
		t.Fatalf("%v, %v", s.Places, err)
	}
	if !s.Covers(s.Places[0]) || s.Covers(s.Places[1]) {
		t.Error("the city's notices apply at its district, and no other city's do")
	}
}
