package zh

import (
	"strings"
	"testing"
	"unicode"
)

// fullWidth is how the original of most notices writes its punctuation.
var fullWidth = strings.NewReplacer(",", "\uFF0C", ";", "\uFF1B", "!", "\uFF01", "(", "\uFF08", ")", "\uFF09", ":", "\uFF1A")

func TestSentences(t *testing.T) {
	long := strings.Repeat("教师", 160)
	for _, c := range []struct {
		name string
		want []string
	}{
		{"plain", []string{"招收300名。", "每人200元!", "何时?", "另行通知"}},
		{"semicolons", []string{"(一)加强管理;", "(二)提高质量;", "3.培养教师。"}},
		{"half width, as in the normal form", []string{"完成95%;", "2.加强!", "为何?", "见附件"}},
		{"lines", []string{"一、目标\n", "到2027年,共1.5万人\n\n  ", "二、任务"}},
		{"indented", []string{"  一、目标。\n  ", "二、任务"}},
		{"figures and list marks", []string{"1.培养1.5万人;", "2.补助3.5元"}},
		{"points as full stops", []string{"加强管理.", "提高质量. ", "见附件."}},
		{"numerals before points", []string{"一.加强管理.", "(二).提高质量.", "第三.完"}},
		{"closing quotation mark", []string{"他说:“同意。”", "会议结束。"}},
		{"corner brackets", []string{"他說:「同意。」", "會議結束。"}},
		{"the text runs on", []string{"落实“为了孩子。”的要求。", "“甲。”,“乙。”"}},
		{"questions inside quotes", []string{"回答“为什么?怎么办?”的问题。", "完"}},
		{"title", []string{"《为什么?怎么办!》一书。", "完"}},
		{"title over a line", []string{"印发《关于教育的\n通知;意见》。", "完"}},
		{"bracket", []string{"教师(含代课;含实习。初中)享受补贴。", "完"}},
		{"bracket at the end", []string{"享受补贴。", "(见附件。)\n", "完"}},
		{"mark without a partner", []string{"“双减工作。", "完成(一半。", "下一句。"}},
		{"brackets end with the paragraph", []string{"教师(含代课。\n", "学生)享受。"}},
		{"long quotation", []string{"“" + long + "。", long + "。”", "完"}},
		{"several end marks", []string{"真的?!", "是。。。", "完"}},
		{"wide question mark", []string{"何时\uFF1F", "何地\uFF1F”", "完"}},
		{"address", []string{"见http://a.cn/x.php?id=3;", "完"}},
		{"ellipsis", []string{"等...可以"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, widen := range []*strings.Replacer{strings.NewReplacer(), fullWidth} {
				s := widen.Replace(strings.Join(c.want, ""))
				var got []string
				for _, span := range Sentences(s) {
					got = append(got, s[span.Start:span.End])
				}
				if widen.Replace(strings.Join(c.want, "\x00")) != strings.Join(got, "\x00") {
					t.Errorf("got  %q\nwant %q", got, c.want)
				}
			}
		})
	}
}

// The spans tile the text, none is empty, and only the first may begin with
// white space.
func FuzzSentences(f *testing.F) {
	for _, s := range []string{"甲。乙!", "“甲。”乙", "《甲\n乙》。", " \n ", "甲(乙。", "\"a.\"b;", "1.5。.甲. 乙"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, span := range Sentences(s) {
			if span.Start != at || span.End <= span.Start {
				t.Fatalf("span %v after offset %d", span, at)
			}
			first := strings.TrimLeftFunc(s[at:span.End], unicode.IsSpace)
			if at > 0 && len(first) < span.End-at {
				t.Fatalf("span %q begins with white space", s[at:span.End])
			}
			at = span.End
		}
		if at != len(s) {
			t.Fatalf("the spans end at %d of %d", at, len(s))
		}
	})
}

func BenchmarkSentences(b *testing.B) {
	s := strings.Repeat("(一)引进的重点大学毕业生,可享受人才公寓或1-3万元住房补贴(每年200元);实施“双减”。\n", 200)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Sentences(s)
	}
}
