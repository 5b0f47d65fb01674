package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"wence/chat"
	"wence/chat/cited"
	"wence/retrieval"
)

// service knows one answer, one passage and one fact.
type service struct{ err error }

var told = retrieval.Notice{ID: "a", Title: "甲县办法", Number: "甲教〔2026〕1号", Region: retrieval.Region{ID: "x", Name: "甲县", Path: []string{"甲县"}}}

func (s service) Answer(_ context.Context, q chat.Question, _ func(chat.Event)) (chat.Answer, error) {
	if q.Text == "" {
		return chat.Answer{}, &chat.FieldError{Pointer: "/question", Detail: "问题不能为空"}
	}
	return chat.Answer{Status: chat.Answered, Text: q.Region + "补500元。[1]", Label: chat.Label{Text: "摘引原文。"},
		Citations: []chat.Citation{{N: 1, Notice: cited.NoticeOf(told, "2026-01-01"), Quote: "补500元", Link: "/notices/a#p3"}}}, s.err
}

func (s service) Search(context.Context, chat.Question, int) ([]retrieval.Hit, error) {
	return []retrieval.Hit{{Notice: told, Passage: retrieval.Passage{NoticeID: "a", Seq: 3, Text: "补500元"}}}, s.err
}

func (s service) RegionsAt(context.Context, string) ([]string, error) { return nil, s.err }

func (s service) Facts(_ context.Context, q retrieval.FactQuery) ([]retrieval.Fact, string, error) {
	return []retrieval.Fact{{Notice: &told, Seq: 3, Kind: retrieval.Subsidy, Who: "学生", Figure: "500元", Quote: q.Text}}, "more", s.err
}

// serve runs a server and gives its address.
func serve(t *testing.T, s service) string {
	t.Helper()
	server := httptest.NewServer(New(Options{
		Answers: s, Facts: s, Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Now: time.Now, MaxBody: 1 << 16,
		URL: func(*http.Request) string { return "https://wence.example" },
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// connect is a session of the official client, which speaks the newest revision.
func connect(t *testing.T, url string) *mcp.ClientSession {
	t.Helper()
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: url, DisableStandaloneSSE: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// call calls a tool and reads its data into out.
func call(t *testing.T, session *mcp.ClientSession, name string, args map[string]any, out any) *mcp.CallToolResult {
	t.Helper()
	result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if out != nil {
		data, _ := json.Marshal(result.StructuredContent)
		if err := json.Unmarshal(data, out); err != nil {
			t.Fatalf("%s gave %s: %v", name, data, err)
		}
	}
	return result
}

func TestTools(t *testing.T) {
	session := connect(t, serve(t, service{}))
	list, err := session.ListTools(t.Context(), nil)
	if err != nil || len(list.Tools) != 3 {
		t.Fatalf("tools %v, %v", list, err)
	}
	for _, tool := range list.Tools {
		if !tool.Annotations.ReadOnlyHint || tool.OutputSchema == nil || tool.Description == "" {
			t.Errorf("tool %+v", tool)
		}
	}
	var a answer
	result := call(t, session, "ask_policy", map[string]any{"question": "补多少?", "region": "甲县"}, &a)
	text := result.Content[0].(*mcp.TextContent).Text
	if a.Status != "answered" || a.Text != "甲县补500元。[1]" || a.Citations[0].URL != "https://wence.example/notices/a#p3" || a.Citations[0].N != 1 {
		t.Errorf("answer %+v", a)
	}
	if !strings.Contains(text, "来源:\n[1] 《甲县办法》(甲教〔2026〕1号)") || !strings.HasSuffix(text, "(摘引原文。)") {
		t.Errorf("text %s", text)
	}
	var found finding
	call(t, session, "search_policy", map[string]any{"question": "补多少?", "limit": 3}, &found)
	if len(found.Passages) != 1 || found.Passages[0].Quote != "补500元" || found.Passages[0].Region != "甲县" {
		t.Errorf("found %+v", found)
	}
	var facts listing
	call(t, session, "list_facts", map[string]any{"q": "学生", "kind": "subsidy"}, &facts)
	if facts.Next != "more" || facts.Facts[0].Figure != "500元" || facts.Facts[0].Source.Quote != "学生" {
		t.Errorf("facts %+v", facts)
	}
}

// TestRefuses: what is wrong with a call is said to the agent; what is wrong with the service is not.
func TestRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		tool string
		args map[string]any
		want string
	}{
		"empty question": {nil, "ask_policy", map[string]any{"question": ""}, "问题不能为空"},
		"no such kind":   {nil, "list_facts", map[string]any{"kind": "all"}, "kind应为"},
		"limit":          {nil, "search_policy", map[string]any{"question": "补", "limit": 1000}, "limit应为"},
		"date":           {nil, "list_facts", map[string]any{"as_of": "2024年"}, "YYYY-MM-DD"},
		"broken":         {errors.New("secret"), "ask_policy", map[string]any{"question": "补"}, "服务内部错误"},
	} {
		t.Run(name, func(t *testing.T) {
			result := call(t, connect(t, serve(t, service{c.err})), c.tool, c.args, nil)
			text := result.Content[0].(*mcp.TextContent).Text
			if !result.IsError || !strings.Contains(text, c.want) || strings.Contains(text, "secret") {
				t.Errorf("got %v %s", result.IsError, text)
			}
		})
	}
}

// TestOlderClient speaks revision 2025-11-25 by hand, as a client does that begins with initialize.
func TestOlderClient(t *testing.T) {
	url := serve(t, service{})
	post := func(body string) string {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), "POST", url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Accept", "application/json, text/event-stream")
		if !strings.Contains(body, "initialize") {
			req.Header.Set("MCP-Protocol-Version", "2025-11-25")
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		said, _ := io.ReadAll(resp.Body)
		if resp.StatusCode >= http.StatusBadRequest {
			t.Fatalf("%s: %d %s", body, resp.StatusCode, said)
		}
		return string(said)
	}
	said := post(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"old","version":"1"}}}`)
	if !strings.Contains(said, `"protocolVersion":"2025-11-25"`) {
		t.Errorf("initialize gave %s", said)
	}
	post(`{"jsonrpc":"2.0","method":"notifications/initialized"}`)
	said = post(`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"ask_policy","arguments":{"question":"补多少?"}}}`)
	if !strings.Contains(said, "补500元。[1]") {
		t.Errorf("call gave %s", said)
	}
}
