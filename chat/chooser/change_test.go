package chooser

import (
	"strings"
	"testing"

	"wence/retrieval"
)

// TestChange: the versions of a rule are told together, the oldest first, where together they are likely to answer.
func TestChange(t *testing.T) {
	notice := func(id, county string, issued retrieval.Date) retrieval.Notice {
		return retrieval.Notice{ID: id, Title: "招生通知", Issued: issued, Region: retrieval.Region{ID: county, Name: county}}
	}
	last, now, other := notice("1", "甲县", "2025-03-01"), notice("2", "甲县", "2026-03-01"), notice("3", "乙县", "2026-03-01")
	cases := []struct {
		name string
		all  []Candidate // the likeliest first
		want string
	}{
		{"two years", []Candidate{candidate(now, "报名考试费每生80元,低保家庭免收。", 0.3), candidate(last, "报名考试费每生75元。", 0.2)}, "报名考试费每生75元。|报名考试费每生80元,低保家庭免收。"},
		{"not likely", []Candidate{candidate(now, "报名考试费每生80元。", 0.2), candidate(last, "报名考试费每生75元。", 0.1)}, ""},
		{"one year", []Candidate{candidate(now, "报名考试费每生80元。", 0.9), candidate(last, "体育考试满分为60分。", 0.1)}, ""},
		{"another place", []Candidate{candidate(now, "报名考试费每生80元。", 0.5), candidate(other, "报名考试费每生75元。", 0.4)}, ""},
		{"a heading", []Candidate{candidate(now, "报名考试费每生80元。", 0.5), candidate(last, "报名考试费", 0.4)}, ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var told []string
			for _, q := range change(tc.all).Answers {
				told = append(told, q.Words())
			}
			if got := strings.Join(told, "|"); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
