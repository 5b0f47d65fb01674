package reading

import (
	"slices"
	"testing"

	"wence/retrieval"
)

func TestYears(t *testing.T) {
	cases := []struct {
		text  string
		day   retrieval.Date
		with  string
		years []int
	}{
		{"去年补多少", "2026-11-28", "去年(2025年)补多少", []int{2025}},
		{"前年和今年一样吗", "2026-11-28", "前年(2024年)和今年(2026年)一样吗", []int{2024, 2026}},
		{"2024年的标准", "2026-11-28", "2024年的标准", []int{2024}},
		{"上学年多少", "2026-11-28", "上学年(2025-2026学年)多少", []int{2025, 2026}},
		{"本学年多少", "2026-05-01", "本学年(2025-2026学年)多少", []int{2025, 2026}},
		{"这学期收多少", "2026-11-28", "这学期(2026年秋季)收多少", []int{2026}},
		{"上学期收多少", "2026-11-28", "上学期(2026年春季)收多少", []int{2026}},
		{"上学期收多少", "2026-03-01", "上学期(2025年秋季)收多少", []int{2025}},
		{"下学期收多少", "2026-11-28", "下学期(2027年春季)收多少", []int{2027}},
		{"这学期收多少", "2027-01-10", "这学期(2026年秋季)收多少", []int{2026}},
		{"今秋入学", "2026-05-01", "今秋(2026年)入学", []int{2026}},
		{"电话20261128", "2026-11-28", "电话20261128", nil},
		{"补多少", "2026-11-28", "补多少", nil},
	}
	for _, tc := range cases {
		t.Run(tc.text+string(tc.day), func(t *testing.T) {
			r := Reading{Wording: tc.text, Day: tc.day}
			if got := r.WithYears(); got != tc.with {
				t.Errorf("with years: %s", got)
			}
			if got := r.Years(); !slices.Equal(got, tc.years) {
				t.Errorf("years: %v", got)
			}
		})
	}
}

func TestNotYet(t *testing.T) {
	r := Reading{Day: "2026-03-01"}
	for _, tc := range []struct {
		issued, published retrieval.Date
		want              bool
	}{
		{"2026-04-01", "", true}, {"2026-02-01", "", false}, {"", "2026-03-02", true}, {"", "", false}, {"2026-03-10", "2026-02-20", false},
	} {
		if got := r.NotYet(retrieval.Notice{Issued: tc.issued, Published: tc.published}); got != tc.want {
			t.Errorf("issued %s, published %s: %v", tc.issued, tc.published, got)
		}
	}
}
