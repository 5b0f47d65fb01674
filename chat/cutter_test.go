package chat

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"wence/chat/modeltest"
)

// cutAll cuts a text that comes in the given pieces.
func cutAll(pieces []string) []cut {
	var c cutter
	var all []cut
	for _, p := range pieces {
		all = append(all, c.add(p)...)
	}
	return append(all, c.rest()...)
}

func TestCut(t *testing.T) {
	cases := []struct {
		name, in string
		want     []string
	}{
		{"marks behind the full stop", "甲。[1]乙。[2][3]丙。", []string{"甲。[1]", "乙。[2][3]", "丙。"}},
		{"marks before the full stop", "甲[1]。乙[2][3]。", []string{"甲[1]。", "乙[2][3]。"}},
		{"a space and a mark", "甲。 [1] 乙。", []string{"甲。 [1]", "乙。"}},
		{"a mark on the next line", "甲。\n[1]\n乙。[2]", []string{"甲。\n[1]", "乙。[2]"}},
		{"other brackets", "甲。【1】乙。［2］丙。[^3]", []string{"甲。【1】", "乙。［2］", "丙。[^3]"}},
		{"brackets that are no mark", "甲。[注]乙。", []string{"甲。", "[注]乙。"}},
		{"within quotation marks", "他说“甲。乙。”就走了。[1]丙。", []string{"他说“甲。乙。”就走了。[1]", "丙。"}},
		{"closing quotation mark behind", "即“甲”。[1]他说:“乙。”[2]丙。", []string{"即“甲”。[1]", "他说:“乙。”[2]丙。"}},
		{"a title across a full stop", "见《甲。乙》第一条。[1]", []string{"见《甲。乙》第一条。[1]"}},
		{"lines of a list", "- 甲[1]\n- 乙[2]\n", []string{"- 甲[1]", "- 乙[2]"}},
		{"a line that announces a list", "如下:\n甲。[1]\n乙。[2]", []string{"如下:\n甲。[1]", "乙。[2]"}},
		{"paragraphs", "甲。[1]\n\n乙。[2]", []string{"甲。[1]", "乙。[2]"}},
		{"a decimal point and a year", "补1.5万元。[1]见甲〔2026〕4号。[2]", []string{"补1.5万元。[1]", "见甲〔2026〕4号。[2]"}},
		{"the end without a full stop", "甲。[1]乙", []string{"甲。[1]", "乙"}},
		{"thoughts", "<think>想。[1]想。</think>甲。[1]", []string{"甲。[1]"}},
		{"thoughts between", "甲。[1]<THINK>想。</THINK>乙。[2]", []string{"甲。[1]", "乙。[2]"}},
		{"thoughts without end", "甲。[1]<think>想。[1]想", []string{"甲。[1]"}},
		{"thoughts without beginning", "想想</think>甲。[1]", []string{"甲。[1]"}},
		{"nothing", " \n\u3000\n", nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			for _, pieces := range [][]string{{tc.in}, modeltest.Pieces(tc.in, 1), modeltest.Bytes(tc.in, 1), modeltest.Bytes(tc.in, 4)} {
				var got []string
				for _, c := range cutAll(pieces) {
					got = append(got, c.text)
				}
				if !slices.Equal(got, tc.want) {
					t.Errorf("in %d pieces: %q, want %q", len(pieces), got, tc.want)
				}
			}
		})
	}
}

func TestCutKnowsParagraphs(t *testing.T) {
	all := cutAll(modeltest.Bytes("甲。[1]乙。[1]\n丙。[1]\n\n丁。[1]", 2))
	var got []bool
	for _, c := range all {
		got = append(got, c.paragraph)
	}
	if want := []bool{false, false, true, true}; !slices.Equal(got, want) {
		t.Errorf("paragraphs begin at %v, want %v", got, want)
	}
}

func TestCutStopsAtASentenceWithoutEnd(t *testing.T) {
	var c cutter
	var all []cut
	for range 5000 {
		all = append(all, c.add("奖金,")...)
	}
	all = append(all, c.add("完。[1]甲。[1]乙")...)
	all = append(all, c.rest()...)
	if len(all) != 3 || !all[0].overlong || all[1].text != "甲。[1]" || len(c.buf) > longestSentence {
		t.Errorf("%d sentences, %d bytes held", len(all), len(c.buf))
	}
}

// FuzzCut: however a text comes, the same sentences are cut, and none holds half a character.
func FuzzCut(f *testing.F) {
	f.Add("甲。[1]<think>想</think>乙[2]。\n丙", 2)
	f.Add("他说“甲。”[1]如下:\n1. 乙。", 3)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if !utf8.ValidString(text) || n <= 0 || len(text) > longestSentence {
			return
		}
		whole, pieces := cutAll([]string{text}), cutAll(modeltest.Bytes(text, n))
		if strings.Contains(strings.ToLower(text), "think") || strings.Contains(strings.ToLower(text), "reasoning") || strings.Contains(strings.ToLower(text), "thought") {
			return // a tag that ends a sentence's text is seen later in pieces
		}
		if !slices.Equal(whole, pieces) {
			t.Errorf("whole %+v, in pieces of %d bytes %+v", whole, n, pieces)
		}
		for _, c := range whole {
			if !utf8.ValidString(c.text) {
				t.Errorf("%q", c.text)
			}
		}
	})
}

func TestReadPlain(t *testing.T) {
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
			p, defects := readPlain(tc.in)
			if (len(defects) > 0) != tc.refused {
				t.Fatalf("defects are %v", defects)
			}
			if p.text != tc.text || !slices.Equal(p.cites, tc.cites) {
				t.Errorf("got %q %v, want %q %v", p.text, p.cites, tc.text, tc.cites)
			}
		})
	}
}

// FuzzReadPlain: what is read holds no mark, no tag and no link, and each stretch cites what the whole cites.
func FuzzReadPlain(f *testing.F) {
	f.Add("甲[1],乙[2]。")
	f.Add("- **甲**[1-3]。<b>")
	f.Fuzz(func(t *testing.T, in string) {
		p, defects := readPlain(in)
		if len(defects) > 0 {
			return
		}
		if strings.Contains(p.text, "](") || strings.Contains(strings.ToLower(p.text), "http:") || !utf8.ValidString(p.text) {
			t.Errorf("%q became %q", in, p.text)
		}
		for _, s := range p.stretches {
			for _, n := range s.cites {
				if !slices.Contains(p.cites, n) {
					t.Errorf("%q: a stretch cites %d, the whole %v", in, n, p.cites)
				}
			}
		}
	})
}
