package encoder

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestTokens compares with Hugging Face's tokenizers on the same vocabulary.
func TestTokens(t *testing.T) {
	var cases []struct {
		Text   string
		Tokens [][3]int
	}
	readJSON(t, "testdata/tokens.json", &cases)
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	n := tiny(t, Options{})
	for _, c := range cases {
		t.Run(c.Text, func(t *testing.T) {
			var want []Token
			for _, v := range c.Tokens {
				want = append(want, Token{int32(v[0]), v[1], v[2]})
			}
			if got := n.Tokenize(c.Text); !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
		})
	}
}

func TestLongTexts(t *testing.T) {
	n := tiny(t, Options{})
	for name, text := range map[string]string{"characters": strings.Repeat("教师,", 1<<20), "a word": strings.Repeat("a", 1<<20), "words": strings.Repeat("gdp 20", 1<<20)} {
		whole, begin := n.Tokenize(text), n.Begin(text)
		if want := whole[:min(len(whole), n.Positions())]; !slices.Equal(begin, want) {
			t.Errorf("%s: Begin gives %d tokens, not the first of Tokenize", name, len(begin))
		}
		if bytes := testing.AllocsPerRun(1, func() { n.Begin(text) }); bytes > 50 {
			t.Errorf("%s: Begin allocates %v times", name, bytes)
		}
	}
}

// Tokens lie in the text one after another, and nothing but space and what cannot be seen lies between them.
func FuzzTokenize(f *testing.F) {
	n := tiny(f, Options{})
	for _, s := range []string{"", "教师600元", "ａＢ c\u0301〇〇", "\xff教\xe6", "gdp2023 \u200b", strings.Repeat("a", 101)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, token := range append(n.Tokenize(s), Token{0, len(s), len(s)}) {
			if token.Start < end || token.End < token.Start || token.End > len(s) {
				t.Fatalf("%v after %d in %q", token, end, s)
			}
			if token.ID < 0 || int(token.ID) >= n.vocab.size {
				t.Fatalf("token %d", token.ID)
			}
			for _, r := range s[end:token.Start] {
				if c := classOf(fold(r)); c != space && c != nothing {
					t.Fatalf("%q left out of %q", r, s)
				}
			}
			if token.Start < len(s) && !utf8.RuneStart(s[token.Start]) && utf8.ValidString(s) {
				t.Fatalf("%v begins within a character of %q", token, s)
			}
			end = token.End
		}
	})
}
