package config

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/caarlos0/env/v11"
)

// The file of settings: the one that fileVariable names, which must be there, or else standardFile in the working
// directory, which need not.
const (
	fileVariable = "WENCE_CONFIG"
	standardFile = "wence.env"
)

// environment is what the settings are read from: the file, and above it the process's environment.
func environment() (map[string]string, error) {
	all := env.ToMap(os.Environ())
	name := all[fileVariable]
	file, err := readFile(name)
	if err != nil {
		return nil, err
	}
	for key, value := range file {
		if _, set := all[key]; !set {
			all[key] = value
		}
	}
	return all, nil
}

// readFile reads the file of settings; "" names the standard one.
func readFile(name string) (map[string]string, error) {
	path := name
	if path == "" {
		path = standardFile
	}
	if _, err := os.Stat(path); err != nil && name == "" && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)) {
		return nil, nil // also where the folder itself cannot be looked into, as root's by sudo -u wence
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("打不开配置文件 %s(%s):%w", path, fileVariable, err)
	}
	defer f.Close()
	known, err := names()
	if err != nil {
		return nil, err
	}
	settings := map[string]string{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		key = strings.TrimSpace(strings.TrimPrefix(key, "export "))
		switch {
		case !ok:
			return nil, fmt.Errorf("配置文件 %s 第%d行应写作 名称=值", path, n)
		case !slices.Contains(known, key):
			return nil, fmt.Errorf("配置文件 %s 第%d行:没有 %s 这一项,请核对拼写", path, n, key)
		}
		settings[key] = unquote(strings.TrimSpace(value))
	}
	return settings, lines.Err()
}

// unquote takes off quotation marks around a whole value, as shells and systemd do.
func unquote(value string) string {
	if len(value) >= 2 && (value[0] == '"' || value[0] == '\'') && value[len(value)-1] == value[0] {
		return value[1 : len(value)-1]
	}
	return value
}

// names are the names of all settings, in the order of Config.
func names() ([]string, error) {
	params, err := env.GetFieldParams(&Config{})
	if err != nil {
		return nil, fmt.Errorf("list settings: %w", err)
	}
	list := make([]string, len(params))
	for i, p := range params {
		list[i] = p.Key
	}
	return list, nil
}
