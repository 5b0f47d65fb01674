package zh

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNumeral(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
		text string // what is read
	}{
		{"0元", 0, "0"},
		{"300名教师", 300, "300"},
		{"1,000元", 1000, "1,000"},
		{"10,000,000.50元", 1e7 + 0.5, "10,000,000.50"},
		{"12,3456", 12, "12"},
		{"2018,2019,2020年", 2018, "2018"},
		{"1,2,3号", 1, "1"},
		{"1.5倍", 1.5, "1.5"},
		{"3.培养教师", 3, "3"},
		{"2023.5.1", 2023, "2023"},
		{"1-3万元", 1, "1"},
		{"3万元", 30000, "3万"},
		{"1.1亿元", 110000000, "1.1亿"},
		{"3千万元", 3e7, "3千万"},
		{"1.2万亿元", 1.2e12, "1.2万亿"},
		{"3万5千元", 35000, "3万5千"},
		{"1亿2000万元", 1.2e8, "1亿2000万"},
		{"1亿1234万5678元", 112345678, "1亿1234万5678"},
		{"2万8千平方米", 28000, "2万8千"},
		{"7千1百50", 7100, "7千1百"},
		{"3万2024年", 30000, "3万"},
		{"3万3万", 30000, "3万"},
		{"5万亩3千人", 50000, "5万"},
		{"2千克", 2, "2"},
		{"5百分点", 5, "5"},
		{"50十", 50, "50"},

		{"二百元", 200, "二百"},
		{"十二个", 12, "十二"},
		{"十", 10, "十"},
		{"百名", 100, "百"},
		{"千名", 1000, "千"},
		{"百万元", 1e6, "百万"},
		{"两年", 2, "两"},
		{"廿五日", 25, "廿五"},
		{"三千五百名", 3500, "三千五百"},
		{"三千五", 3500, "三千五"},
		{"一万二", 12000, "一万二"},
		{"一百零五", 105, "一百零五"},
		{"一千零五十", 1050, "一千零五十"},
		{"一万零五", 10005, "一万零五"},
		{"一百十五", 115, "一百十五"},
		{"一千二百万元", 1.2e7, "一千二百万"},
		{"一亿二千万", 1.2e8, "一亿二千万"},
		{"三万亿", 3e12, "三万亿"},
		{"十万亿零三百万", 1e13 + 3e6, "十万亿零三百万"},
		{"壹佰贰拾元", 120, "壹佰贰拾"},
		{"零分", 0, "零"},
		{"二〇二三年", 2023, "二〇二三"},
		{"二○一八年", 2018, "二○一八"},
		{"二0一八年", 2018, "二0一八"},
		{"二O二O年", 2020, "二O二O"},
		{"一九九八年", 1998, "一九九八"},
		{"三零一班", 301, "三零一"},
		{"一点五倍", 1.5, "一点五"},
		{"十六点六七", 16.67, "十六点六七"},
		{"一点一亿元", 1.1e8, "一点一亿"},
		{"八点三十分", 8, "八"},
		{"八点五分", 8, "八"},
		{"八十九点五分", 89.5, "八十九点五"},
		{"零点五分", 0.5, "零点五"},
		{"三点一是加强", 3, "三"},
		{"三点建议", 3, "三"},
		{"一百分", 100, "一百"},
	} {
		t.Run(c.in, func(t *testing.T) {
			value, n, ok := Numeral(c.in)
			if !ok || value != c.want || c.in[:n] != c.text {
				t.Errorf("Numeral = %v of %q, %v; want %v of %q", value, c.in[:n], ok, c.want, c.text)
			}
		})
	}
}

func TestNumeralHasNoValue(t *testing.T) {
	for _, c := range []struct{ in, skip string }{
		{"", ""},
		{"元", ""},
		{".5", ""},
		{"-3", ""},
		{"两三个", "两三"},
		{"七八十人", "七八十"},
		{"十四五规划", "十四五"},
		{"一二三产业", "一二三"},
		{"百分之二十", "百"},
		{"千分之五", "千"},
		{"万分感谢", "万"},
		{"百分点", "百"},
		{"万元", "万"},
		{"亿", "亿"},
		{"十百", "十百"},
		{"一百零", "一百零"},
		{strings.Repeat("9", 400), strings.Repeat("9", 400)},
	} {
		t.Run(c.in, func(t *testing.T) {
			if value, n, ok := Numeral(c.in); ok || c.in[:n] != c.skip {
				t.Errorf("Numeral = %v of %q, %v; want none, skip %q", value, c.in[:n], ok, c.skip)
			}
		})
	}
}

// A numeral lies within the text, on character boundaries, has a finite
// value that is not negative, and depends on no more than what follows it.
func FuzzNumeral(f *testing.F) {
	for _, s := range []string{"3万5千元", "1亿2000万", "二〇二三年", "一点五万", "十四五", "1,000.5", "廿五", "百分之二十"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		value, n, ok := Numeral(s)
		switch {
		case n < 0 || n > len(s):
			t.Fatalf("n = %d of %d", n, len(s))
		case n < len(s) && !utf8.RuneStart(s[n]) && utf8.ValidString(s):
			t.Fatalf("n = %d is inside a character", n)
		case ok && (n == 0 || value < 0 || math.IsInf(value, 0) || math.IsNaN(value)):
			t.Fatalf("value %v, n %d", value, n)
		case !ok && value != 0:
			t.Fatalf("no numeral, value %v", value)
		}
	})
}

func BenchmarkNumeral(b *testing.B) {
	for b.Loop() {
		Numeral("一千二百五十万元")
	}
}
