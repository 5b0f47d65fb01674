package place

import (
	"strings"
	"sync"
	"testing"
)

// The embedded data: complete, one place an ID and a path, no headings of the list among the names.
func TestDivisions(t *testing.T) {
	g := gazetteer(t)
	counts := make(map[Level]int)
	paths := make(map[string]bool)
	for _, p := range g.places {
		counts[p.Level]++
		path := strings.Join(p.Path(), "/")
		if paths[path] {
			t.Errorf("two places at %s", path)
		}
		paths[path] = true
		if strings.Contains(path, "市辖区") || strings.Contains(path, "直辖县级") || p.Name == "县" {
			t.Errorf("%s is a heading, not a place", path)
		}
		if found, ok := g.Lookup(p.ID()); !ok || found != p {
			t.Errorf("Lookup(%q) = %v, want %v", p.ID(), found, p)
		}
		if lineage := p.Lineage(); lineage[0] != nationID || lineage[len(lineage)-1] != p.ID() {
			t.Errorf("lineage of %s is %q", path, lineage)
		}
	}
	if counts[Province] != 34 {
		t.Errorf("%d provinces, want 34", counts[Province])
	}
	if counts[City] < 333 || counts[County] < 2843 || counts[Zone] < 100 {
		t.Errorf("%d cities, %d counties, %d zones: too few", counts[City], counts[County], counts[Zone])
	}
}

// Every full name must be found as itself, alone and after its province, whatever guards its kind of name has.
func TestEveryNameResolves(t *testing.T) {
	g := gazetteer(t)
	for _, p := range g.places[1:] {
		if got, err := g.Resolve(p.FullName()); err != nil || got != p {
			t.Errorf("Resolve(%q) = %v, %v", p.FullName(), got.FullName(), err)
		}
		full := strings.Join(p.Path(), "")
		mentions := g.Find(full)
		if len(mentions) != 1 || mentions[0].Place() != p || mentions[0].End != len(full) {
			t.Errorf("Find(%q) = %v", full, mentions)
		}
	}
}

func TestLookup(t *testing.T) {
	g := gazetteer(t)
	cases := []struct{ name, id, fullName string }{
		{"nation", "CN", "全国"},
		{"code", "500236", "重庆市奉节县"},
		{"path of a learned zone", "内蒙古自治区/锡林郭勒盟/青松岭管理区", "内蒙古自治区锡林郭勒盟青松岭管理区"},
		{"path of a known zone", "内蒙古自治区/锡林郭勒盟/乌拉盖管理区", "内蒙古自治区锡林郭勒盟乌拉盖管理区"},
		{"learned zone of unknown parent", "青松岭管理区", "青松岭管理区"},
		{"kind of zone below a city", "黑龙江省/大庆市/风景区", "黑龙江省大庆市风景区"},
		{"unknown code", "999999", ""},
		{"empty", "", ""},
		{"no name", "重庆市/教育", ""},
		{"kind of zone alone", "风景区", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p, ok := g.Lookup(tc.id)
			if p.FullName() != tc.fullName || ok != (tc.fullName != "") {
				t.Errorf("Lookup(%q) = %q, %v, want %q", tc.id, p.FullName(), ok, tc.fullName)
			}
		})
	}
}

func TestWith(t *testing.T) {
	g := gazetteer(t)
	zone, err := g.Learn("青松岭管理区", "锡林郭勒盟教育局")
	if err != nil {
		t.Fatal(err)
	}
	const text = "青松岭的学校和青松岭管理区教育局,锡盟青松岭"
	if got := g.Find(text); len(got) != 1 {
		t.Errorf("before With: %v", got)
	}
	h := g.With(zone, named(t, "奉节县"))
	if got := markedText(text, h.Find(text)); got != "[青松岭=内蒙古自治区锡林郭勒盟青松岭管理区]的学校和"+
		"[青松岭管理区=内蒙古自治区锡林郭勒盟青松岭管理区]教育局,[锡盟青松岭=内蒙古自治区锡林郭勒盟青松岭管理区]" {
		t.Errorf("after With: %s", got)
	}
	if p, err := h.Resolve("青松岭"); err != nil || p != zone {
		t.Errorf("Resolve after With = %v, %v", p, err)
	}
	if got := g.Find(text); len(got) != 1 {
		t.Errorf("With changed its gazetteer: %v", got)
	}
	if g.With(named(t, "奉节县")) != g {
		t.Error("With made a new gazetteer for a place that is known")
	}
	second, err := h.Learn("白杨沟开发区", "大庆市教育局")
	if err != nil {
		t.Fatal(err)
	}
	if got := h.With(second).Find("白杨沟开发区、青松岭"); len(got) != 2 {
		t.Errorf("places of two Withs: %v", got)
	}
}

// Run with the race detector: one gazetteer, its children, many goroutines.
func TestConcurrentUse(t *testing.T) {
	g := gazetteer(t)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			zone, err := g.Learn("青松岭管理区", "锡林郭勒盟教育局")
			if err != nil {
				t.Error(err)
				return
			}
			h := g.With(zone)
			for range 20 {
				if len(h.Find("奉节县和青松岭管理区")) != 2 || len(g.Find("奉节县和鼓楼区")) != 2 {
					t.Error("mentions differ between goroutines")
				}
				if _, err := g.Resolve("风节县"); err == nil {
					t.Error("风节县 resolved")
				}
			}
		})
	}
	wait.Wait()
}
