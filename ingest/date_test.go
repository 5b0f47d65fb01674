package ingest

import (
	"testing"

	"wence/retrieval"
)

func TestDate(t *testing.T) {
	known := retrieval.Notice{Origin: "a.txt", SHA256: "1", Added: "2026-01-01", Changed: "2026-02-02"}
	for name, tc := range map[string]struct {
		known, n       retrieval.Notice
		added, changed retrieval.Date
	}{
		"new":                     {retrieval.Notice{}, retrieval.Notice{Origin: "a.txt", SHA256: "1"}, "2026-11-21", ""},
		"same bytes elsewhere":    {known, retrieval.Notice{Origin: "b.txt", SHA256: "1"}, "2026-11-21", ""},
		"other bytes":             {known, retrieval.Notice{Origin: "a.txt", SHA256: "2"}, "2026-01-01", "2026-11-21"},
		"read anew":               {known, retrieval.Notice{Origin: "a.txt", SHA256: "1"}, "2026-01-01", "2026-02-02"},
		"stored before it was so": {retrieval.Notice{Origin: "a.txt", SHA256: "1"}, retrieval.Notice{Origin: "a.txt", SHA256: "2"}, "", "2026-11-21"},
	} {
		date(&tc.n, tc.known, "2026-11-21")
		if tc.n.Added != tc.added || tc.n.Changed != tc.changed {
			t.Errorf("%s: added %q, changed %q", name, tc.n.Added, tc.n.Changed)
		}
	}
}
