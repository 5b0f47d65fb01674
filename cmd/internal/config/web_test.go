package config

import (
	"slices"
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	for _, tc := range []struct {
		name string
		c    Config
		want []string
	}{
		{"public", Config{URL: "https://Wence.example:8443", Addr: "0.0.0.0:80", Hosts: []string{"Alt.example"}}, []string{"wence.example", "alt.example"}},
		{"this machine alone", Config{Addr: "127.0.0.1:8080"}, []string{"localhost"}},
		{"this machine alone, IPv6", Config{Addr: "[::1]:8080"}, []string{"localhost"}},
		{"a network", Config{Addr: ":8080"}, nil},
		{"behind a proxy", Config{Addr: "127.0.0.1:8080", Proxies: []string{"127.0.0.1"}}, nil},
	} {
		if got := tc.c.Names(); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q", tc.name, got)
		}
	}
}

// TestStoreName tells no password, wherever it stands and whatever is in it.
func TestStoreName(t *testing.T) {
	for _, dsn := range []string{
		"postgres://w:geheim@db/wence", "postgres://w:ge%heim@db/wence", "postgres://w:geheim/x@db:port/wence", "postgresql://db/wence?user=w&password=geheim",
		"postgres://db/wence?sslpassword=geheim", "postgres://w:gehe im@db/wence",
	} {
		name := Config{Store: dsn}.StoreName()
		if strings.Contains(name, "heim") || strings.Contains(name, "gehe") || !strings.HasPrefix(name, "postgres") {
			t.Errorf("%s is shown as %s", dsn, name)
		}
	}
	if name := (Config{Store: "a b/wence.db"}).StoreName(); name != "a b/wence.db" {
		t.Error(name)
	}
}
