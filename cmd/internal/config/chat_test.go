package config_test

import (
	"testing"

	"wence/cmd/internal/config"
)

func TestChat(t *testing.T) {
	cases := []struct {
		name, mode, check string
		model             string // that is left; "" = none
		fails             bool
	}{
		{"nothing set", "", "", "m", false},
		{"checked", "on", "on", "m", false},
		{"checked where there are doubts", "on", "doubts", "m", false},
		{"not checked", "", "off", "m", false},
		{"another word", "", "yes", "", true},
		{"another mode", "yes", "", "", true},
		{"a locked mode leaves nothing to check", "off", "on", "", false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Setenv("WENCE_CHAT_URL", "http://127.0.0.1:1/v1")
			t.Setenv("WENCE_CHAT_MODEL", "m")
			t.Setenv("WENCE_CHAT_MODE", tc.mode)
			t.Setenv("WENCE_CHAT_CHECK", tc.check)
			c, err := config.Load()
			if (err != nil) != tc.fails || c.Chat.Model != tc.model || err == nil && c.Chat.Check != tc.check {
				t.Errorf("%+v, %v", c.Chat, err)
			}
		})
	}
}
