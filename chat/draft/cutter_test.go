package draft

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"wence/chat/modeltest"
)

// cutAll cuts a text that comes in the given pieces.
func cutAll(pieces []string) []Cut {
	var c Cutter
	var all []Cut
	for _, p := range pieces {
		all = append(all, c.Add(p)...)
	}
	return append(all, c.Rest()...)
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
		{"English", "It is 1.5 million yuan a year.[1] See No. 5 of Dr. Wang, at 5 p.m. on Monday [2]. Ask them.[1][2]",
			[]string{"It is 1.5 million yuan a year.[1]", "See No. 5 of Dr. Wang, at 5 p.m. on Monday [2].", "Ask them.[1][2]"}},
		{"nothing", " \n\u3000\n", nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			for _, pieces := range [][]string{{tc.in}, modeltest.Pieces(tc.in, 1), modeltest.Bytes(tc.in, 1), modeltest.Bytes(tc.in, 4)} {
				var got []string
				for _, c := range cutAll(pieces) {
					got = append(got, c.Text)
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
		got = append(got, c.Paragraph)
	}
	if want := []bool{false, false, true, true}; !slices.Equal(got, want) {
		t.Errorf("paragraphs begin at %v, want %v", got, want)
	}
}

func TestCutStopsAtASentenceWithoutEnd(t *testing.T) {
	var c Cutter
	var all []Cut
	for range 5000 {
		all = append(all, c.Add("奖金,")...)
	}
	all = append(all, c.Add("完。[1]甲。[1]乙")...)
	all = append(all, c.Rest()...)
	if len(all) != 3 || !all[0].Overlong || all[1].Text != "甲。[1]" || len(c.buf) > Longest {
		t.Errorf("%d sentences, %d bytes held", len(all), len(c.buf))
	}
}

// FuzzCut: however a text comes, the same sentences are cut, and none holds half a character.
func FuzzCut(f *testing.F) {
	f.Add("甲。[1]<think>想</think>乙[2]。\n丙", 2)
	f.Add("他说“甲。”[1]如下:\n1. 乙。", 3)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if !utf8.ValidString(text) || n <= 0 || len(text) > Longest {
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
			if !utf8.ValidString(c.Text) {
				t.Errorf("%q", c.Text)
			}
		}
	})
}
