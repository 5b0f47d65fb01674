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

func (s stored) Named(context.Context, []string) ([]retrieval.Naming, error) { return nil, nil }

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

func TestReadNames(t *testing.T) {
	r := reader(t, "奉节县", "荻溪县")
	for _, tc := range []struct {
		text, region  string
		places, names []string
	}{
		{"柳溪县班主任津贴多少?", "", []string{"柳溪县"}, []string{"柳溪县"}},
		{"万县的补贴多少?", "", nil, []string{"万县"}},
		{"经开区的补贴多少?", "大庆市", []string{"大庆市"}, []string{"经开区"}},
		{"马尾小学招多少人?", "奉节县", []string{"奉节县"}, []string{"马尾小学"}},
		{"马尾小学招多少人?", "", nil, []string{"马尾小学"}},
		{"奉节县保康小学招多少人?", "", []string{"奉节县"}, []string{"保康小学"}},
		{"中山小学招多少人?", "奉节县", []string{"奉节县"}, nil},
		{"北京路小学招多少人?", "", nil, []string{"北京路小学"}},
		{"徐闻村的孩子读哪个小学?", "奉节县", []string{"奉节县"}, []string{"徐闻村"}},
		{"奉节小学一学期收多少?", "", []string{"奉节县"}, nil},
		{"宜春十中招多少人?", "", []string{"宜春市"}, []string{"宜春十中"}},
	} {
		s, err := r.Read(t.Context(), tc.text, tc.region)
		if err != nil {
			t.Fatal(err)
		}
		var places []string
		for _, p := range s.Places {
			places = append(places, p.Name)
		}
		if !slices.Equal(places, tc.places) || !slices.Equal(s.Names, tc.names) {
			t.Errorf("%s (%s): %q %q, want %q %q", tc.text, tc.region, places, s.Names, tc.places, tc.names)
		}
	}
}

func TestAlikeAndAbsent(t *testing.T) {
	s, err := reader(t, "奉节县", "荻溪县").Read(t.Context(), "风节县城东小学的教师有哪些待遇?", "")
	if err != nil || !slices.Equal(s.Names, []string{"风节县", "城东小学"}) {
		t.Fatalf("%q, %v", s.Names, err)
	}
	if alike := s.Alike("风节县"); len(alike) != 1 || alike[0].Name != "奉节县" {
		t.Errorf("alike: %+v", alike)
	}
	hits := []retrieval.Hit{{}, {Names: []string{"城东小学"}}}
	if got := s.Absent(hits); !slices.Equal(got, []string{"风节县"}) {
		t.Errorf("absent: %q", got)
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
