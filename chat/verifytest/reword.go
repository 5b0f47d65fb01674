package verifytest

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	plainUnit = `万元|元|名|人|所|个月|个|节|次|项|门|天|小时|分钟|学时|辆|间|套|平方米|公里|周岁|篇|课时|学期|个工作日|倍|年内|年(?:以上|以下|期)`
	whole     = regexp.MustCompile(`(^|[^\d.,:〔—~-])(\d{1,4})(` + plainUnit + `)`)
	hanWhole  = regexp.MustCompile(`(^|[^一二三四五六七八九十百千万分第双同])([二三四五六七八九十百千两][一二三四五六七八九十百千]{0,7})(元|所|名教|人|个月|小时|周岁|学时|倍)([^级生性]|$)`)
)

func toChinese(s sentence) []string {
	return replaceAt(s.text, whole, func(g []string) string {
		n := chinese(int(value(g[2])))
		if n == "二" {
			n = "两"
		}
		return g[1] + n + g[3]
	})
}

func toDigits(s sentence) []string {
	return replaceAt(s.text, hanWhole, func(g []string) string {
		if n := arabic[g[2]]; n > 0 {
			return g[1] + strconv.Itoa(n) + g[3] + g[4]
		}
		return ""
	})
}

// rewordRange writes a range with other words between its ends, and with the unit at both.
func rewordRange(s sentence) []string {
	var all []string
	for _, between := range []string{"至", "到", "—", "~", "-", "－"} {
		all = append(all, replaceAt(s.text, ranged, func(g []string) string {
			unit := g[2]
			if unit == "" && strings.HasSuffix(g[4], "元") {
				unit = g[4]
			}
			if between == "-" && g[4] == "日" {
				return ""
			}
			return g[1] + unit + between + g[3] + g[4]
		})...)
	}
	return all
}

var yuan = regexp.MustCompile(`(^|[^\d.,—~-])` + num + `(万?)元`)

// rewordMyriad writes 20万元 as 200000元 and 6000元 as 0.6万元 or 6,000元.
func rewordMyriad(s sentence) []string {
	all := replaceAt(s.text, yuan, func(g []string) string {
		v := value(g[2])
		switch {
		case g[3] == "万":
			return g[1] + decimal(v*1e4) + "元"
		case v >= 1000:
			return g[1] + decimal(v/1e4) + "万元"
		}
		return ""
	})
	all = append(all, replaceAt(s.text, yuan, func(g []string) string {
		if v := value(g[2]); v >= 1000 {
			return g[1] + thousands(int(v)) + g[3] + "元"
		}
		if strings.Contains(g[2], ".") {
			return ""
		}
		return g[1] + g[2] + ".00" + g[3] + "元"
	})...)
	return append(all, replaceAt(s.text, regexp.MustCompile(`(\d+)个(学位|家庭)`), func(g []string) string {
		if v := value(g[1]); v >= 1000 {
			return decimal(v/1e4) + "万个" + g[2]
		}
		return ""
	})...)
}

var (
	rateBefore = regexp.MustCompile(`每(生|人)每(年|月|学期|天|课时|学年)(\d[\d,.]*)元`)
	rateAfter  = regexp.MustCompile(`(\d[\d,.]*)元/(生|人)/(年|月|天)`)
)

// rewordRate writes 每生每年600元 as 600元/生/年 and back.
func rewordRate(s sentence) []string {
	var all []string
	for _, shape := range []string{"$3元/$1/$2", "$3元/$1·$2", "每名学生每$2$3元", "每人每$2$3元", "$3元每$1每$2", "每$1$3元/$2", "每$2$3元"} {
		all = append(all, replaceAt(s.text, rateBefore, func(g []string) string {
			if strings.Contains(shape, "学生") && g[1] == "人" {
				return ""
			}
			return strings.NewReplacer("$1", g[1], "$2", g[2], "$3", g[3]).Replace(shape)
		})...)
	}
	for _, shape := range []string{"每$2每$3$1元", "$1元/$2·$3", "$1元(每$2每$3)", "每名学生每$3$1元", "$1元/人/$3"} {
		all = append(all, replaceAt(s.text, rateAfter, func(g []string) string {
			return strings.NewReplacer("$1", g[1], "$2", g[2], "$3", g[3]).Replace(shape)
		})...)
	}
	return all
}

var share = regexp.MustCompile(`(^|[^\d.—~-])(\d{1,3})(?:\.(\d))?%`)

// rewordShare writes 95% as 百分之九十五 and 50% as 五成.
func rewordShare(s sentence) []string {
	all := replaceAt(s.text, share, func(g []string) string {
		words := chinese(int(value(g[2])))
		if g[2] == "100" {
			words = "百"
		}
		if g[3] != "" {
			words += "点" + digitNames[g[3][0]-'0']
		}
		return g[1] + "百分之" + words
	})
	return append(all, replaceAt(s.text, share, func(g []string) string {
		if v := int(value(g[2])); v%10 == 0 && v > 10 && v < 100 && g[3] == "" {
			return g[1] + digitNames[v/10] + "成"
		}
		return ""
	})...)
}

// sameUnit are units of one meaning, with how many of the second make one of the first.
var sameUnit = []struct {
	from *regexp.Regexp
	to   string
	size float64
}{
	{regexp.MustCompile(`(\d+)(名)`), "人", 1}, {regexp.MustCompile(`(\d+)(名)`), "位", 1}, {regexp.MustCompile(`(\d+)(天)`), "日", 1},
	{regexp.MustCompile(`(\d+)(周岁)`), "岁", 1}, {regexp.MustCompile(`(\d+)(小时)`), "分钟", 60}, {regexp.MustCompile(`(\d+)(个工作日)`), "工作日", 1},
	{regexp.MustCompile(`满(\d+)(年)`), "个月", 12}, {regexp.MustCompile(`(\d+)(公里)`), "千米", 1}, {regexp.MustCompile(`(\d+)(平方米)`), "㎡", 1},
	{regexp.MustCompile(`(\d+)(元)`), "块钱", 1}, {regexp.MustCompile(`(\d+)(所)`), "个", 1}, {regexp.MustCompile(`(\d+)(学时)`), "个学时", 1},
}

func rewordUnit(s sentence) []string {
	var all []string
	for _, u := range sameUnit {
		all = append(all, replaceAt(s.text, u.from, func(g []string) string {
			before := g[0][:strings.Index(g[0], g[1])]
			return before + decimal(value(g[1])*u.size) + u.to
		})...)
	}
	return all
}

// widen writes all digits in full width, and sets numbers off with spaces.
func widen(s sentence) []string {
	full := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r - '0' + '０'
		case r == '%':
			return '％'
		}
		return r
	}, s.text)
	spaced := regexp.MustCompile(`(\p{Han})(\d+)(\p{Han})`).ReplaceAllString(s.text, "$1 $2 $3")
	return []string{full, spaced}
}
