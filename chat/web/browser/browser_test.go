// Package browser tests what people look at in a real browser (the widget, the source page and the console) and what
// programs call with their own client libraries, served by the real program from a throw-away store of the bundled
// samples. The tests themselves are scripts beside this file.
package browser

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const (
	root     = "../../.."
	adminKey = "test-key-of-the-console"
)

// TestBrowser runs every script against one running program, and keeps screenshots in artifacts/browser.
func TestBrowser(t *testing.T) {
	touchSources(t)
	chromium := need(t, "chromium", "chromium", "chromium-browser", "google-chrome")
	node := need(t, "node", "node")
	if _, err := os.Stat("node_modules/playwright-core"); err != nil {
		t.Fatal("no node_modules here: run chat/web/browser/setup.sh")
	}
	shots, err := filepath.Abs(filepath.Join(root, "artifacts", "browser"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	ports := freePorts(t, 3)
	url := start(t, ports)
	scripts, err := filepath.Glob("*.test.mjs")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(script, ".test.mjs"), func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), node, "--test", "--test-reporter=spec", script)
			cmd.Env = append(os.Environ(), "WENCE_URL="+url, "WENCE_KEY="+adminKey,
				fmt.Sprintf("HOST_PORT=%d", ports[1]), fmt.Sprintf("STRANGER_PORT=%d", ports[2]), "CHROMIUM="+chromium, "SHOTS="+shots)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			t.Logf("%s", out)
		})
	}
}

// start builds the program and runs it on a throw-away store of the samples. It gives the address.
func start(t *testing.T, ports []int) string {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "wence")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "wence/cmd/wence").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	store := filepath.Join(dir, "store.db")
	env := append(os.Environ(), "WENCE_STORE="+store, fmt.Sprintf("WENCE_ADDR=127.0.0.1:%d", ports[0]),
		"WENCE_ADMIN_KEY="+adminKey, fmt.Sprintf("WENCE_SITES=pk_test=http://127.0.0.1:%d", ports[1]),
		"WENCE_CHAT_MODEL=", "WENCE_EMBED_MODEL=")
	ingest := exec.CommandContext(t.Context(), program, "ingest", filepath.Join(root, "ingest", "samples", "notices"))
	ingest.Env = env
	if out, err := ingest.CombinedOutput(); err != nil {
		t.Fatalf("ingest: %v\n%s", err, out)
	}
	fillJournal(t, store)
	serve(t, program, env)
	url := fmt.Sprintf("http://127.0.0.1:%d", ports[0])
	await(t, url+"/readyz")
	return url
}

// serve runs the service until the test ends; what it says is shown when the test fails.
func serve(t *testing.T, program string, env []string) {
	t.Helper()
	cmd := exec.CommandContext(context.Background(), program, "serve")
	cmd.Env = env
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	logged := make(chan []string, 1)
	go func() {
		var lines []string
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			if !strings.Contains(scanner.Text(), "level=INFO") {
				lines = append(lines, scanner.Text())
			}
		}
		logged <- lines
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		lines := <-logged
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("the service said:\n%s", strings.Join(lines, "\n"))
		}
	})
}

// await waits until the address answers.
func await(t *testing.T, url string) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		resp, err := http.Get(url)
		if err != nil {
			continue
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return
		}
	}
	t.Fatalf("%s does not answer", url)
}

func freePorts(t *testing.T, n int) []int {
	t.Helper()
	var ports []int
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close() // only at the end, so that no port is given twice
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}

// need finds a program under one of its names.
func need(t *testing.T, what string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatalf("no %s on this machine: run chat/web/browser/setup.sh", what)
	return ""
}

// touchSources looks at every folder of the program and at the scripts, so that go test, which cannot see what the
// commands above read, runs the test again when any of it changed.
func touchSources(t *testing.T) {
	t.Helper()
	for _, top := range []string{"chat", "cmd", "ingest", "retrieval", "prompts"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "node_modules" {
				return fs.SkipDir
			}
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
}
