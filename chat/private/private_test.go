package private

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// forms are personal data as people write it, made up: what it is, a text, and the part that must go.
//
//go:embed testdata/forms.txt
var forms string

// Bars of the mask: the share of forms that are masked, and of ordinary questions that are changed.
const (
	leastMasked = 0.95
	mostHarmed  = 0.01
)

func TestForms(t *testing.T) {
	n, masked := 0, 0
	for line := range strings.Lines(forms) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		if len(parts) != 3 || !strings.Contains(parts[1], parts[2]) {
			t.Fatalf("not a form: %q", line)
		}
		n++
		if got := Mask(parts[1]); !strings.Contains(got, parts[2]) {
			masked++
		} else {
			t.Logf("%s: %q stays in %q", parts[0], parts[2], got)
		}
	}
	t.Logf("%d of %d forms masked", masked, n)
	if n < 150 || float64(masked) < leastMasked*float64(n) {
		t.Errorf("%d of %d forms masked, want %.0f%%", masked, n, 100*leastMasked)
	}
}

// ordinary questions are those that others made for other tests.
func questions(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, name := range []string{"notice_qa/cases.jsonl", "law_qa/qa.jsonl"} {
		file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", name))
		if err != nil {
			t.Fatalf("the shared data must lie beside the repository: %v", err)
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var row struct{ Question string }
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			all = append(all, row.Question)
		}
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "mrc", "cmrc2018_dev.json"))
	if err != nil {
		t.Fatal(err)
	}
	var set struct {
		Data []struct {
			Paragraphs []struct{ Qas []struct{ Question string } }
		}
	}
	if err := json.Unmarshal(data, &set); err != nil {
		t.Fatal(err)
	}
	for _, d := range set.Data {
		for _, p := range d.Paragraphs {
			for _, q := range p.Qas {
				all = append(all, q.Question)
			}
		}
	}
	return all[:2000]
}

func TestOrdinaryQuestions(t *testing.T) {
	harmed := 0
	all := questions(t)
	for _, q := range all {
		if got := Mask(q); got != q {
			harmed++
			t.Logf("%s\n -> %s", q, got)
		}
	}
	t.Logf("%d of %d questions harmed", harmed, len(all))
	if float64(harmed) > mostHarmed*float64(len(all)) {
		t.Errorf("%d of %d questions harmed, want at most %.0f%%", harmed, len(all), 100*mostHarmed)
	}
}

func TestMask(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"nothing", "班主任津贴每人每月450元,2026年3月16日起?", "班主任津贴每人每月450元,2026年3月16日起?"},
		{"several", "𠮷13812345678,a1@b.cn 50023619900101123X", "𠮷〔电话〕,〔邮箱〕 〔证件号〕"},
		{"the name goes with the number", "我儿子李雷的身份证500236201501011234", "我儿子〔姓名〕的身份证〔证件号〕"},
		{"years are no number", "2018 2019 2020 2021年的名额", "2018 2019 2020 2021年的名额"},
		{"an amount", "138123456元", "138123456元"},
		{"a number of 12 digits", "编138123456789", "编138123456789"},
		{"a document's number", "奉节府办发〔2023〕65号", "奉节府办发〔2023〕65号"},
		{"a service number", "打12345还是12355", "打12345还是12355"},
		{"a day of a rule", "2018年8月31日前出生的能上小学吗", "2018年8月31日前出生的能上小学吗"},
		{"a school of a road", "中山路小学几点放学", "中山路小学几点放学"},
		{"teachers of a kind", "高中老师的津贴,任课老师打分", "高中老师的津贴,任课老师打分"},
		{"not UTF-8", "电话\xff13812345678", ""},
	} {
		if got := Mask(tc.text); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
	if got := Blank("电话13812345678能报吗"); got != "电话***能报吗" {
		t.Errorf("blank: %q", got)
	}
	for text, want := range map[string]string{
		"娃2019年8月30日出生,能上吗": "娃2019年8月30日出生,能上吗", "我叫李雷,2019年8月30日出生": "我叫***,***出生",
	} {
		if got := Blank(text); got != want {
			t.Errorf("blank %q: %q", text, got)
		}
	}
}

// FuzzMask hides a number in a text: it must go, the spans stand in order within the text, and what is masked once stays
// as it is.
func FuzzMask(f *testing.F) {
	f.Add("我的电话", "能报名吗")
	f.Add("１2 ", "x@")
	f.Fuzz(func(t *testing.T, before, after string) {
		before, after = strings.ToValidUTF8(before, "?"), strings.ToValidUTF8(after, "?") // as questions are
		text := before + "。13812345678。" + after
		if got := Mask(text); strings.Contains(got, "13812345678") {
			t.Errorf("%q keeps the number", got)
		}
		spans := Find(text)
		if !slices.IsSortedFunc(spans, func(a, b Span) int { return a.Start - b.Start }) {
			t.Errorf("spans %v", spans)
		}
		for i, s := range spans {
			if s.Start >= s.End || s.End > len(text) || i > 0 && spans[i-1].End > s.Start {
				t.Errorf("span %v of %v", s, spans)
			}
		}
	})
}

func BenchmarkMask(b *testing.B) {
	text := strings.Repeat("我孩子在夔门路小学上三年级,补贴多少?", 25)
	for b.Loop() {
		Mask(text)
	}
}
