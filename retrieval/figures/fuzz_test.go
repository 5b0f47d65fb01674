package figures

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzFind holds for any bytes: spans lie in the text, in order and apart, and
// hold Text; values are finite and in order; a figure equals and supports
// itself; Equal is symmetric; a text supports itself; cells have valid spans.
func FuzzFind(f *testing.F) {
	for _, text := range goldenTexts(f) {
		f.Add(text)
	}
	f.Add("\xff1\x80元\n第一\xe4\xb8条")
	f.Add("㏠㋀½①⒈²㎡½年")
	f.Fuzz(func(t *testing.T, text string) {
		found := Find(text)
		end := 0
		for i, g := range found {
			if g.Start < end || g.End <= g.Start || g.End > len(text) || text[g.Start:g.End] != g.Text {
				t.Fatalf("span [%d,%d) of %q after %d", g.Start, g.End, text, end)
			}
			if utf8.ValidString(text) && !utf8.ValidString(g.Text) {
				t.Fatalf("%q cuts a character", g.Text)
			}
			if strings.ContainsAny(g.Text, "\n\t") {
				t.Fatalf("%q crosses a line or cell", g.Text)
			}
			if g.Kind == 0 || g.Kind > Expression || g.Low > g.High && g.Kind != Ratio || isBad(g.Low) || isBad(g.High) {
				t.Fatalf("%q: %#v", g.Text, g)
			}
			if g.String() == "" || !g.Equal(g) || !Supports(g, g) {
				t.Fatalf("%q: %#v does not equal or support itself", g.Text, g)
			}
			if i > 0 && g.Equal(found[i-1]) != found[i-1].Equal(g) {
				t.Fatalf("Equal of %v and %v is not symmetric", g, found[i-1])
			}
			end = g.End
		}
		if wrong := Unsupported(text, text); len(wrong) > 0 {
			t.Fatalf("%q does not support its own %s", text, describe(wrong))
		}
		for _, g := range FindCell(text, text) {
			if text[g.Start:g.End] != g.Text {
				t.Fatalf("cell span [%d,%d) of %q", g.Start, g.End, text)
			}
		}
	})
}

func isBad(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) || v < 0 }

// goldenTexts returns the texts of the golden tables.
func goldenTexts(f testing.TB) []string {
	files, _ := filepath.Glob("testdata/*/*.tsv")
	var texts []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			text, _, ok := strings.Cut(line, "\t")
			if ok {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

// byContext are figures whose unit, month or very being is said beside them:
// 学位17000个, 9月1日、15日, 第一、二款.
var byContext = strings.Fields("17000个 5400个 3个 20个 12个 一项 15日 22日 20日 2号 二款 三分")

// TestFindAgain finds each figure again in its own text, unless it shares its
// unit with the next.
func TestFindAgain(t *testing.T) {
	checked := 0
	for _, text := range goldenTexts(t) {
		for _, f := range Find(text) {
			last, _ := utf8.DecodeLastRuneInString(f.Text)
			if last >= '0' && last <= '9' || hanDigit(last) >= 0 || slices.Contains(byContext, f.Text) {
				continue
			}
			checked++
			again := Find(f.Text)
			if len(again) != 1 || !sameButContext(again[0], f) {
				t.Errorf("%s: %q is %s, alone it is %s", text, f.Text, f, describe(again))
			}
		}
	}
	if checked < 500 {
		t.Errorf("only %d figures were checked", checked)
	}
}

// sameButContext reports whether two figures are equal but for what stands
// around them: a rate, a bound, a year.
func sameButContext(f, g Figure) bool {
	f.Per, g.Per, f.Bound, g.Bound = "", "", Exact, Exact
	if f.Kind == Date {
		return Supports(g, f)
	}
	return f.Equal(g) || alike(g, f) && f.Low == g.Low // 九届 is an ordinal only beside 三次会议
}
