package zh_test

import (
	"testing"

	"wence/retrieval/zh"
)

func TestVocabulary(t *testing.T) {
	v := zh.Words("不 不得", zh.Join("才", "可 能"))
	const text = "不得迟到,合格才能申报"
	if got := v.All(text); len(got) != 2 || text[got[0].Start:got[0].End] != "不得" || text[got[1].Start:got[1].End] != "才能" {
		t.Errorf("all: %v", got)
	}
	for _, tc := range []struct{ name, got, want string }{
		{"at", v.At(text), "不得"}, {"first", v.First("合格才可"), "才可"}, {"none", v.First("合格"), ""},
		{"without", v.Without(text), "迟到,合格申报"}, {"trimmed", v.TrimLeft("不不得迟到不"), "迟到不"},
		{"blank", v.Blank("不去"), "\x00\x00\x00去"},
		{"replaced", v.Replace(text, func(w string) string { return "[" + w + "]" }), "[不得]迟到,合格[才能]申报"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, tc.got, tc.want)
		}
	}
	if v.In("合格") || !v.In("才可") {
		t.Error("in")
	}
}

func TestWithoutNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"每生1,250.5元": "每生0元", "2025-2026学年": "0-0学年", "3,班2.": "0,班0.", "小学20,50人": "小学0,0人", "无": "无",
	} {
		if got := zh.WithoutNumbers(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestCutAside(t *testing.T) {
	for _, tc := range [][3]string{{"金额(万元)", "金额", "万元"}, {"金额", "金额", ""}, {"(试行)办法", "(试行)办法", ""}, {"班数)", "班数)", ""}} {
		if before, aside := zh.CutAside(tc[0]); before != tc[1] || aside != tc[2] {
			t.Errorf("%s: %s, %s", tc[0], before, aside)
		}
	}
}
