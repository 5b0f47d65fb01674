package numbering

import (
	"strconv"
	"strings"
)

// Render writes n in a number format by its name in ST_NumberFormat (ECMA-376 part 1, 17.18.59). "none" and "bullet"
// give nothing; formats of other scripts and numbers outside a format's range are written in Arabic digits.
func Render(format string, n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	if series, ok := seriesOf[format]; ok {
		if n >= 1 && n <= len(series) {
			return string(series[n-1])
		}
		return strconv.Itoa(n)
	}
	switch format {
	case "none", "bullet":
		return ""
	case "chineseCounting", "taiwaneseCounting":
		if n >= 100 { // these two go over to digits
			return digits(n, "○一二三四五六七八九")
		}
		return counting(n, ordinary)
	case "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting":
		return counting(n, ordinary)
	case "chineseLegalSimplified":
		return counting(n, legalSimplified)
	case "ideographLegalTraditional", "japaneseLegal":
		return counting(n, legalTraditional)
	case "ideographDigital", "japaneseDigitalTenThousand":
		return digits(n, "〇一二三四五六七八九")
	case "taiwaneseDigital":
		return digits(n, "○一二三四五六七八九")
	case "ideographZodiacTraditional":
		return zodiac(n)
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, "０１２３４５６７８９")
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	}
	return strconv.Itoa(n)
}

// seriesOf holds the formats that are a row of characters, from one up.
var seriesOf = map[string][]rune{
	"ideographTraditional":         []rune("甲乙丙丁戊己庚辛壬癸"),
	"ideographZodiac":              []rune("子丑寅卯辰巳午未申酉戌亥"),
	"ideographEnclosedCircle":      []rune("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
	"decimalEnclosedCircle":        []rune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
	"decimalEnclosedCircleChinese": []rune("①②③④⑤⑥⑦⑧⑨⑩"),
	"decimalEnclosedFullstop":      []rune("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
	"decimalEnclosedParen":         []rune("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
}

// script is a set of Chinese numerals: digits from zero, units from ten.
type script struct {
	digits, units []rune
	bareTen       bool // ten to nineteen begin with the unit
}

var (
	ordinary         = script{[]rune("零一二三四五六七八九"), []rune("十百千"), true}
	legalSimplified  = script{[]rune("零壹贰叁肆伍陆柒捌玖"), []rune("拾佰仟"), false}
	legalTraditional = script{[]rune("零壹貳參肆伍陸柒捌玖"), []rune("拾佰仟"), false}
)

// counting writes n below ten thousand as it is spoken: 十二, 二十, 一百零五, 一百一十.
func counting(n int, s script) string {
	if n >= 10_000 {
		return strconv.Itoa(n)
	}
	if n == 0 {
		return string(s.digits[0])
	}
	var b strings.Builder
	gap := false
	for power, unit := 1000, 2; unit >= -1; power, unit = power/10, unit-1 {
		d := n / power % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune(s.digits[0])
			gap = false
		}
		if !(s.bareTen && unit == 0 && d == 1 && b.Len() == 0) {
			b.WriteRune(s.digits[d])
		}
		if unit >= 0 {
			b.WriteRune(s.units[unit])
		}
	}
	return b.String()
}

// digits writes n digit by digit.
func digits(n int, set string) string {
	symbols := []rune(set)
	var b strings.Builder
	for _, d := range strconv.Itoa(n) {
		b.WriteRune(symbols[d-'0'])
	}
	return b.String()
}

// zodiac writes the sexagenary cycle: 甲子, 乙丑, ...
func zodiac(n int) string {
	if n < 1 || n > 60 {
		return strconv.Itoa(n)
	}
	return string(seriesOf["ideographTraditional"][(n-1)%10]) + string(seriesOf["ideographZodiac"][(n-1)%12])
}

func roman(n int) string {
	if n < 1 || n >= 4000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	symbols := []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(symbols[i])
		}
	}
	return b.String()
}

// letters writes a to z, then aa to zz, as Word does; beyond 30 repetitions it gives digits.
func letters(n int, first rune) string {
	if n < 1 || n > 26*30 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}
