package config

import (
	"strings"
	"testing"
)

// TestWeakSecrets: what could be guessed is refused, with the way to make another.
func TestWeakSecrets(t *testing.T) {
	const good = "9f2c4e6ab81d3f7095c2e4a6b8d0f1e3"
	for _, tc := range []struct {
		name, value string
		ok          bool
	}{
		{"WENCE_SECRET", "", true}, {"WENCE_SECRET", good, true}, {"WENCE_SECRET", "secret", false}, {"WENCE_SECRET", good[:31], false},
		{"WENCE_SECRET", strings.Repeat("ab", 32), false},
		{"WENCE_ADMIN_KEY", "", true}, {"WENCE_ADMIN_KEY", good[:16], true}, {"WENCE_ADMIN_KEY", "admin123", false}, {"WENCE_ADMIN_KEY", strings.Repeat("1", 40), false},
	} {
		t.Run(tc.name+" "+tc.value, func(t *testing.T) {
			t.Setenv(tc.name, tc.value)
			_, err := Load()
			if (err == nil) != tc.ok || err != nil && (!strings.Contains(err.Error(), tc.name) || !strings.Contains(err.Error(), "openssl rand") || tc.value != "" && strings.Contains(err.Error(), tc.value)) {
				t.Errorf("got %v", err)
			}
		})
	}
}
