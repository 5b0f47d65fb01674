package place

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	cases := []struct{ name, given, want string }{
		{"full name", "奉节县", "重庆市奉节县"},
		{"short name", "奉节", "重庆市奉节县"},
		{"full path", "重庆市奉节县", "重庆市奉节县"},
		{"short path", "重庆奉节", "重庆市奉节县"},
		{"path over a level", "辽宁开原", "辽宁省铁岭市开原市"},
		{"zone with path", "内蒙古锡林郭勒盟乌拉盖管理区", "内蒙古自治区锡林郭勒盟乌拉盖管理区"},
		{"zone with short path", "锡盟乌拉盖", "内蒙古自治区锡林郭勒盟乌拉盖管理区"},
		{"spaces", " 内蒙古 锡林郭勒盟 乌拉盖管理区 ", "内蒙古自治区锡林郭勒盟乌拉盖管理区"},
		{"letterspaced", "奉 节 县", "重庆市奉节县"},
		{"slashes", "重庆市/奉节县", "重庆市奉节县"},
		{"commas", "重庆,奉节", "重庆市奉节县"},
		{"wide comma", "重庆,奉节", "重庆市奉节县"},
		{"traditional", "開原市", "辽宁省铁岭市开原市"},
		{"traditional path", "內蒙古錫林郭勒盟", "内蒙古自治区锡林郭勒盟"},
		{"code", "500236", "重庆市奉节县"},
		{"ID of the nation", "CN", "全国"},
		{"nation", "全国", "全国"},
		{"nation by name", "中国", "全国"},
		{"municipality", "北京", "北京市"},
		{"autonomous region", "内蒙古", "内蒙古自治区"},
		{"province, not city", "吉林", "吉林省"},
		{"city below it", "吉林省吉林市", "吉林省吉林市"},
		{"city below it, short", "吉林吉林", "吉林省吉林市"},
		{"province, not district", "海南", "海南省"},
		{"district of that name", "海南区", "内蒙古自治区乌海市海南区"},
		{"prefecture of that name", "海南州", "青海省海南藏族自治州"},
		{"city, not districts", "西安", "陕西省西安市"},
		{"city, not county", "长沙", "湖南省长沙市"},
		{"county in the city of its name", "长沙县", "湖南省长沙市长沙县"},
		{"everyday word", "合作", "甘肃省甘南藏族自治州合作市"},
		{"everyday word with path", "湖北公安", "湖北省荆州市公安县"},
		{"district with city", "南京鼓楼", "江苏省南京市鼓楼区"},
		{"district with province and city", "江苏省南京市鼓楼区", "江苏省南京市鼓楼区"},
		{"common noun with city", "大同市云冈区", "山西省大同市云冈区"},
		{"plain noun with city", "阳泉城区", "山西省阳泉市城区"},
		{"former name", "孟津县", "河南省洛阳市孟津区"},
		{"old suffix", "密云县", "北京市密云区"},
		{"colloquial", "呼市", "内蒙古自治区呼和浩特市"},
		{"peoples left out", "延边州", "吉林省延边朝鲜族自治州"},
		{"zone abbreviated", "大庆高新区", "黑龙江省大庆高新技术产业开发区"},
		{"zone's committee", "乌拉盖管委会", "内蒙古自治区锡林郭勒盟乌拉盖管理区"},
		{"special region", "澳门", "澳门特别行政区"},
		{"Taiwan", "台湾", "台湾省"},
	}
	g := gazetteer(t)
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p, err := g.Resolve(tc.given)
			if err != nil || p.FullName() != tc.want {
				t.Errorf("Resolve(%q) = %q, %v, want %q", tc.given, p.FullName(), err, tc.want)
			}
		})
	}
}

func fullNames(places []Place) string {
	var names []string
	for _, p := range places {
		names = append(names, p.FullName())
	}
	return strings.Join(names, " ")
}

func TestResolveAmbiguous(t *testing.T) {
	cases := []struct{ name, given, want string }{
		{"four districts", "鼓楼区", "江苏省南京市鼓楼区 江苏省徐州市鼓楼区 福建省福州市鼓楼区 河南省开封市鼓楼区"},
		{"city and districts", "朝阳", "北京市朝阳区 辽宁省朝阳市 吉林省长春市朝阳区"},
		{"districts", "朝阳区", "北京市朝阳区 吉林省长春市朝阳区"},
		{"districts, short", "鼓楼", "江苏省南京市鼓楼区 江苏省徐州市鼓楼区 福建省福州市鼓楼区 河南省开封市鼓楼区"},
		{"narrowed by province", "江苏鼓楼区", "江苏省南京市鼓楼区 江苏省徐州市鼓楼区"},
		{"in two cities", "通州区", "北京市通州区 江苏省南通市通州区"},
	}
	g := gazetteer(t)
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := g.Resolve(tc.given)
			var ambiguous *AmbiguousError
			if !errors.As(err, &ambiguous) || !errors.Is(err, ErrAmbiguous) {
				t.Fatalf("error %v, want an AmbiguousError", err)
			}
			if got := fullNames(ambiguous.Candidates); got != tc.want {
				t.Errorf("candidates %s, want %s", got, tc.want)
			}
			for _, p := range ambiguous.Candidates {
				if !strings.Contains(err.Error(), p.FullName()) {
					t.Errorf("message %q lacks %s", err, p.FullName())
				}
			}
		})
	}
}

func TestResolveUnknown(t *testing.T) {
	cases := []struct{ name, given, nearest string }{
		{"same sound", "风节县", "重庆市奉节县"},
		{"same sound, short", "开源市", "辽宁省铁岭市开原市"},
		{"one wrong character", "乌拉盖管理曲", "内蒙古自治区锡林郭勒盟乌拉盖管理区"},
		{"one character missing", "锡林勒盟", "内蒙古自治区锡林郭勒盟"},
		{"wrong below a right one", "重庆市风节县", "重庆市奉节县"},
		{"nonsense", "不知道什么地方", ""},
		{"heading of the list", "省直辖县级行政区划", ""},
		{"blanked", "xxx市", ""},
		{"empty", "", ""},
		{"place and more", "奉节县教育局的通知", ""},
		{"county in the wrong province", "湖北省奉节县", ""},
	}
	g := gazetteer(t)
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p, err := g.Resolve(tc.given)
			var unknown *UnknownError
			if !errors.As(err, &unknown) || !errors.Is(err, ErrUnknown) {
				t.Fatalf("%v, error %v, want an UnknownError", p, err)
			}
			names := strings.Fields(fullNames(unknown.Nearest))
			if len(names) > mostNearest {
				t.Errorf("%d names offered", len(names))
			}
			if tc.nearest != "" && (len(names) == 0 || names[0] != tc.nearest || !strings.Contains(err.Error(), tc.nearest)) {
				t.Errorf("nearest %q in %q, want %s", names, err, tc.nearest)
			}
			if !strings.Contains(err.Error(), tc.given) {
				t.Errorf("message %q lacks the name", err)
			}
		})
	}
}

func TestResolveWithin(t *testing.T) {
	g := gazetteer(t)
	cases := []struct{ name, given, within, want string }{
		{"settles districts", "鼓楼区", "南京市", "江苏省南京市鼓楼区"},
		{"settles a city and districts", "朝阳", "北京市", "北京市朝阳区"},
		{"district rather than the city", "西安", "牡丹江市", "黑龙江省牡丹江市西安区"},
		{"the place itself", "奉节", "奉节县", "重庆市奉节县"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p, err := g.Resolve(tc.given, named(t, tc.within))
			if err != nil || p.FullName() != tc.want {
				t.Errorf("%q, %v, want %q", p.FullName(), err, tc.want)
			}
		})
	}
	t.Run("elsewhere", func(t *testing.T) {
		if p, err := g.Resolve("奉节县", named(t, "黑龙江省")); !errors.Is(err, ErrUnknown) {
			t.Errorf("%v, %v, want ErrUnknown", p, err)
		}
	})
	t.Run("code elsewhere", func(t *testing.T) {
		if p, err := g.Resolve("500236", named(t, "黑龙江省")); !errors.Is(err, ErrUnknown) {
			t.Errorf("%v, %v, want ErrUnknown", p, err)
		}
	})
	t.Run("several places", func(t *testing.T) {
		p, err := g.Resolve("鼓楼区", named(t, "大庆市"), named(t, "福州市"))
		if err != nil || p.FullName() != "福建省福州市鼓楼区" {
			t.Errorf("%q, %v", p.FullName(), err)
		}
	})
}

// A gazetteer that resolves a name must give a place that resolves to itself by each of its own names.
func FuzzResolve(f *testing.F) {
	for _, name := range []string{"奉节", "重庆 奉节", "鼓楼区", "\xff", "a/b", "朝阳双塔", "全国"} {
		f.Add(name)
	}
	g := gazetteer(f)
	f.Fuzz(func(t *testing.T, name string) {
		p, err := g.Resolve(name)
		if err != nil {
			if !errors.Is(err, ErrUnknown) && !errors.Is(err, ErrAmbiguous) {
				t.Fatalf("Resolve(%q): %v", name, err)
			}
			return
		}
		for _, own := range []string{p.ID(), p.FullName()} {
			if again, err := g.Resolve(own); err != nil || again != p {
				t.Fatalf("Resolve(%q) = %v, but Resolve(%q) = %v, %v", name, p, own, again, err)
			}
		}
	})
}

func TestNearestPrefersSound(t *testing.T) {
	g := gazetteer(t)
	_, err := g.Resolve("风节县")
	var unknown *UnknownError
	if !errors.As(err, &unknown) {
		t.Fatal(err)
	}
	if slices.IndexFunc(unknown.Nearest, func(p Place) bool { return p.Name == "奉节县" }) != 0 {
		t.Errorf("nearest %s", fullNames(unknown.Nearest))
	}
}
