package retrieval

import "testing"

func TestAppliesAt(t *testing.T) {
	nation := Region{ID: "CN", Name: "全国", Lineage: []string{"CN"}}
	city := Region{ID: "c", Path: []string{"p", "c"}, Lineage: []string{"CN", "p", "c"}}
	county := Region{ID: "d", Path: []string{"p", "c", "d"}, Lineage: []string{"CN", "p", "c", "d"}}
	other := Region{ID: "e", Path: []string{"p", "c", "e"}, Lineage: []string{"CN", "p", "c", "e"}}
	cases := []struct {
		name     string
		rule, at Region
		want     bool
	}{
		{"the nation's rule in a county", nation, county, true},
		{"the city's rule in its county", city, county, true},
		{"a county's rule in itself", county, county, true},
		{"a county's rule in its city", county, city, false},
		{"a county's rule in another", county, other, false},
		{"a rule of no place", Region{}, county, false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.rule.AppliesAt(tc.at); got != tc.want {
				t.Errorf("applies = %v", got)
			}
		})
	}
}

func TestChoices(t *testing.T) {
	got := Choices([]Region{
		{ID: "1", Path: []string{"岚江省", "澜川市", "雁洲区"}}, {ID: "2", Path: []string{"雁洲区"}}, {ID: "3", Path: []string{"岚江省"}}, {ID: "CN"},
	})
	if len(got) != 3 || got[0].ID != "1" || got[1].ID != "3" || got[2].ID != "CN" {
		t.Errorf("choices = %v", got)
	}
}
