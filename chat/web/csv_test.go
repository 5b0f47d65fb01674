package web

import "testing"

// TestHarmless: no cell begins like a formula, in half or in full width.
func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "补贴": "补贴", "=1+1": "'=1+1", "-1": "'-1", "＝HYPERLINK": "'＝HYPERLINK", "＋1": "'＋1", "－1": "'－1", "＠x": "'＠x", "1＝1": "1＝1",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("%q: %q", cell, got)
		}
	}
}
