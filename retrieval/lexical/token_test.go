package lexical

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // the tokens' texts
	}{
		{"nothing", "", nil},
		{"signs alone", "《》——,。 \n", nil},
		{"Han", "教师奖", []string{"教", "师", "教师", "奖", "师奖"}},
		{"a sign parts a pair", "教、师", []string{"教", "师"}},
		{"a line end parts a pair", "教\n师", []string{"教", "师"}},
		{"words", "STEAM课 Wi-Fi", []string{"STEAM", "课", "Wi", "Fi"}},
		{"letters and digits part", "PM2.5与K12", []string{"PM", "2.5", "与", "K", "12"}},
		{"year", "2018年", []string{"2018", "年"}},
		{"decimal", "1.5万元", []string{"1.5", "万", "元", "万元"}},
		{"share", "99%的", []string{"99", "的"}},
		{"range", "1-3万", []string{"1", "3", "万"}},
		{"thousands", "1,000,000.50元", []string{"1,000,000.50", "元"}},
		{"list of numbers", "1,2,30", []string{"1", "2", "30"}},
		{"no thousands", "2018,100", []string{"2018", "100"}},
		{"no thousands either", "1,0000", []string{"1", "0000"}},
		{"date with points", "2018.5.1起", []string{"2018", "5", "1", "起"}},
		{"number at a full stop", "共3.其", []string{"共", "3", "其"}},
		{"ratio", "1:4000", []string{"1", "4000"}},
		{"Han outside the block", "二〇一八㐀", []string{"二", "〇", "一", "八", "一八", "㐀"}},
		{"extension B", "𠀀教", []string{"𠀀", "教"}},
		{"kana", "テスト用", []string{"テスト", "用"}},
		{"marks belong to their word", "नमस्ते", []string{"नमस्ते"}},
		{"digits of other scripts", "༢༠", []string{"༢༠"}},
		{"bad bytes", "教\xff师a\xc3", []string{"教", "师", "a"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, k := range Tokens(tc.text) {
				got = append(got, tc.text[k.Start:k.End])
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("tokens of %q = %q, want %q", tc.text, got, tc.want)
			}
		})
	}
}

func TestTokensThatAreTheSame(t *testing.T) {
	for _, pair := range [][2]string{{"STEAM", "steam"}, {"Éa", "éa"}, {"1,000", "1000"}, {"12,345.6", "12345.6"}} {
		a, b := Tokens(pair[0]), Tokens(pair[1])
		if len(a) != 1 || len(b) != 1 || a[0].Term != b[0].Term {
			t.Errorf("%s and %s are not the same term", pair[0], pair[1])
		}
	}
	if Tokens("5")[0].Term == Tokens("50")[0].Term {
		t.Error("5 and 50 are the same term")
	}
}

// Each token must be what its own bytes alone give, spans must lie within the text, and ends must ascend.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"奉节县2018—2020年,1-3万元", "a1.2.3b", "1,000.5", "\xff〇", "e\u0301教师 K12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, k := range Tokens(text) {
			if k.Start < 0 || k.Start >= k.End || k.End > len(text) || k.End < end {
				t.Fatalf("span %d:%d after %d in %q", k.Start, k.End, end, text)
			}
			end = k.End
			own := text[k.Start:k.End]
			alone := Tokens(own)
			if len(alone) == 0 || alone[len(alone)-1].Term != k.Term {
				t.Fatalf("%q is %v in %q, but alone %v", own, k.Term, text, alone)
			}
			if !utf8.ValidString(own) {
				t.Fatalf("token %q of %q cuts a character", own, text)
			}
		}
	})
}
