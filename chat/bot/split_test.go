package bot

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSplit(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		most       int
		want       []string
	}{
		{"nothing", "", 10, []string{""}},
		{"short", "一句。", 10, []string{"一句。"}},
		{"at the end of a sentence", "第一句。第二句。第三", 26, []string{"第一句。第二句。", "第三"}},
		{"with the marks of its sources", "第一句。[1][2]第二句。", 20, []string{"第一句。[1][2]", "第二句。"}},
		{"no sentence ends", strings.Repeat("字", 7), 10, []string{"字字字", "字字字", "字"}},
		{"an end too early", "一。" + strings.Repeat("字", 9), 30, []string{"一。" + strings.Repeat("字", 8), "字"}},
		{"at a line", "甲县:\n乙县:500元", 14, []string{"甲县:", "乙县:500元"}},
		{"room for one character", "字a", 1, []string{"字a"}},
	} {
		if got := Split(tc.text, tc.most); !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

// FuzzSplit: pieces fit, cut no character, and hold all that is no space.
func FuzzSplit(f *testing.F) {
	f.Add("义务教育免试就近入学。[1]\n第二句!", 20)
	f.Add("。。。[", 5)
	f.Add("[1[[1]", 4)
	f.Fuzz(func(t *testing.T, text string, most int) {
		text = strings.ToValidUTF8(text, "?")
		most = max(1, most%200)
		var all strings.Builder
		for _, piece := range Split(text, most) {
			if len(piece) > max(most, utf8.UTFMax) || !utf8.ValidString(piece) {
				t.Errorf("%q cut at %d bytes has the piece %q", text, most, piece)
			}
			all.WriteString(piece)
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if bare(all.String()) != bare(text) {
			t.Errorf("%q cut at %d bytes holds %q", text, most, all.String())
		}
	})
}
