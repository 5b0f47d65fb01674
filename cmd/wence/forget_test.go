package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wence/retrieval"
	"wence/retrieval/embedded"
)

// TestForget deletes questions by what the command line says.
func TestForget(t *testing.T) {
	path := filepath.Join(t.TempDir(), "forget.db")
	t.Setenv("WENCE_STORE", path)
	s, err := embedded.Open(t.Context(), path, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 11, 20, 12, 0, 0, 0, time.Local)
	for id, text := range map[string]string{"1": "李雷的补贴", "2": "韩梅梅的补贴", "3": "都有谁"} {
		if err := s.Journal(t.Context(), retrieval.Asked{ID: id, At: day, Question: text}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ args, want, wrong string }{
		{"", "", "请给出要删除什么"}, {"--day 20.11.", "", "YYYY-MM-DD"}, {"--text 王", "已删除0条", ""},
		{"--text 李雷", "已删除1条", ""}, {"--id 2", "已删除1条", ""}, {"--day 2026-11-19", "已删除0条", ""}, {"--day 2026-11-20", "已删除1条", ""},
	} {
		var out bytes.Buffer
		cmd := root()
		cmd.SetArgs(append([]string{"forget"}, strings.Fields(tc.args)...))
		cmd.SetOut(&out)
		err := cmd.Execute()
		if strings.TrimSpace(out.String()) != tc.want || (err == nil) != (tc.wrong == "") || err != nil && !strings.Contains(err.Error(), tc.wrong) {
			t.Errorf("forget %s: %q, %v", tc.args, out.String(), err)
		}
	}
	if got := changesIn(t, path); got != "forgotten forgotten forgotten" {
		t.Errorf("noted: %q", got)
	}
}
