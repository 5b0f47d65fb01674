package zh

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"full width", "\uff12\uff10\uff12\uff13年\uff08一\uff09\uff1a\uff15\uff10\uff05\uff0c\uff21\uff22\uff1b", "2023年(一):50%,AB;"},
		{"marks that stay", "《通知》〔2023〕65号。甲、乙·丙", "《通知》〔2023〕65号。甲、乙·丙"},
		{"traditional", "師資佔比 人纔 提昇 擇校 衞敍枱", "师资占比人才提升择校卫叙台"},
		{"phrases", "乾隆 乾淨 瞭解 瞭望 答覆 著名 計畫", "乾隆干净了解瞭望答复著名计划"},
		{"a phrase over white space", "乾\n隆", "乾隆"},
		{"simplified stays", "打坏公物,乾县,覆盖", "打坏公物,乾县,覆盖"},
		{"radicals", "⺠办⻓期⻔⻅⻛⻋⻝⻢ ⼈⼤⼯⼦", "民办长期门见风车食马人大工子"},
		{"compatibility ideographs", "\uf9e4解\uf967", "理解不"},
		{"ideographic variation", "葛\U000e0100城", "葛城"},
		{"invisible", "\ufeff教\u200b师\u00ad待\u2060遇 A\u200bB", "教师待遇AB"},
		{"invisible before a mark", "e\u200b\u0301", "é"},
		{"quotation marks", "“双减”「雙減」『雙減』\"双减\"‘双减’'双减'", `"双减""双减""双减""双减""双减""双减"`},
		{"dashes", "2018—2020 2018——2020 1–3 1\uff0d3 1‐3 1―3 1─3 −3", "2018-2020 2018-2020 1-3 1-3 1-3 1-3 1-3 -3"},
		{"waves", "1\uff5e3 1〜3 1∼3", "1~3 1~3 1~3"},

		{"white space between characters", "关 于\u3000印\u2002发\u00a0通\t知\n的、 《 办法 》", "关于印发通知的、《办法》"},
		{"white space beside digits", "共 300 名 , 每 人 1.5 万", "共300名,每人1.5万"},
		{"white space around", " \n 通知 \n ", "通知"},
		{"words", "Hello,\n  World 2023", "Hello, World 2023"},
		{"cells", "2023\t50\t1.5万", "2023 50 1.5万"},
		{"list mark", "1. 50 名\uff1b2\uff0e 60 名", "1. 50名;2. 60名"},
		{"mark after a character", "人数: 50 , 甲 - 乙", "人数:50,甲-乙"},
		{"brackets", "( 1 ) 50 [ A ] 60", "(1)50[A]60"},
		{"per cent", "50 % 60\uff05", "50% 60%"},
		{"spread dashes", "甲 — — 乙", "甲-乙"},

		{"circled", "①完成②推广", "1完成2推广"},
		{"circled beside digits", "①2023年②50名 共50③", "1 2023年2 50名共50 3"},
		{"number with a point", "⒈50名⒉60名", "1. 50名2. 60名"},
		{"superscripts", "m² 10² ½ 1½", "m2 10 2 1/2 1 1/2"},
		{"square", "50㎡ ㎡5 5㎞", "50m2 m2 5 5km"},
		{"bracketed", "㈠⑴㊀", "(一)(1)一"},
		{"several of one", "㍿…℃", "株式会社...°C"},
		{"kana", "ｶﾞ か\u3099 か \u3099", "ガがか \u3099"},
		{"not UTF-8", "教\xff师\xe6\x95", "教\ufffd师\ufffd\ufffd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Fold(c.in); got != c.want {
				t.Errorf("Fold(%q)\ngot  %q\nwant %q", c.in, got, c.want)
			}
		})
	}
}

func TestOriginal(t *testing.T) {
	for _, c := range []struct{ name, in, norm, want string }{
		{"plain", "招收教师", "教师", "教师"},
		{"full width", "共\uff13\uff10\uff10名\uff0c完", "300名", "\uff13\uff10\uff10名"},
		{"white space inside", "为 市 属 学校", "市属学", "市 属 学"},
		{"not the white space around", "甲 3 乙", "3", "3"},
		{"one space", "A \n B", " ", " \n "},
		{"traditional", "為市屬學校補充", "学校", "學校"},
		{"phrase", "在 乾\u200b隆 年間", "乾隆", "乾\u200b隆"},
		{"several of one", "50㎡以上", "2", "㎡"},
		{"dashes", "甲— —乙", "-", "— —"},
		{"mark", "e\u200b\u0301a", "é", "e\u200b\u0301"},
		{"radical", "⺠办", "民办", "⺠办"},
		{"longer in UTF-8", "一顗二", "𫖮", "顗"},
		{"not UTF-8", "教\xff师", "\ufffd", "\xff"},
		{"all", " 甲 ", "甲", "甲"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := Normalize(c.in)
			i := strings.Index(text.Norm, c.norm)
			if i < 0 {
				t.Fatalf("%q is not in %q", c.norm, text.Norm)
			}
			start, end := text.Original(i, i+len(c.norm))
			if got := c.in[start:end]; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestOriginalBounds(t *testing.T) {
	text := Normalize(" 甲\uff0c乙 ")
	for _, c := range []struct{ start, end, wantStart, wantEnd int }{
		{0, 0, 1, 1},
		{3, 3, 4, 4},
		{7, 7, 11, 11},
		{-5, 99, 1, 10},
		{1, 2, 1, 4}, // inside 甲
		{5, 3, 7, 7}, // reversed, inside 乙
	} {
		start, end := text.Original(c.start, c.end)
		if start != c.wantStart || end != c.wantEnd {
			t.Errorf("Original(%d, %d) = %d, %d; want %d, %d", c.start, c.end, start, end, c.wantStart, c.wantEnd)
		}
	}
	if start, end := new(Text).Original(0, 5); start != 0 || end != 0 {
		t.Errorf("zero Text: %d, %d", start, end)
	}
}

var normalizeSeeds = []string{
	"", "教师 A1 ２０２３年（一）：５０％", "乾\n隆 乾淨", "①２½⒈5㎡5", "e\u200b\u0301 か \u3099 ¨", "— — --", "顗\xff㍿\ufb4f",
	"打壞 瀋思 么麼", "\u1100\u1161\u11a8", "a\u0300\u0301 \u0316", "“a” 'b", "㌀5 \u00a0%",
}

// alphabet are the characters with which a normal form could go wrong.
var alphabet = []rune("0123456789.,:-—─/%‰ \t\n\u3000\u00a0()[];\"'“」aBéо中文教師一①½²⒈㎡㍿…℃" +
	"乾隆淨沈思浸打壞坏鍾情獨瞭解覆答顗衞⺠⻓⼈か\u3099ﾞ\u0301\u0338=<>¨´ﷺ" +
	"\u1100\u1161\u11a8ㄱㅏﾡￂ가\u200b\u00ad\ufeff\ufe0f\u034f\ufffd\uff11\uff0c\uff0e𝟏\U0002f800\U000e0100")

// spell writes a text in the alphabet, so that the fuzzer reaches all of it.
func spell(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(alphabet[int(s[i])%len(alphabet)])
	}
	return b.String()
}

// The normal form of a normal form is itself.
func FuzzNormalizeTwice(f *testing.F) {
	for _, s := range normalizeSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, s := range []string{s, spell(s)} {
			once := Fold(s)
			if twice := Fold(once); twice != once {
				t.Fatalf("%q\nonce  %q\ntwice %q", s, once, twice)
			}
			if !utf8.ValidString(once) {
				t.Fatalf("not UTF-8: %q", once)
			}
		}
	})
}

// Every character of the normal form maps to whole characters of the
// original, in order; what lies between two of them was dropped: without them
// nothing is left.
func FuzzOriginal(f *testing.F) {
	for _, s := range normalizeSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkOriginal(t, s)
		checkOriginal(t, spell(s))
	})
}

func checkOriginal(t *testing.T, s string) {
	text := Normalize(s)
	bound := runeBounds(s)
	lastStart, lastEnd := 0, 0
	for i, r := range text.Norm {
		start, end := text.Original(i, i+utf8.RuneLen(r))
		switch {
		case start > end || !bound[start] || !bound[end]:
			t.Fatalf("%q of %q is [%d, %d) of %q", r, text.Norm, start, end, s)
		case start < lastStart || end < lastEnd:
			t.Fatalf("%q of %q goes back to [%d, %d) of %q", r, text.Norm, start, end, s)
		case start > lastEnd && Fold(s[lastEnd:start]) != "":
			t.Fatalf("%q of %q skips %q", r, text.Norm, s[lastEnd:start])
		}
		lastStart, lastEnd = start, end
	}
	if rest := s[lastEnd:]; Fold(rest) != "" {
		t.Fatalf("%q is not in %q", rest, text.Norm)
	}
}

// runeBounds returns the offsets of s on which characters begin or end.
func runeBounds(s string) map[int]bool {
	bound := map[int]bool{len(s): true}
	for i := range s {
		bound[i] = true
	}
	return bound
}

// Apart from white space, what is ignored and what is folded, the normal form
// is NFKC.
func FuzzNFKC(f *testing.F) {
	for _, s := range normalizeSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkNFKC(t, s)
		checkNFKC(t, spell(s))
	})
}

func checkNFKC(t *testing.T, s string) {
	var kept strings.Builder
	for _, r := range s {
		if !isIgnored(r) {
			kept.WriteRune(r)
		}
	}
	got := bare(Fold(s))
	want := bare(norm.NFKC.String(norm.NFKC.String(kept.String()))) // once is not enough for Hangul letters
	if got != want {
		t.Fatalf("%q\ngot  %q\nwant %q", s, got, want)
	}
}

// bare drops white space and Chinese characters from s, whose phrases depend
// on each other, and folds the rest one by one.
func bare(s string) string {
	var b strings.Builder
	for _, r := range s {
		if to := fold().get(r); to != 0 {
			r = to
		}
		if classOf(r) != space && !IsHan(r) && r != '-' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func benchmarkText(b *testing.B, s string) {
	s = strings.Repeat(s, 200)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Normalize(s)
	}
}

func BenchmarkNormalizeSimplified(b *testing.B) {
	benchmarkText(b, "  (一)引进的重点大学毕业生\uff0c可享受人才公寓或1-3万元住房补贴\uff08每年\uff12\uff10\uff10元\uff09\uff1b实施“双减”。\n")
}

func BenchmarkNormalizeTraditional(b *testing.B) {
	benchmarkText(b, "為市屬學校補充300名教師\uff0c師資佔比提昇\uff1b瞭解答覆\uff0c實施「雙減」。\n")
}

func BenchmarkNormalizeRare(b *testing.B) {
	benchmarkText(b, "①㎡½…⑴ｶﾞ\u200b⻓")
}
