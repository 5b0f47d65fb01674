package passive

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wence/chat"
	"wence/chat/bot"
	"wence/chat/wechat/envelope"
	"wence/chat/wechat/wechattest"
	"wence/retrieval"
	"wence/retrieval/embedded"
)

const (
	appID       = "wx0123456789abcdef"
	token       = "AAAAA"
	currentKey  = "cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP"
	previousKey = "4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws"

	window = 350 * time.Millisecond // for the 4.5 seconds that a request waits
	hang   = 50 * time.Millisecond
)

// answerer answers with the question, once it is let, and counts.
type answerer struct {
	let chan struct{} // nil = at once
	say func(q chat.Question) string

	mu    sync.Mutex
	asked map[string]int
}

func (a *answerer) Answer(ctx context.Context, q chat.Question, _ func(chat.Event)) (chat.Answer, error) {
	a.mu.Lock()
	if a.asked == nil {
		a.asked = map[string]int{}
	}
	a.asked[q.Text]++
	a.mu.Unlock()
	if a.let != nil {
		select {
		case <-a.let:
		case <-ctx.Done():
			return chat.Answer{}, ctx.Err()
		}
	}
	text := "答:" + q.Text
	if a.say != nil {
		text = a.say(q)
	}
	return chat.Answer{ID: "id", Status: chat.Answered, Text: text, Label: chat.Label{Text: "本回答摘引文件原文。"}}, nil
}

func (a *answerer) times(question string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.asked[question]
}

// told is a text as the user gets it.
func told(text string) string { return text + "\n\n(本回答摘引文件原文。)" }

func openStore(t testing.TB) retrieval.Store {
	t.Helper()
	s, err := embedded.Open(context.Background(), filepath.Join(t.TempDir(), "wence.db"), embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// server is one of ours.
type server struct {
	url  string // of the account
	desk *bot.Desk
	stop func()
	busy *atomic.Int32 // requests that it deals with
}

// serve starts a server of ours with one account, "main".
func serve(t testing.TB, store retrieval.Store, answers bot.Answerer, change func(*Official, *Options)) server {
	t.Helper()
	a, opt := Official{Name: "main", AppID: appID, Token: token}, Options{Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Window: window, Hang: hang}
	if change != nil {
		change(&a, &opt)
	}
	accounts, err := Officials([]Official{a})
	if err != nil {
		t.Fatal(err)
	}
	opt.Desk = bot.New(bot.Options{
		Answers: answers, Store: store, Log: opt.Log, Poll: 20 * time.Millisecond, Now: opt.Now,
	}, accounts.Desk()...)
	handler, mux, busy := NewHandler(opt, OfficialChannel, accounts), http.NewServeMux(), new(atomic.Int32)
	mux.HandleFunc("/wechat/official/{account}", func(w http.ResponseWriter, r *http.Request) {
		busy.Add(1)
		defer busy.Add(-1)
		handler.ServeHTTP(w, r)
	})
	web := httptest.NewServer(mux)
	stop := sync.OnceFunc(func() {
		web.Close()
		if err := opt.Desk.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return server{web.URL + "/wechat/official/main", opt.Desk, stop, busy}
}

// sealed sets the account up with both keys.
func sealed(a *Official, _ *Options) { a.Keys = []string{currentKey, previousKey} }

func sender(t testing.TB, keys ...string) *wechattest.Platform {
	t.Helper()
	box, err := envelope.New(envelope.Options{Token: token, Receiver: appID, Keys: keys})
	if err != nil {
		t.Fatal(err)
	}
	return &wechattest.Platform{Box: box, Cut: time.Minute, Tries: 3} // our side hangs up, however slow the machine is
}

func (s server) at(int) string { return s.url }

// send delivers a text and gives what the user sees in the end: who is asked to wait asks for more.
func send(t *testing.T, p *wechattest.Platform, s server, id, text string) string {
	t.Helper()
	for i := range 100 {
		got := p.Deliver(t.Context(), wechattest.Message(fmt.Sprint(id, ".", i), "u", text), s.at).Text()
		if got != "" && got != bot.Later {
			return got
		}
		text = "继续"
	}
	t.Fatal("never told")
	return ""
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
	}
}

func long(n int) string { return strings.Repeat("义务教育免试就近入学。[1]", n) }

func testLog(t testing.TB) *slog.Logger { return slog.New(slog.NewTextHandler(t.Output(), nil)) }
