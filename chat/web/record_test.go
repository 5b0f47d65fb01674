package web

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestRecord wants one line of the same fields for each request but probes, without a word of the question, and HEAD
// answered as GET without its body.
func TestRecord(t *testing.T) {
	var lines bytes.Buffer
	var seen []Request
	s := httptest.NewServer(New(Options{
		Corpus: corpus{}, Answers: answerer{}, Log: slog.New(slog.NewJSONHandler(&lines, nil)),
		Observe: func(r Request) { seen = append(seen, r) },
	}))
	defer s.Close()
	for _, ask := range []struct {
		method, path, body string
		status             int
	}{
		{"HEAD", "/livez", "", 200}, {"GET", "/readyz", "", 200}, {"HEAD", "/nowhere/秘密", "", 404},
		{"POST", "/api/v1/answers", `{"question":"秘密补多少?"}`, 200},
	} {
		req, err := http.NewRequest(ask.method, s.URL+ask.path, strings.NewReader(ask.body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != ask.status {
			t.Errorf("%s %s gave %d, want %d", ask.method, ask.path, resp.StatusCode, ask.status)
		}
	}
	s.Close()
	if len(seen) != 4 || seen[3].Route != "/api/v1/answers" || seen[3].Outcome != "declined" {
		t.Errorf("observed %+v", seen)
	}
	if strings.Contains(lines.String(), "秘密") || strings.Contains(lines.String(), "livez") || strings.Contains(lines.String(), "readyz") {
		t.Errorf("logged:\n%s", &lines)
	}
	for line := range strings.Lines(lines.String()) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"time", "level", "msg", "request_id", "method", "route", "status", "outcome", "bytes", "ms"} {
			if _, ok := fields[name]; !ok && fields["msg"] == "request" {
				t.Errorf("%s lacks %s", line, name)
			}
		}
	}
}
