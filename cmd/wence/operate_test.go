package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wence/cmd/internal/config"
)

// TestEmptyStore says that there is nothing to answer from, and how that changes.
func TestEmptyStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty.db")
	if _, err := run(t, path, "migrate"); err != nil {
		t.Fatal(err)
	}
	if out, err := run(t, path, "ask", "班主任津贴是多少?"); err != nil || !strings.Contains(out, "还没有收录任何文件") {
		t.Errorf("%v: %s", err, out)
	}
	out, err := run(t, path, "status", "--json")
	var status map[string]any
	if e := json.Unmarshal([]byte(out), &status); err != nil || e != nil {
		t.Fatal(err, e)
	}
	for _, name := range []string{"store", "notices", "passages", "vectors", "version", "embedder", "chat_model", "replicas"} {
		if _, ok := status[name]; !ok {
			t.Errorf("status lacks %s: %s", name, out)
		}
	}
}

// TestUsageErrors are in Chinese.
func TestUsageErrors(t *testing.T) {
	for _, tc := range []struct{ args, says string }{
		{"sevre", "没有命令 sevre"}, {"ask", "应有1个参数,现有0个"}, {"ingest", "至少应有1个参数"}, {"serve --port 1", "没有选项 --port"},
		{"serve --addr", "选项 --addr 后面要有值"}, {"facts --csv --json", "只能用其中一个"}, {"serve -x", "没有选项"},
		{"demo --once=perhaps", "有误"},
	} {
		_, err := run(t, filepath.Join(t.TempDir(), "x.db"), strings.Fields(tc.args)...)
		if err = chinese(err); err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("wence %s: %v", tc.args, err)
		}
	}
	if own := errors.New("没有这份文件"); chinese(own) != own || chinese(nil) != nil {
		t.Error("an error of our own is changed")
	}
}

// TestHelp speaks Chinese in every command's usage.
func TestHelp(t *testing.T) {
	for _, c := range append(root().Commands(), root()) {
		out, err := run(t, "", append(strings.Fields(c.CommandPath())[1:], "--help")...)
		if err != nil || !strings.Contains(out, "用法:") {
			t.Errorf("%s: %v: %s", c.CommandPath(), err, out)
		}
		for _, english := range []string{"Usage", "Flags", "Examples", "Available", "help for", "information", "Generate", "about any"} {
			if strings.Contains(out, english) && c.Name() != "completion" {
				t.Errorf("%s --help says %s: %s", c.CommandPath(), english, out)
			}
		}
	}
}

// TestConfigPrompts finds a folder of prompts that cannot be used before the service starts.
func TestConfigPrompts(t *testing.T) {
	t.Setenv("WENCE_PROMPTS", filepath.Join(t.TempDir(), "none"))
	if _, err := run(t, "x.db", "config"); err == nil || !strings.Contains(err.Error(), "WENCE_PROMPTS") {
		t.Error(err)
	}
}

func TestVersionAndConfig(t *testing.T) {
	if out, err := run(t, "", "version"); err != nil || !strings.HasPrefix(out, "wence ") || !strings.Contains(out, "go1.") {
		t.Errorf("%v: %s", err, out)
	}
	t.Setenv("WENCE_ADMIN_KEY", "geheim-4f1d8c2b7a")
	if out, err := run(t, "postgres://w:geheim@h/d", "config"); err != nil || strings.Contains(out, "geheim") || !strings.Contains(out, "WENCE_ADMIN_KEY=(已设置)") {
		t.Errorf("%v: %s", err, out)
	}
}

// TestPortTaken has a demo go to the next port, and says so of an address that cannot be listened on.
func TestPortTaken(t *testing.T) {
	first, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := listenNear(first.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if second.Addr().String() == first.Addr().String() {
		t.Error("one port for two")
	}
	for _, addr := range []string{"127.0.0.1", "127.0.0.1:http!", "203.0.113.1:80"} {
		if l, err := listenNear(addr); err == nil {
			l.Close()
			t.Errorf("listens on %s", addr)
		}
	}
}

// TestServeMetrics serves counts at an address of their own, and not at the service's.
func TestServeMetrics(t *testing.T) {
	a := newApp(t)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	a.config.Metrics = free.Addr().String()
	free.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.serveOn(ctx, listener, nil) }()
	get := func(url string) string {
		for {
			resp, err := http.Get(url)
			if err != nil { // it is still being opened
				time.Sleep(10 * time.Millisecond)
				continue
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			return fmt.Sprint(resp.StatusCode, " ", string(body))
		}
	}
	if live := get("http://" + listener.Addr().String() + "/livez"); !strings.HasPrefix(live, "200") {
		t.Error(live)
	}
	if counts := get("http://" + a.config.Metrics + "/metrics"); !strings.Contains(counts, `wence_requests_total{route="/livez",status="200"} 1`) {
		t.Error(counts)
	}
	if public := get("http://" + listener.Addr().String() + "/metrics"); strings.Contains(public, "wence_requests_total") {
		t.Error("counts are public")
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestZone has days begin where the service is, and a logger that writes what collectors read.
func TestZone(t *testing.T) {
	if _, offset := time.Date(2026, 3, 10, 0, 0, 0, 0, config.Config{Zone: "Asia/Shanghai"}.Location()).Zone(); offset != 8*3600 {
		t.Errorf("offset %d", offset)
	}
	var line strings.Builder
	logger(config.Config{Log: "json"}, &line, 0).Info("x")
	if !json.Valid([]byte(line.String())) {
		t.Error(line.String())
	}
}
