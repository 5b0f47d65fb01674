package place

import (
	"slices"
	"testing"
)

// named resolves a name that a test relies on.
func named(t testing.TB, name string) Place {
	t.Helper()
	p, err := gazetteer(t).Resolve(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPlaceNames(t *testing.T) {
	cases := []struct {
		name, resolve, id, fullName string
		path, lineage               []string
	}{
		{"nation", "全国", "CN", "全国", nil, []string{"CN"}},
		{"province", "辽宁省", "210000", "辽宁省", []string{"辽宁省"}, []string{"CN", "210000"}},
		{"city", "大庆市", "230600", "黑龙江省大庆市", []string{"黑龙江省", "大庆市"}, []string{"CN", "230000", "230600"}},
		{"county", "开原市", "211282", "辽宁省铁岭市开原市", []string{"辽宁省", "铁岭市", "开原市"}, []string{"CN", "210000", "211200", "211282"}},
		{"county of a municipality", "奉节县", "500236", "重庆市奉节县", []string{"重庆市", "奉节县"}, []string{"CN", "500000", "500236"}},
		{"county below its province", "济源市", "419001", "河南省济源市", []string{"河南省", "济源市"}, []string{"CN", "410000", "419001"}},
		{"zone", "乌拉盖管理区", "152571", "内蒙古自治区锡林郭勒盟乌拉盖管理区",
			[]string{"内蒙古自治区", "锡林郭勒盟", "乌拉盖管理区"}, []string{"CN", "150000", "152500", "152571"}},
		{"zone with its city's name", "大庆高新区", "230671", "黑龙江省大庆高新技术产业开发区",
			[]string{"黑龙江省", "大庆市", "大庆高新技术产业开发区"}, []string{"CN", "230000", "230600", "230671"}},
		{"division without a code", "台北市", "台湾省/台北市", "台湾省台北市", []string{"台湾省", "台北市"}, []string{"CN", "710000", "台湾省/台北市"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p := named(t, tc.resolve)
			if p.ID() != tc.id || p.FullName() != tc.fullName {
				t.Errorf("ID %q, full name %q, want %q, %q", p.ID(), p.FullName(), tc.id, tc.fullName)
			}
			if !slices.Equal(p.Path(), tc.path) || !slices.Equal(p.Lineage(), tc.lineage) {
				t.Errorf("path %q, lineage %q, want %q, %q", p.Path(), p.Lineage(), tc.path, tc.lineage)
			}
		})
	}
}

func TestZeroPlace(t *testing.T) {
	var none Place
	if !none.IsZero() || none.ID() != "" || none.FullName() != "" || none.Path() != nil || none.Lineage() != nil {
		t.Errorf("the zero Place is not empty: %q %q %v %v", none.ID(), none.FullName(), none.Path(), none.Lineage())
	}
	if none.Within(none) || TheNation().Within(none) || none.Within(TheNation()) {
		t.Error("the zero Place lies in a place, or a place in it")
	}
}

func TestApplies(t *testing.T) {
	learned, err := gazetteer(t).Learn("某某管理区", "")
	if err == nil {
		t.Fatalf("learned %v", learned)
	}
	unknown, err := gazetteer(t).Learn("青松岭管理区", "")
	if err != nil {
		t.Fatal(err)
	}
	below, err := gazetteer(t).Learn("青松岭管理区", "锡林郭勒盟教育局")
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name     string
		rule, at Place
		want     bool
	}{
		{"nation in a county", TheNation(), named(t, "奉节县"), true},
		{"province in its county", named(t, "重庆市"), named(t, "奉节县"), true},
		{"city in its county", named(t, "铁岭市"), named(t, "开原市"), true},
		{"league in its zone", named(t, "锡盟"), named(t, "乌拉盖管理区"), true},
		{"county in itself", named(t, "奉节县"), named(t, "奉节县"), true},
		{"county in another county", named(t, "奉节县"), named(t, "巫山县"), false},
		{"county in its province", named(t, "奉节县"), named(t, "重庆市"), false},
		{"county in the nation", named(t, "奉节县"), TheNation(), false},
		{"city in another's county", named(t, "大庆市"), named(t, "开原市"), false},
		{"nation in the nation", TheNation(), TheNation(), true},
		{"province in a learned zone", named(t, "内蒙古"), below, true},
		{"nation in a zone of unknown parent", TheNation(), unknown, true},
		{"league in a zone of unknown parent", named(t, "锡盟"), unknown, false},
		{"learned zone in itself", below, below, true},
		{"nowhere", Place{}, named(t, "奉节县"), false},
		{"at no place", TheNation(), Place{}, false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := Applies(tc.rule, tc.at); got != tc.want {
				t.Errorf("Applies(%s, %s) = %v", tc.rule.FullName(), tc.at.FullName(), got)
			}
			if got := tc.at.Within(tc.rule); got != tc.want {
				t.Errorf("%s within %s = %v", tc.at.FullName(), tc.rule.FullName(), got)
			}
		})
	}
}

func TestLevelString(t *testing.T) {
	for level, want := range map[Level]string{0: "", Nation: "国家", Province: "省级", City: "地级", County: "县级", Zone: "功能区"} {
		if got := level.String(); got != want {
			t.Errorf("Level %d is called %q, want %q", level, got, want)
		}
	}
}
