package pg

import (
	"strings"
	"testing"
)

func TestServerCheck(t *testing.T) {
	for _, tc := range []struct {
		name   string
		server server
		want   string // part of the refusal, "" when there is none
	}{
		{"as Debian 13 has it", server{postgres: 170006, available: "0.8.0"}, ""},
		{"in use", server{postgres: 170006, installed: "0.8.1", available: "0.8.2"}, ""},
		{"a version to come", server{postgres: 190001, installed: "1.0", available: "1.0"}, ""},
		{"old PostgreSQL", server{postgres: 140012, available: "0.8.0"}, "需要 15"},
		{"no pgvector", server{postgres: 170006}, "postgresql-17-pgvector"},
		{"old package", server{postgres: 150006, available: "0.4.4"}, "升级其软件包"},
		{"old in the database", server{postgres: 170006, installed: "0.7.4", available: "0.8.2"}, "服务器上已有 0.8.2"},
		{"old in both", server{postgres: 170006, installed: "0.7.4", available: "0.7.4"}, "先升级服务器上的 pgvector"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			err := tc.server.check()
			if (err == nil) != (tc.want == "") || err != nil && !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}

func TestServerWarning(t *testing.T) {
	for installed, warned := range map[string]bool{"0.8.0": true, "0.8.1": true, "0.8.2": false, "0.9.0": false, "0.10": false, "1.0.0": false} {
		if got := (server{installed: installed}).warning(); strings.Contains(got, "CVE-2026-3172") != warned {
			t.Errorf("%s: %q", installed, got)
		}
	}
}
