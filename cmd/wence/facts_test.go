package main

import (
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// TestFacts ingests the sample notices and asks for their facts in every way.
func TestFacts(t *testing.T) {
	store := filepath.Join(t.TempDir(), "store.db")
	if out, err := run(t, store, "ingest", "../../ingest/samples/notices"); err != nil {
		t.Fatalf("ingest: %v\n%s", err, out)
	}
	for _, tc := range []struct {
		name       string
		args       []string
		have, lack []string
	}{
		{"all", nil, []string{"补贴", "名额", "时限", "要求", "目标", "450元/人/月"}, nil},
		{"kind in Chinese", []string{"--kind", "名额", "--q", "师德标兵"}, []string{"10人/年"}, []string{"450元"}},
		{"kind in English", []string{"--kind", "deadline", "--q", "转学"}, nil, []string{"补贴"}},
		{"a county has its own rules and those above it", []string{"--region", "荻溪县", "--kind", "补贴"}, []string{"700元/人/月", "3000元/生/年"}, []string{"450元/人/月"}},
		{"in force on a day", []string{"--as-of", "2020-01-01", "--q", "三年行动计划 补助"}, []string{"200元/生/年"}, nil},
		{"no longer in force", []string{"--as-of", "2026-01-01", "--q", "三年行动计划 补助"}, []string{"没有符合条件的数据"}, []string{"200元"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			out, err := run(t, store, append([]string{"facts"}, tc.args...)...)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range tc.have {
				if !strings.Contains(out, want) {
					t.Errorf("lacks %s:\n%s", want, out)
				}
			}
			for _, not := range tc.lack {
				if strings.Contains(out, not) {
					t.Errorf("has %s:\n%s", not, out)
				}
			}
		})
	}
	out, err := run(t, store, "facts", "--kind", "补贴", "--csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out, err = run(t, store, "facts", "--kind", "补贴", "--json")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var first struct{ Kind, Figure, Link string }
	if err := json.Unmarshal([]byte(lines[0]), &first); err != nil || first.Kind != "subsidy" || first.Figure == "" || !strings.HasPrefix(first.Link, "/notices/") {
		t.Errorf("first line %s: %+v, %v", lines[0], first, err)
	}
	if len(rows)-1 != len(lines) || len(lines) < 50 {
		t.Errorf("%d rows of CSV, %d lines of JSON", len(rows)-1, len(lines))
	}
}

func TestFactsRefused(t *testing.T) {
	store := filepath.Join(t.TempDir(), "store.db")
	if _, err := run(t, store, "migrate"); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ args, want string }{
		{"--kind 礼物", "可选补贴、名额、时限、要求、目标"}, {"--as-of 明天", "YYYY-MM-DD"}, {"--region 无此县县", "没有"}, {"--csv --json", "csv"},
	} {
		_, err := run(t, store, append([]string{"facts"}, strings.Fields(tc.args)...)...)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", tc.args, err)
		}
	}
}
