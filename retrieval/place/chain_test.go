package place

import (
	"path/filepath"
	"testing"
)

func TestSpelled(t *testing.T) {
	g := gazetteer(t)
	county, ok := learnedBelow(Place{}, "鹤汀县")
	if !ok {
		t.Fatal("鹤汀县 is not learned")
	}
	cases := []struct {
		name string
		p    Place
		text string
		want string // ID, "" for none
	}{
		{"county, province and city spelled out", county, "岚江省澜川市鹤汀县教育局", "岚江省/澜川市/鹤汀县"},
		{"county, city spelled out", county, "澜川市鹤汀县教育局", "澜川市/鹤汀县"},
		{"the longest of several", county, "澜川市鹤汀县教育局\n岚江省澜川市鹤汀县", "岚江省/澜川市/鹤汀县"},
		{"no place known yet", Place{}, "来源:岚江省澜川市鹤汀县教育局", "岚江省/澜川市/鹤汀县"},
		{"no place known yet, city alone", Place{}, "澜川市鹤汀县教育局", ""},
		{"traditional", county, "嵐江省瀾川市鶴汀縣教育局", "岚江省/澜川市/鹤汀县"},
		{"place of the standard", named(t, "奉节县"), "岚江省澜川市奉节县", ""},
		{"nation", TheNation(), "岚江省澜川市鹤汀县", ""},
		{"province of the standard", Place{}, "辽宁省铁岭市开原市和鹤汀县", ""},
		{"nothing spelled out", county, "班主任津贴", ""},
		{"all of the province", Place{}, "推动全省各市加快县域发展,我省各城市的学区", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p, ok := g.Spelled(tc.p, tc.text)
			if p.ID() != tc.want || ok != (tc.want != "") {
				t.Errorf("%q, %v, want %q", p.ID(), ok, tc.want)
			}
		})
	}
}

// Notices and laws of known places, or of none, spell out no unknown ones.
func TestSpelledInSharedTexts(t *testing.T) {
	g := gazetteer(t)
	files, err := filepath.Glob("../../../shared/data/laws_education/*/*.md")
	if err != nil || len(files) < 115 {
		t.Fatalf("test material: %d laws, %v", len(files), err)
	}
	notices, err := filepath.Glob("../../../shared/notices/*.txt")
	if err != nil || len(notices) < 5 {
		t.Fatalf("test material: %d notices, %v", len(notices), err)
	}
	for _, file := range append(files, notices...) {
		folder, name := filepath.Split(file)
		up, err := filepath.Rel("../../../shared", folder)
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := g.Spelled(Place{}, shared(t, up, name)); ok {
			t.Errorf("%s: %s", name, p.ID())
		}
	}
}
