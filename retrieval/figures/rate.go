package figures

import (
	"slices"
	"strconv"
	"strings"
)

// rateNouns gives, for what stands behind 每 or a slash, its unit in a rate;
// longest first.
var rateNouns = func() []rateNoun {
	var nouns []rateNoun
	for label, list := range map[string]string{
		"生":   "学生 生 名学生 位学生 个学生 幼儿 名幼儿 个幼儿 生均",
		"人":   "人 名 位 教师 名教师 位教师 个教师 师 教职工 个人 人口",
		"班":   "班 个班 个班级 教学班 个教学班 班级",
		"校":   "校 学校 所学校 个学校",
		"园":   "园 所幼儿园 幼儿园",
		"所":   "所",
		"县":   "县 个县",
		"村":   "村 个村",
		"户":   "户",
		"家":   "家",
		"个":   "个",
		"项":   "项",
		"门":   "门 门课 门课程",
		"科":   "科 学科 科目 个学科",
		"节":   "节 节课",
		"课时":  "课时 个课时",
		"学时":  "学时 个学时",
		"学分":  "学分 个学分",
		"次":   "次",
		"场":   "场",
		"期":   "期",
		"届":   "届",
		"篇":   "篇",
		"件":   "件",
		"套":   "套",
		"台":   "台",
		"间":   "间",
		"平方米": "平方米 m2",
		"公里":  "公里",
		"餐":   "餐 顿",
		"亩":   "亩",
		"小时":  "小时 个小时",
		"日":   "日 天",
		"周":   "周 星期 个星期",
		"月":   "月 个月",
		"季度":  "季度 个季度 季",
		"学期":  "学期 个学期",
		"半年":  "半年",
		"学年":  "学年 个学年",
		"年":   "年 年度",
		"年级":  "年级 个年级",
	} {
		for _, word := range strings.Fields(list) {
			nouns = append(nouns, rateNoun{word, label})
		}
	}
	slices.SortFunc(nouns, func(a, b rateNoun) int {
		if d := len(b.word) - len(a.word); d != 0 {
			return d
		}
		return strings.Compare(a.word, b.word)
	})
	return nouns
}()

type rateNoun struct{ word, label string }

// timeRates are the rates of time, in the order in which a rate names them,
// each as the Duration between two times.
var timeRates = []struct {
	label string
	value float64
	unit  string
}{
	{"小时", 60, "分钟"}, {"日", 1, "日"}, {"周", 7, "日"}, {"月", 1, "月"}, {"季度", 3, "月"},
	{"学期", 1, "学期"}, {"半年", 6, "月"}, {"学年", 1, "学年"}, {"年", 12, "月"},
}

// rateNounAt returns the unit of the rate noun that s[i:] begins with, and
// where it ends.
func rateNounAt(s string, i int) (string, int) {
	for _, n := range rateNouns {
		if strings.HasPrefix(s[i:], n.word) {
			return n.label, i + len(n.word)
		}
	}
	return "", i
}

// rateOfTime returns the unit of the rate "every value unit" (每两年 is 2年),
// and whether unit is one of time.
func rateOfTime(value float64, unit string) string {
	for _, t := range timeRates {
		if t.unit == unit && t.value == value {
			return t.label
		}
	}
	switch {
	case unit == "月" && value > 12 && value == float64(int(value/12)*12):
		return strconv.Itoa(int(value/12)) + "年"
	case unit == "日" && value > 7 && value == float64(int(value/7)*7):
		return strconv.Itoa(int(value/7)) + "周"
	}
	return strconv.FormatFloat(value, 'f', -1, 64) + unit
}

// timeRank orders the units of a rate: other units keep their order and come
// before those of time.
func timeRank(label string) int {
	for i, t := range timeRates {
		if strings.HasSuffix(label, t.label) {
			return i + 1
		}
	}
	return 0
}

// joinRate makes a Figure's Per of units in any order.
func joinRate(labels []string) string {
	if len(labels) < 2 {
		return strings.Join(labels, "/")
	}
	sorted := slices.Clone(labels)
	slices.SortStableFunc(sorted, func(a, b string) int {
		ra, rb := timeRank(a), timeRank(b)
		if ra != rb || ra > 0 {
			return ra - rb
		}
		return strings.Compare(a, b)
	})
	return strings.Join(slices.Compact(sorted), "/")
}

// slashRate reads the rate behind a unit: /生/年, /(生·年), 每生每年.
func slashRate(s string, i int) ([]string, int) {
	var labels []string
	end := i
	for end < len(s) {
		at := skipRateMark(s, end, len(labels) > 0)
		if at == end {
			break
		}
		label, next := rateNounAt(s, at)
		if label == "" {
			break
		}
		labels = append(labels, label)
		end = next
	}
	if end < len(s) && s[end] == ')' && strings.HasPrefix(s[i:], "/(") {
		end++
	}
	return labels, end
}

// skipRateMark steps over what joins a unit and its rate, or two units of a
// rate (then also a dot).
func skipRateMark(s string, i int, inner bool) int {
	marks := []string{"/(", "/每", "/", "每"}
	if inner {
		marks = []string{"/每", "/", "每", "·", "・", "•", "."}
	}
	for _, m := range marks {
		if strings.HasPrefix(s[i:], m) {
			return i + len(m)
		}
	}
	return i
}

// averages are what a word with 均 is said to be per; it must be followed by
// what is averaged, so that 学生均可 is none.
var averages = map[rune]string{
	'生': "生", '人': "人", '班': "班", '校': "校", '年': "年", '月': "月", '户': "户", '日': "日", '周': "周", '师': "人",
}

var averaged = []string{
	"公用", "经费", "财政", "拨款", "补助", "补贴", "标准", "预算", "一般", "教育", "教学", "占地", "校舍", "建筑", "图书", "用地",
	"面积", "培养", "成本", "公共", "基准", "定额", "不低于", "不少于", "达到", "达", "仪器", "计算机", "活动", "运动", "绿地", "宿舍",
	"体育", "教室", "专用", "实验", "食堂", "可支配", "收入", "工资", "年", "月", "人", "生", "住宿", "支出", "投入", "藏书",
}

// averageAt returns what the 均 at s[i:] averages over, or "".
func averageAt(s string, i int) string {
	label := averages[runeBefore(s, i)]
	rest := s[i+len("均"):]
	if label == "" || rest == "" {
		return ""
	}
	if isDigit(rest[0]) || label != "生" && startsNumber(rest, 0) {
		return label
	}
	for _, w := range averaged {
		if strings.HasPrefix(rest, w) {
			return label
		}
	}
	return ""
}
