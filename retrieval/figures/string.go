package figures

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// String returns the figure's value in canonical Chinese, alike for figures
// that are Equal but for the two names 人 and 生 of a person in a rate:
// 1-3万元, 不少于20节/学期, 2023年9月20日前.
func (f Figure) String() string {
	switch f.Kind {
	case 0:
		return ""
	case Date:
		return f.dateString()
	case DocNumber:
		return f.docString()
	case Clock:
		return f.dated(span(f.Low, f.High, clockString))
	case Expression:
		return f.Unit
	}
	s := f.valueString()
	if f.Kind == Ordinal {
		return s // with its bound
	}
	if f.Per != "" {
		s += "/" + f.Per
	}
	return f.bounded(s)
}

// bounded puts the words of f's bound around the value s.
func (f Figure) bounded(s string) string {
	switch f.Bound {
	case AtLeast:
		return "不少于" + s
	case MoreThan:
		return "超过" + s
	case AtMost:
		return "不超过" + s
	case LessThan:
		return "少于" + s
	case About:
		return "约" + s
	case Reached:
		return "满" + s
	case Within:
		return s + "内"
	}
	return s
}

// valueString writes the value of a figure that is no date.
func (f Figure) valueString() string {
	switch f.Kind {
	case Ratio:
		a, b := f.Low, f.High
		if g := divisor(a, b); g > 1 {
			a, b = a/g, b/g
		}
		return decimal(a) + ":" + decimal(b)
	case Duration:
		return f.durationString(f.Low, f.High)
	case Every:
		return "每" + f.everyLabel()
	case Ordinal:
		return f.ordinalString()
	}
	unit, size := f.Unit, 1.0
	switch {
	case unit == "米" && f.Low >= 1000 && math.Mod(f.Low, 100) == 0 && math.Mod(f.High, 100) == 0:
		unit, size = "公里", 1000
	case unit == "米" && f.High < 1:
		unit, size = "厘米", 0.01
	}
	low, high := myriads(f.Low/size), myriads(f.High/size)
	if a, b := scaleOf(low), scaleOf(high); a == b {
		low = strings.TrimSuffix(low, a)
	}
	if f.Low == f.High {
		return high + unit
	}
	return low + "-" + high + unit
}

// clockString writes minutes since midnight as a time, 次日8:00 if it is the
// next day's.
func clockString(v float64) string {
	m := int(v)
	day := ""
	if m > 24*60 {
		day, m = "次日", m-24*60
	}
	return fmt.Sprintf("%s%d:%02d", day, m/60, m%60)
}

// ordinalString writes 第3条, 3年级, 前3名.
func (f Figure) ordinalString() string {
	s := span(f.Low, f.High, decimal) + f.Unit
	switch {
	case f.Bound == AtMost && f.Unit == "名":
		return "前" + s
	case f.Unit == "年级", f.Unit == "级", f.Unit == "等奖":
		return f.bounded(s)
	}
	return f.bounded("第" + s)
}

func span(low, high float64, write func(float64) string) string {
	if low == high {
		return write(low)
	}
	return write(low) + "-" + write(high)
}

// durationString writes a duration in years, weeks or hours where it is whole.
func (f Figure) durationString(low, high float64) string {
	unit, size := f.Unit, 1.0
	whole := func(n float64) bool { return math.Mod(low, n) == 0 && math.Mod(high, n) == 0 && high > 0 }
	switch {
	case unit == "月" && whole(12):
		unit, size = "年", 12
	case unit == "月":
		unit = "个月"
	case unit == "学期", unit == "学年", unit == "工作日":
		unit = "个" + unit
	case unit == "分钟" && whole(60):
		unit, size = "小时", 60
	}
	return span(low/size, high/size, decimal) + unit
}

// myriads writes v with 万 or 亿 where that is short.
func myriads(v float64) string {
	for _, scale := range []struct {
		size float64
		name string
	}{{1e8, "亿"}, {1e4, "万"}} {
		if s := decimal(v / scale.size); v >= scale.size && len(s) <= 6 {
			return s + scale.name
		}
	}
	return decimal(v)
}

func scaleOf(s string) string {
	for _, scale := range []string{"亿", "万"} {
		if strings.HasSuffix(s, scale) {
			return scale
		}
	}
	return ""
}

// decimal writes v to six decimal places.
func decimal(v float64) string {
	if r := math.Round(v*1e6) / 1e6; !math.IsInf(r, 0) {
		v = r
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// divisor returns the greatest common divisor of two whole numbers, 1 if they
// are not whole.
func divisor(a, b float64) float64 {
	if a != math.Trunc(a) || b != math.Trunc(b) || a > 1e15 || b > 1e15 || a <= 0 || b <= 0 {
		return 1
	}
	for b > 0 {
		a, b = b, math.Mod(a, b)
	}
	return a
}

func (f Figure) docString() string {
	s := f.Unit
	if f.From.Year > 0 {
		s += "〔" + strconv.Itoa(f.From.Year) + "〕"
	} else {
		s += "第"
	}
	return s + decimal(f.Low) + "号"
}

func (f Figure) dateString() string {
	s := f.From.String()
	if f.To != f.From {
		s += "至" + f.To.String()
	}
	if strings.HasPrefix(f.Unit, "学年") || f.Unit == "级" || f.Unit == "届" {
		s = strings.ReplaceAll(s, "年", "") + f.Unit
	} else {
		s += f.Unit
	}
	if f.Per != "" {
		s = "每" + f.Per + s
	}
	return f.dated(s)
}

// dated puts the words of the bound of a date or time around it.
func (f Figure) dated(s string) string {
	switch f.Bound {
	case AtMost:
		return s + "前"
	case AtLeast:
		return s + "后"
	case Reached:
		return s + "起"
	case Within:
		return "到" + s
	}
	return f.bounded(s)
}
