package retrieval

import (
	"slices"
	"testing"
)

func TestNamesBorne(t *testing.T) {
	for _, tc := range []struct {
		name, title, text, issuer string
		want                      bool
	}{
		{"宜春十中", "", "宜春市第十中学招生300人", "", true},
		{"宜春十中", "", "宜春中学招生300人", "", false},
		{"宜春十中", "宜春十中2026年招生简章", "招生300人", "", true},
		{"保康小学", "", "招生100人", "奉节县保康小学", true},
		{"柳溪县", "", "荻溪县教师", "", false},
		{"雲霄小学", "", "云霄小学招生41人", "", true},
	} {
		n := namesOf(Query{Names: []string{tc.name}})
		c := Candidate{Notice: Notice{Title: tc.title, Issuer: tc.issuer}, Passage: Passage{Text: tc.text}}
		if got := slices.Contains(n.borneBy(c), tc.name); got != tc.want {
			t.Errorf("%s in %s %s %s: %v", tc.name, tc.title, tc.text, tc.issuer, got)
		}
	}
}
