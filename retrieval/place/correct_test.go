package place

import "testing"

func TestCorrect(t *testing.T) {
	var among []Place
	for _, name := range []string{"开原市", "大庆市", "奉节县", "乌拉盖管理区", "锡林郭勒盟", "海淀区"} {
		among = append(among, named(t, name))
	}
	cases := []struct{ name, text, written, want string }{
		{"same sound with suffix", "开源市每年评多少个师德标兵?", "开源市", "开原市"},
		{"same sound of another", "风节县引进的毕业生有住房补贴吗?", "风节县", "奉节县"},
		{"same sound, short, at the start", "风节评上骨干教师后要干满几年?", "风节", "奉节县"},
		{"same sound, short, after 在", "在风节评上骨干教师", "风节", "奉节县"},
		{"both characters sound alike", "丰杰县的补贴", "丰杰县", "奉节县"},
		{"same sound of a city", "大青市普惠性幼儿园补助", "大青市", "大庆市"},
		{"one wrong character", "奉切县教师的补贴", "奉切县", "奉节县"},
		{"same sound in a zone", "乌拉该管理区的校长", "乌拉该管理区", "乌拉盖管理区"},
		{"same sound in a short zone", "乌啦盖的校长听几节课", "乌啦盖", "乌拉盖管理区"},
		{"another order in a short zone", "乌盖拉的校长听几节课", "乌盖拉", "乌拉盖管理区"},
		{"another order in a zone", "乌盖拉管理区的校长", "乌盖拉管理区", "乌拉盖管理区"},
		{"two characters in another order are another word", "节奉公开课", "", ""},
		{"one wrong character in a long name", "锡林郭靳盟的津贴", "锡林郭靳盟", "锡林郭勒盟"},
		{"district", "海殿区幼升小", "海殿区", "海淀区"},
		{"traditional", "開源市每年評多少", "開源市", "开原市"},
		{"spaces", "开 源 市的学校", "开 源 市", "开原市"},
		{"right name", "开原市每年评多少个", "", ""},
		{"right name of another place", "开封市每年评多少个", "", ""},
		{"place not among those given", "风城市的学校", "", ""},
		{"word with market", "怎么开放市场", "", ""},
		{"sound-alike word with market", "扩大开源市场", "", ""},
		{"sound-alike word without suffix", "怎么开源节流", "", ""},
		{"this city", "我市教育", "", ""},
		{"all counties", "全县教师和各县教师", "", ""},
		{"blanked", "某节县的补贴", "", ""},
		{"no place at all", "班主任津贴是多少?", "", ""},
		{"inside another word", "春风节约用水", "", ""},
		{"empty", "", "", ""},
	}
	g := gazetteer(t)
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c, ok := g.Correct(tc.text, among)
			if got := tc.text[c.Start:c.End]; ok != (tc.want != "") || got != tc.written || c.Place.Name != tc.want {
				t.Errorf("Correct(%q) = %q means %q, %v, want %q means %q", tc.text, got, c.Place.Name, ok, tc.written, tc.want)
			}
		})
	}
}

func TestCorrectOnlyWhenUnique(t *testing.T) {
	g := gazetteer(t)
	if c, ok := g.Correct("档山市的学校", []Place{named(t, "鞍山市"), named(t, "唐山市")}); ok {
		t.Errorf("corrected to %v although two places come into question", c.Place)
	}
	if c, ok := g.Correct("大亲市", []Place{named(t, "大庆市"), named(t, "大庆市")}); !ok || c.Place.Name != "大庆市" {
		t.Errorf("a place given twice: %v, %v", c, ok)
	}
	if _, ok := g.Correct("开源市", nil); ok {
		t.Error("corrected without places")
	}
}
