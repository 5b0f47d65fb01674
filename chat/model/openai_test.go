package model

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wence/chat/modeltest"
	"wence/prompts"
)

var hello = prompts.Prompt{System: "规则", User: "问题"}

// write asks a model once and returns what came.
func write(ctx context.Context, m *OpenAI) (string, Usage, error) {
	var b strings.Builder
	usage, err := m.Write(ctx, hello, func(piece string) bool {
		b.WriteString(piece)
		return true
	})
	return b.String(), usage, err
}

func openAI(t *testing.T, url string, change func(*Options)) *OpenAI {
	t.Helper()
	opt := Options{URL: url, Model: "scripted", Key: "secret", Silence: time.Second}
	if change != nil {
		change(&opt)
	}
	m, err := NewOpenAI(opt)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// wholeReply is a reply of one chunk with usage beside the reason to finish.
const wholeReply = `data: {"choices":[{"index":0,"delta":{"content":"好"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}

data: [DONE]

`

func TestModelReplies(t *testing.T) {
	text := "每人每月600元。[1]𠀀"
	cases := []struct {
		name  string
		reply modeltest.Reply
		want  string
		fails error // nil = comes to its own end
	}{
		{"whole characters", modeltest.Text(text), text, nil},
		{"half a character a chunk", modeltest.Reply{Chunks: modeltest.Bytes(text, 1)}, text, nil},
		{"two bytes a chunk", modeltest.Reply{Chunks: modeltest.Bytes(text, 2)}, text, nil},
		{"reasoning apart", modeltest.Reply{Thoughts: []string{"想", "想"}, Chunks: []string{"好"}}, "好", nil},
		{"quotes and line breaks", modeltest.Text("“a\"b\\c”\n\t好"), "“a\"b\\c”\n\t好", nil},
		{"empty", modeltest.Reply{}, "", nil},
		{"cut", modeltest.Reply{Chunks: []string{"好"}, End: modeltest.Cut}, "好", errors.New("")},
		{"ended without a reason", modeltest.Reply{Chunks: []string{"好"}, End: modeltest.Done}, "好", ErrCut},
		{"too long", modeltest.Reply{Chunks: []string{"好"}, End: modeltest.Length}, "好", ErrCut},
		{"error in the stream", modeltest.Reply{Chunks: []string{"好"}, End: modeltest.Failed}, "好", errors.New("")},
		{"silent before the headers", modeltest.Reply{Before: time.Minute}, "", ErrSilent},
		{"silent before the first word", modeltest.Reply{End: modeltest.Hang}, "", ErrSilent},
		{"silent in the middle", modeltest.Reply{Chunks: []string{"好"}, End: modeltest.Hang}, "好", ErrSilent},
		{"refused", modeltest.Reply{Status: 401}, "", errors.New("")},
		{"comments while it waits", modeltest.Reply{Raw: strings.Repeat(": keep-alive\n\n", 400) + wholeReply}, "好", nil},
		{"lines that end with CR LF", modeltest.Reply{Raw: strings.ReplaceAll(wholeReply, "\n", "\r\n")}, "好", nil},
		{"no space behind data:", modeltest.Reply{Raw: strings.ReplaceAll(wholeReply, "data: ", "data:")}, "好", nil},
		{"no content in the first chunk", modeltest.Reply{Raw: `data: {"choices":[{"delta":{"role":"assistant","content":null},"finish_reason":null}]}` + "\n\n" + wholeReply}, "好", nil},
		{"no last line", modeltest.Reply{Raw: strings.TrimSuffix(wholeReply, "data: [DONE]\n\n")}, "好", nil},
		{"a page instead of a stream", modeltest.Reply{Raw: "<html><body>welcome</body></html>"}, "", ErrCut},
		{"an answer in one piece", modeltest.Reply{Raw: `{"choices":[{"message":{"content":"好"},"finish_reason":"stop"}]}`}, "", ErrCut},
		{"broken JSON", modeltest.Reply{Raw: "data: {\"choices\n\n"}, "", errors.New("")},
		{"an error within a chunk", modeltest.Reply{Raw: `data: {"object":"error","error":{"message":"full"}}` + "\n\n"}, "", errors.New("")},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			server := modeltest.Serve(t, func(modeltest.Request) modeltest.Reply { return tc.reply })
			m := openAI(t, server.URL, func(o *Options) { o.Silence = 150 * time.Millisecond; o.Retries = -1 })
			got, usage, err := write(context.Background(), m)
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			switch {
			case tc.fails == nil && err != nil, tc.fails != nil && err == nil:
				t.Errorf("error is %v", err)
			case tc.fails != nil && tc.fails.Error() != "" && !errors.Is(err, tc.fails):
				t.Errorf("error is %v, want %v", err, tc.fails)
			case err != nil && strings.Contains(err.Error(), "secret"):
				t.Errorf("the key is in %v", err)
			}
			if tc.fails == nil && usage.TotalTokens == 0 {
				t.Error("usage is zero")
			}
		})
	}
}

func TestModelIsSentWhatItNeeds(t *testing.T) {
	server := modeltest.Serve(t, func(modeltest.Request) modeltest.Reply { return modeltest.Text("好") })
	for model, temperature := range map[string]float64{"qwen3": 0.2, "gpt-5-mini": 0} {
		m := openAI(t, server.URL+"/", func(o *Options) { o.Model = model })
		if _, _, err := write(context.Background(), m); err != nil {
			t.Fatal(err)
		}
		all := server.Requests()
		r := all[len(all)-1]
		if r.Model != model || r.System != "规则" || r.User != "问题" || r.Key != "Bearer secret" || !r.Stream {
			t.Errorf("request is %+v", r)
		}
		if d := r.Temperature - temperature; d > 1e-6 || d < -1e-6 {
			t.Errorf("%s: temperature is %v, want %v", model, r.Temperature, temperature)
		}
	}
}

func TestModelRetries(t *testing.T) {
	cases := []struct {
		name     string
		first    modeltest.Reply
		requests int
		ok       bool
		atLeast  time.Duration
	}{
		{"500 once", modeltest.Reply{Status: 500}, 2, true, 0},
		{"429 with a second's wait", modeltest.Reply{Status: 429, RetryAfter: 1}, 2, true, time.Second},
		{"429 with a minute's wait", modeltest.Reply{Status: 429, RetryAfter: 60}, 1, false, 0},
		{"400", modeltest.Reply{Status: 400}, 1, false, 0},
		{"cut after the first word", modeltest.Reply{Chunks: []string{"好"}, End: modeltest.Cut}, 1, false, 0},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
				if r.N == 1 {
					return tc.first
				}
				return modeltest.Text("好")
			})
			m := openAI(t, server.URL, func(o *Options) { o.Silence = 4 * time.Second })
			start := time.Now()
			_, _, err := write(context.Background(), m)
			if took := time.Since(start); took < tc.atLeast {
				t.Errorf("took %v", took)
			}
			if (err == nil) != tc.ok || len(server.Requests()) != tc.requests {
				t.Errorf("%d requests, error %v", len(server.Requests()), err)
			}
		})
	}
}

func TestModelThatFailsOftenIsLeftAlone(t *testing.T) {
	ok := false
	server := modeltest.Serve(t, func(modeltest.Request) modeltest.Reply {
		if ok {
			return modeltest.Text("好")
		}
		return modeltest.Reply{Status: 500}
	})
	m := openAI(t, server.URL, func(o *Options) { o.Retries = -1; o.Rest = 200 * time.Millisecond })
	for range 10 {
		_, _, _ = write(context.Background(), m)
	}
	sent := len(server.Requests())
	if _, _, err := write(context.Background(), m); !errors.Is(err, ErrResting) {
		t.Errorf("error is %v", err)
	}
	if len(server.Requests()) != sent {
		t.Error("a request went out all the same")
	}
	ok = true
	time.Sleep(250 * time.Millisecond)
	if _, _, err := write(context.Background(), m); err != nil {
		t.Errorf("after its rest: %v", err)
	}
}

func TestModelTakesFewAtATime(t *testing.T) {
	release := make(chan struct{})
	server := modeltest.Serve(t, func(modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Before: 300 * time.Millisecond, Chunks: []string{"好"}}
	})
	m := openAI(t, server.URL, func(o *Options) { o.Concurrent = 2; o.Queue = 20 * time.Millisecond })
	var wg sync.WaitGroup
	var mu sync.Mutex
	busy := 0
	for range 5 {
		wg.Go(func() {
			<-release
			if _, _, err := write(context.Background(), m); errors.Is(err, ErrBusy) {
				mu.Lock()
				busy++
				mu.Unlock()
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	close(release)
	wg.Wait()
	if busy != 3 || len(server.Requests()) != 2 {
		t.Errorf("%d turned away, %d served", busy, len(server.Requests()))
	}
}

func TestModelIsStopped(t *testing.T) {
	server := modeltest.Serve(t, func(modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Chunks: modeltest.Pieces(strings.Repeat("好", 50), 1), End: modeltest.Hang}
	})
	n := 0
	_, err := openAI(t, server.URL, nil).Write(context.Background(), hello, func(string) bool { n++; return n < 3 })
	if err != nil || n != 3 {
		t.Errorf("%d pieces, error %v", n, err)
	}
}

func TestModelNeedsAName(t *testing.T) {
	if _, err := NewOpenAI(Options{URL: "http://127.0.0.1:1"}); err == nil {
		t.Error("a model without a name was taken")
	}
}

// TestEndlessRepliesEnd: a server that never ends a line, in a stream or in an error, is left before it fills the memory.
func TestEndlessRepliesEnd(t *testing.T) {
	for name, status := range map[string]int{"a line of a stream": http.StatusOK, "an error": http.StatusBadRequest} {
		t.Run(name, func(t *testing.T) {
			var sent atomic.Int64
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/event-stream")
				w.WriteHeader(status)
				line := bytes.Repeat([]byte("data: x"), 10_000)
				for r.Context().Err() == nil {
					n, err := w.Write(line)
					if sent.Add(int64(n)); err != nil {
						return
					}
				}
			}))
			defer server.Close()
			_, _, err := write(t.Context(), openAI(t, server.URL, func(o *Options) { o.Retries, o.Silence = -1, time.Minute }))
			if !errors.Is(err, ErrTooLong) && status == http.StatusOK || err == nil {
				t.Errorf("error is %v", err)
			}
			server.CloseClientConnections()
			if n := sent.Load(); n > 4*longestReply {
				t.Errorf("%d bytes were sent", n)
			}
		})
	}
}
