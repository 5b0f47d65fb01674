package place

import "testing"

func TestRomanized(t *testing.T) {
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	learned, err := g.Learn("荻溪县", "")
	if err != nil {
		t.Fatal(err)
	}
	g = g.With(learned)
	for _, c := range []struct{ name, word, want string }{
		{"a city", "Guangzhou", "广州市"},
		{"a province", "Zhejiang", "浙江省"},
		{"a city in small letters", "hangzhou", "杭州市"},
		{"another reading of a character", "Chongqing", "重庆市"},
		{"an apostrophe", "Xi'an", "西安市"},
		{"a county", "Fengjie", "奉节县"},
		{"a county in small letters may be a word", "fengjie", ""},
		{"a city before a county of that sound", "Fuzhou", "福州市"},
		{"a place that was learned", "Dixi", "荻溪县"},
		{"no place", "School", ""},
		{"too short to tell", "Xi", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if p, _ := g.Romanized(c.word); p.Name != c.want {
				t.Errorf("got %q, want %q", p.Name, c.want)
			}
		})
	}
}
