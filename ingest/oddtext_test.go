package ingest

import (
	"context"
	"strings"
	"testing"
)

// TestOddText: single bytes that a program left, bullets of symbol fonts and years of the Republic cost no file, and say
// what they say.
func TestOddText(t *testing.T) {
	const head = "丹霞县教育资助办法\n丹霞教发〔2026〕9号\n\n各学校:\n"
	tests := []struct{ name, text, want string }{
		{"a zero byte", head + "一、普惠园每年\x00资助1500元。\n", "一、普惠园每年资助1500元。"},
		{"bullets of private use", head + strings.Repeat("\uE003 各学校应当公布收费标准。\n\uF06C退还多收的费用。\n", 6), "• 各学校应当公布收费标准。"},
		{"thousands apart", head + "一、寄宿生每年补助1 050元。\n", "一、寄宿生每年补助1 050元。"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), "notice.txt", []byte(tc.text))
			if err != nil {
				t.Fatal(err)
			}
			if n := Understand(doc, gazetteer(t)); !strings.Contains(n.Text, tc.want) {
				t.Errorf("text %q", n.Text)
			}
		})
	}
	for text, want := range map[string]string{"民国114年9月1日": "2025-09-01", "中华民国一百一十四年9月1日": "2025-09-01", "民国300年9月1日": ""} {
		if got := parseDate(fold(text)); string(got) != want || dateOnly(fold(text)) != (want != "") {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// TestWrappedLines: a line without an indent goes on with one that begins as paragraphs do, however short the source breaks
// them; signatures, dates and what a colon announces do not.
func TestWrappedLines(t *testing.T) {
	doc, err := Read(context.Background(), "notice.txt", []byte("关于教科书征订的通知\n\n\u3000\u3000一、免费教科书按在校学生数\n的100%征订,教师用书按任课教师\n数征订,每科不超过1套。\n"+
		"\u3000\u3000二、各校征订数据报教研室\n联系人:张三\n\u3000\u3000丹霞县教育局教研室\n2026年5月1日\n"))
	if err != nil {
		t.Fatal(err)
	}
	n := Understand(doc, gazetteer(t))
	for _, want := range []string{"一、免费教科书按在校学生数的100%征订,教师用书按任课教师数征订,每科不超过1套。\n", "报教研室\n联系人:张三\n", "教研室\n2026年5月1日"} {
		if !strings.Contains(n.Text, want) {
			t.Errorf("%q is not in %q", want, n.Text)
		}
	}
}

// TestEndlessSentence: the work for each figure of a sentence without end is bounded, for no statement is longer than a
// passage.
func TestEndlessSentence(t *testing.T) {
	const figures = 6000
	n := ofText(t, "某县资助办法\n\n一、"+strings.Repeat("小学每人每年补助1250元", figures)+"。\n")
	longestText := 0
	for _, p := range Split(n) {
		longestText = max(longestText, len([]rune(p.Text)))
	}
	if longestText > longest {
		t.Errorf("a passage of %d characters", longestText)
	}
}
