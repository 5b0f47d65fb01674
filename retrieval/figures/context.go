package figures

import "strings"

// byNoun gives 17000个 the unit that stands before it: 学位17000个.
func (sc *scanner) byNoun(f *Figure, a amount) {
	if f.Kind != Count || f.Unit != "个" {
		return
	}
	before := sc.s[:f.Start]
	for _, n := range []struct{ noun, unit string }{
		{"学位", "学位"}, {"教学班", "班"}, {"名额", "人"}, {"学分", "学分"}, {"课时", "课时"}, {"学时", "学时"},
	} {
		if strings.HasSuffix(before, n.noun) {
			f.Unit = n.unit
		}
	}
}

// sitting makes ordinals of 九届三次会议 and 十九届六次、七次全会, where 第 is
// left out.
func (sc *scanner) sitting(f *Figure, a amount) {
	switch a.unit.word {
	case "届":
		n, ok := readNumber(sc.s, a.end)
		numbered := ok && (strings.HasPrefix(sc.s[n.end:], "次") || strings.HasPrefix(sc.s[n.end:], "中"))
		if !numbered && !startsWithOne(sc.s[a.end:], assemblies) {
			return
		}
	case "次":
		k := len(sc.out) - 1
		if k < 0 || sc.out[k].Kind != Ordinal || sc.out[k].Unit != "届" && sc.out[k].Unit != "次" {
			return
		}
		if end := sc.out[k].End; end != a.start && skipAnd(sc.s, end) != a.start {
			return
		}
	default:
		return
	}
	f.Kind, f.Per = Ordinal, ""
}

// assemblies are what meets in a 届.
var assemblies = strings.Fields("全国 人大 人民代表 政协 省委 市委 县委 区委 中央 党代会 常委会")

// dayOfMonth makes a Date of 每月10日 and 于20日, which look like durations.
func (sc *scanner) dayOfMonth(f *Figure, a amount) {
	if f.Kind != Duration || a.unit.word != "日" || a.low < 1 || a.high > 31 {
		return
	}
	before := sc.s[:f.Start]
	monthly := sc.waiting.end == f.Start && sc.waiting.figure.Unit == "月" && sc.waiting.figure.Low == 1
	marked := false
	for _, w := range []string{"于", "本月", "当月", "次月", "下月", "上月", "该月"} {
		marked = marked || strings.HasSuffix(before, w)
	}
	if !monthly && !marked {
		return
	}
	f.Kind, f.Unit = Date, ""
	f.From, f.To = Civil{Day: int(a.low)}, Civil{Day: int(a.high)}
	f.Low, f.High = 0, 0
	if monthly {
		f.Per = "月"
	} else {
		f.Per = ""
	}
	f.End = a.end
	sc.boundDate(f)
}
