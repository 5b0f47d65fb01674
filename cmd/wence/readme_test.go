package main

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wence/chat/web"
)

// readmeBlock is a block of code in the README, with its language.
var readmeBlock = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

// TestReadmeBots runs the examples of the README's page on bots as they are written, each in a folder of its own, and
// wants an answer with its citation of each.
func TestReadmeBots(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(readme), "\n## 接入机器人\n")
	if !found {
		t.Fatal("the README has no page on bots")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	a := withSamples(t)
	service := httptest.NewServer(web.New(a.webOptions(nil)))
	t.Cleanup(service.Close)
	ran := map[string]bool{}
	for _, block := range readmeBlock.FindAllStringSubmatch(section, -1) {
		language, code := block[1], block[2]
		if strings.HasPrefix(code, "export WENCE=") {
			continue // the address of this server stands in for it
		}
		ran[language] = true
		t.Run(language, func(t *testing.T) {
			out := runExample(t, language, code, service.URL)
			for _, want := range []string{"每人每月450元", "[1]", service.URL + "/notices/", "摘引文件原文"} {
				if !strings.Contains(out, want) {
					t.Errorf("no %s in\n%s", want, out)
				}
			}
			if language == "js" && !strings.Contains(out, "600元") {
				t.Errorf("the second question is not answered:\n%s", out)
			}
		})
	}
	if len(ran) != 4 {
		t.Errorf("ran %v", ran)
	}
}

// runExample runs an example against a server and gives what it prints.
func runExample(t *testing.T, language, code, url string) string {
	t.Helper()
	file, command := "", []string(nil)
	switch language {
	case "sh":
		file, command = "ask.sh", []string{"sh", "ask.sh"}
	case "python":
		file, command = "ask.py", []string{"python3", "ask.py"}
	case "js":
		file, command = "ask.mjs", []string{"node", "ask.mjs"}
	case "go":
		file, command = "ask.go", []string{"go", "run", "ask.go"}
	default:
		t.Fatalf("nobody knows how to run %s", language)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, file), []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), command[0], command[1:]...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "WENCE="+url)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}
