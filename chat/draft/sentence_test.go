package draft

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRead(t *testing.T) {
	cases := []struct {
		name, in, text string
		cites          []int
		refused        bool
	}{
		{"plain", "每人600元。[1]", "每人600元。", []int{1}, false},
		{"mark before the full stop", "每人600元[1]。", "每人600元。", []int{1}, false},
		{"several marks", "每人600元。[2][1][2]", "每人600元。", []int{2, 1}, false},
		{"list of marks", "每人600元。[1,3、5]", "每人600元。", []int{1, 3, 5}, false},
		{"range of marks", "每人600元。[2-4]", "每人600元。", []int{2, 3, 4}, false},
		{"words in the mark", "每人600元。【资料2】", "每人600元。", []int{2}, false},
		{"no full stop", "每人600元[1]", "每人600元。", []int{1}, false},
		{"bold and a bullet", "- **每人**600元。[1]", "每人600元。", []int{1}, false},
		{"numbered", "1. 每人600元。[1]", "每人600元。", []int{1}, false},
		{"a decimal is no number of a list", "1.5万元。[1]", "1.5万元。", []int{1}, false},
		{"heading", "## 标准\n每人600元。[1]", "标准每人600元。", []int{1}, false},
		{"year in brackets", "见甲[2026]4号。[1]", "见甲[2026]4号。", []int{1}, false},
		{"no mark", "每人600元。", "每人600元。", nil, false},
		{"HTML", "<b>每人</b>600元。[1]", "", nil, true},
		{"less than", "小于<60分。[1]", "小于<60分。", []int{1}, false},
		{"link", "见[这里](http://a.cn)。[1]", "", nil, true},
		{"address", "登录a.com.cn。[1]", "", nil, true},
		{"table", "| 甲 | 乙 |", "", nil, true},
		{"handle in words", "根据资料3,每人600元。[3]", "", nil, true},
		{"invisible", "每人6\u200b00元。[1]", "", nil, true},
		{"broken", "每人\uFFFD元。[1]", "", nil, true},
		{"private use", "每人\ue000元。[1]", "", nil, true},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p, defects := Read(tc.in)
			if (len(defects) > 0) != tc.refused {
				t.Fatalf("defects are %v", defects)
			}
			if p.Text != tc.text || !slices.Equal(p.Cites, tc.cites) {
				t.Errorf("got %q %v, want %q %v", p.Text, p.Cites, tc.text, tc.cites)
			}
		})
	}
}

// FuzzRead: what is read holds no mark, no tag and no link, and each stretch cites what the whole cites.
func FuzzRead(f *testing.F) {
	f.Add("甲[1],乙[2]。")
	f.Add("- **甲**[1-3]。<b>")
	f.Fuzz(func(t *testing.T, in string) {
		p, defects := Read(in)
		if len(defects) > 0 {
			return
		}
		if strings.Contains(p.Text, "](") || strings.Contains(strings.ToLower(p.Text), "http:") || !utf8.ValidString(p.Text) {
			t.Errorf("%q became %q", in, p.Text)
		}
		for _, s := range p.Stretches {
			for _, n := range s.Cites {
				if !slices.Contains(p.Cites, n) {
					t.Errorf("%q: a stretch cites %d, the whole %v", in, n, p.Cites)
				}
			}
		}
	})
}
