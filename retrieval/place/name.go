package place

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// LevelOf is the level that a name's suffix stands for, the zero Level for a name without one.
func LevelOf(name string) Level {
	_, level := nameSuffix(name)
	return level
}

// suffixes are what the names of divisions end in, longest first.
var suffixes = strings.Fields(`
	特别行政区 行政委员会 自治区 自治州 自治县 自治旗 地区 林区 特区 矿区 新区 省 市 州 盟 县 区 旗`)

// peoples are the names of peoples as they stand in the names of autonomous divisions, longest first; those that can
// stand without 族 are listed without it too.
var peoples = func() []string {
	names := strings.Fields("蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 " +
		"东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 普米 塔吉克 怒 鄂温克 保安 裕固 独龙 各")
	for i := range names {
		names[i] += "族"
	}
	names = append(names, "蒙古", "维吾尔", "哈萨克", "柯尔克孜", "锡伯", "塔吉克")
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	return names
}()

// splitName divides a division's name into its stem and its suffix (奉节, 县), leaving out the peoples of an
// autonomous one (恩施, 自治州). The suffix is "" where the name has none.
func splitName(name string) (stem, suffix string) {
	stem = name
	for _, s := range suffixes {
		if rest, found := strings.CutSuffix(name, s); found && rest != "" {
			stem, suffix = rest, s
			break
		}
	}
	if !strings.HasPrefix(suffix, "自治") && suffix != "区" {
		return stem, suffix
	}
	for {
		rest := stem
		for _, people := range peoples {
			if cut, found := strings.CutSuffix(stem, people); found && utf8.RuneCountInString(cut) > 1 {
				rest = cut
				break
			}
		}
		if rest == stem {
			return strings.TrimSuffix(stem, "族"), suffix
		}
		stem = rest
	}
}

// stemOf returns a division's name without suffix and peoples.
func stemOf(name string) string {
	stem, _ := splitName(name)
	return stem
}

// A kind says how a form names its place.
type kind uint8

const (
	short   kind = iota // stem or colloquial name: 奉节, 锡盟
	variant             // stem with a suffix that it had once or that people give it: 密云县
	full                // the name itself, or with the peoples left out: 恩施州
)

// A form is one way to write the name of a place.
type form struct {
	text string
	kind kind
}

// formsOf returns the ways to write the name of p, other than its colloquial names.
func formsOf(p Place) []form {
	if p.Level == Zone {
		return zoneForms(p)
	}
	forms := []form{{p.Name, full}}
	stem, suffix := splitName(p.Name)
	if utf8.RuneCountInString(stem) < 2 || suffix == "" || isBanner(stem, suffix) {
		return forms
	}
	if reduced := stem + lastRune(suffix); reduced != p.Name && strings.HasPrefix(suffix, "自治") && suffix != "自治区" {
		forms = append(forms, form{reduced, full})
	}
	forms = append(forms, form{stem, short})
	if p.Level == County && !everyday[stem] && !properWord[stem] {
		forms = append(forms, form{stem + "县", variant}, form{stem + "市", variant})
		if lastRune(stem) != "新" { // 安新区 would be found in 雄安新区
			forms = append(forms, form{stem + "区", variant})
		}
	}
	return forms
}

// isBanner reports a banner whose stem is no name by itself: 科尔沁左翼中, 正蓝.
func isBanner(stem, suffix string) bool {
	return suffix == "旗" && (strings.ContainsAny(lastRune(stem), "左右前后中合") || len(stem) <= len("正蓝"))
}

func lastRune(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}

// zoneAbbreviations are the usual short forms of zones' long endings.
var zoneAbbreviations = []struct{ long, short string }{
	{"高新技术产业开发区", "高新区"}, {"高新技术产业开发区", "高新技术开发区"}, {"高新技术开发区", "高新区"}, {"高新技术产业园区", "高新区"},
	{"高技术产业开发区", "高新区"}, {"经济技术开发区", "经开区"}, {"经济技术开发区", "开发区"}, {"经济开发区", "经开区"},
	{"经济开发区", "开发区"}, {"城乡一体化示范区", "示范区"}, {"经济综合实验区", "区"},
}

// zoneForms returns the ways to write a zone: as it is, abbreviated, with and without 市 after its city's name, and its
// stem alone if that is long enough to be no other word.
func zoneForms(p Place) []form {
	names := []string{p.Name}
	for _, a := range zoneAbbreviations {
		if stem, found := strings.CutSuffix(p.Name, a.long); found {
			names = append(names, stem+a.short)
		}
	}
	if path := p.Path(); len(path) >= 2 {
		city := path[len(path)-2]
		for _, name := range slices.Clone(names) {
			if rest, found := strings.CutPrefix(name, stemOf(city)); found && stemOf(city) != city {
				names = append(names, city+rest)
			}
		}
	}
	forms := make([]form, 0, len(names)+1)
	for _, name := range names {
		forms = append(forms, form{name, full})
	}
	if stem, found := strings.CutSuffix(p.Name, "管理区"); found {
		forms = append(forms, form{stem + "管委会", full})
		if utf8.RuneCountInString(stem) >= 3 {
			forms = append(forms, form{stem, short})
		}
	}
	return forms
}
