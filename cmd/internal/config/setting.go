package config

import (
	"slices"
	"strings"
)

// A Setting is a variable that is set, for people: without what is secret.
type Setting struct{ Name, Value string }

// Settings are the variables that are set, and by Unknown those that begin like ours and mean nothing.
type Settings struct {
	Set     []Setting
	Unknown []string
}

// secret are parts of the names of variables whose values are not shown.
var secret = []string{"KEY", "SECRET", "PASSWORD", "TOKEN"}

// foreign are the beginnings of our names that other programs read: tests, compose.
var foreign = []string{"WENCE_TEST_", "WENCE_POSTGRES_", fileVariable}

// Show gives the settings as they are.
func Show() (Settings, error) {
	all, err := environment()
	if err != nil {
		return Settings{}, err
	}
	known, err := names()
	if err != nil {
		return Settings{}, err
	}
	var s Settings
	for _, name := range known {
		if value := all[name]; value != "" {
			s.Set = append(s.Set, Setting{name, shown(name, value)})
		}
	}
	for name := range all {
		known := slices.Contains(known, name) || slices.ContainsFunc(foreign, func(f string) bool { return strings.HasPrefix(name, f) })
		if strings.HasPrefix(name, "WENCE_") && !known {
			s.Unknown = append(s.Unknown, name)
		}
	}
	slices.Sort(s.Unknown)
	return s, nil
}

// shown is a value without what is secret in it.
func shown(name, value string) string {
	if slices.ContainsFunc(secret, func(part string) bool { return strings.Contains(name, part) }) {
		return "(已设置)"
	}
	if strings.HasPrefix(name, "WENCE_STORE") {
		parts := strings.Fields(value)
		for i, part := range parts {
			parts[i] = Config{Store: part}.StoreName()
		}
		return strings.Join(parts, " ")
	}
	return value
}
