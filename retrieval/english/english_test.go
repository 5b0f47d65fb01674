package english_test

import (
	"strings"
	"testing"
	"unicode"

	"wence/retrieval/english"
)

// cities stand in for the gazetteer.
func cities(word string) (string, bool) {
	name, ok := map[string]string{"Lanzhou": "兰州市", "Xi'an": "西安市"}[word]
	return name, ok
}

func TestChinese(t *testing.T) {
	g := english.New()
	for _, c := range []struct{ name, question, want string }{
		{"terms of several words go first", "How much is the after-school care fee?", "多少 标准 课后服务 收费 费用"},
		{"inflected words", "subsidies for boarding pupils", "补助 补贴 寄宿 学生 小学生"},
		{"places by their pinyin", "school bus rules in Lanzhou and Xi’an", "校车 规定 兰州市 西安市"},
		{"numbers stay", "children aged 3.5 in 2026", "儿童 孩子 年龄 3.5 2026"},
		{"Chinese words stay", "When is the 指标到校 quota published?", "什么时候 指标到校 名额 指标 公布"},
		{"nothing that is known", "Lorem ipsum dolor", "Lorem ipsum dolor"},
		{"nothing at all", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := g.Chinese(c.question, cities); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// FuzzChinese holds that what comes out is what went in, or free of Latin letters.
func FuzzChinese(f *testing.F) {
	g := english.New()
	f.Add("How old must a child be?")
	f.Fuzz(func(t *testing.T, question string) {
		got := g.Chinese(question, cities)
		if got != question && strings.ContainsFunc(got, func(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }) {
			t.Errorf("%q became %q", question, got)
		}
	})
}
