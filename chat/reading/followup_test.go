package reading

import (
	"testing"

	"wence/retrieval/zh"
)

func TestFollowUps(t *testing.T) {
	const first = "县里硕士研究生住房补贴每年多少"
	cases := []struct {
		name          string
		earlier       []string
		text          string
		before, shift string
		leans         bool
	}{
		{"opens", nil, "住房补贴多少", "", "", false},
		{"same of another", []string{first}, "那本科生呢?", first, "本科生", true},
		{"goes on with it", []string{first, "那本科生呢?"}, "能领几年?", first + " 那本科生呢?", "本科生", true},
		{"leans", []string{first}, "什么时候提交?", first, "", true},
		{"stands", []string{first}, "硕士要服务几年?", first, "", false},
		{"another matter", []string{first, "那本科生呢?"}, "班主任津贴标准是多少?", first + " 那本科生呢?", "", false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			r := Reading{Question: Question{Text: tc.text}, Folded: zh.Fold(tc.text)}
			for _, q := range tc.earlier {
				r.Earlier = append(r.Earlier, zh.Fold(q))
			}
			if got := zh.Fold(r.Before()); got != zh.Fold(tc.before) {
				t.Errorf("before: %s", got)
			}
			if r.Leans() != tc.leans {
				t.Errorf("leans: %v", r.Leans())
			}
			if got := r.Shift(); got != tc.shift {
				t.Errorf("shift: %s", got)
			}
		})
	}
}
