package numbering

import (
	"strings"
	"testing"
)

func TestRender(t *testing.T) {
	tests := []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"},
		{"chineseCounting", 1, "一"},
		{"chineseCounting", 10, "十"},
		{"chineseCounting", 21, "二十一"},
		{"chineseCounting", 100, "一○○"},
		{"chineseCountingThousand", 12, "十二"},
		{"chineseCountingThousand", 101, "一百零一"},
		{"chineseCountingThousand", 110, "一百一十"},
		{"chineseCountingThousand", 1005, "一千零五"},
		{"chineseCountingThousand", 1050, "一千零五十"},
		{"taiwaneseCountingThousand", 30, "三十"},
		{"japaneseCounting", 19, "十九"},
		{"chineseLegalSimplified", 12, "壹拾贰"},
		{"ideographLegalTraditional", 3, "參"},
		{"ideographTraditional", 3, "丙"},
		{"ideographTraditional", 11, "11"},
		{"ideographZodiac", 12, "亥"},
		{"ideographZodiacTraditional", 13, "丙子"},
		{"ideographDigital", 20, "二〇"},
		{"taiwaneseDigital", 10, "一○"},
		{"decimalEnclosedCircleChinese", 10, "⑩"},
		{"decimalEnclosedCircle", 21, "21"},
		{"decimalEnclosedParen", 2, "⑵"},
		{"decimalFullWidth", 15, "１５"},
		{"decimalZero", 7, "07"},
		{"upperRoman", 14, "XIV"},
		{"lowerRoman", 4, "iv"},
		{"upperLetter", 28, "BB"},
		{"bullet", 1, ""},
		{"none", 1, ""},
		{"aiueo", 3, "3"},
		{"chineseCounting", -1, "-1"},
		{"chineseCountingThousand", 123456, "123456"},
	}
	for _, tc := range tests {
		if got := Render(tc.format, tc.n); got != tc.want {
			t.Errorf("Render(%s, %d) = %q, want %q", tc.format, tc.n, got, tc.want)
		}
	}
}

func TestCounter(t *testing.T) {
	official := Levels{
		{Start: 1, Format: "chineseCounting", Text: "%1、"},
		{Start: 1, Format: "chineseCounting", Text: "(%2)"},
		{Start: 1, Format: "decimal", Text: "%3."},
		{Start: 1, Format: "decimal", Text: "%1.%4", Legal: true},
	}
	through := official
	through[2].Restart = -1 // 003's habit: 1. to 22. run through all chapters
	second := official
	second[2].Restart = 1
	chapters := Levels{{Start: 1, Format: "chineseCountingThousand", Text: "第%1章"}, {Start: 3, Format: "decimal", Text: "%1-%2"}}
	tests := []struct {
		name   string
		levels Levels
		order  []int
		want   string
	}{
		{"levels restart", official, []int{0, 1, 2, 2, 1, 2, 0, 1}, "一、 (一) 1. 2. (二) 1. 二、 (一)"},
		{"a level that runs through", through, []int{0, 2, 2, 0, 2}, "一、 1. 2. 二、 3."},
		{"restart after level one only", second, []int{0, 1, 2, 1, 2, 0, 1, 2}, "一、 (一) 1. (二) 2. 二、 (一) 1."},
		{"legal numbering", official, []int{0, 0, 3}, "一、 二、 2.1"},
		{"level above never used", chapters, []int{1, 1, 0}, "一-3 一-4 第一章"},
		{"outside", official, []int{9, -1}, " "},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var c Counter
			var got []string
			for _, level := range tc.order {
				got = append(got, strings.TrimSpace(c.Next(&tc.levels, level)))
			}
			if s := strings.Join(got, " "); s != tc.want {
				t.Errorf("labels %q, want %q", s, tc.want)
			}
		})
	}
}

func TestGap(t *testing.T) {
	var c Counter
	chapter := Levels{{Start: 1, Format: "chineseCounting", Text: "第%1章"}, {Start: 1, Format: "decimal", Text: "附件%2", Joined: true}}
	if got := c.Next(&chapter, 0); got != "第一章 " {
		t.Errorf("label %q lacks its gap", got)
	}
	if got := c.Next(&chapter, 1); got != "附件1" {
		t.Errorf("joined label %q has a gap", got)
	}
}

func TestRestart(t *testing.T) {
	levels := Levels{{Start: 1, Format: "decimal", Text: "%1."}}
	var c Counter
	c.Next(&levels, 0)
	c.Restart(0, 5)
	if got := c.Next(&levels, 0); got != "5." {
		t.Errorf("label after restart %q, want 5.", got)
	}
}
