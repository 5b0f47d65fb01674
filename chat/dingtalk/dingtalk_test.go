package dingtalk

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"wence/chat/bot"
	"wence/chat/bot/bottest"
)

const secret = "app secret"

// conversation is where answers are sent, as the platform has it.
type conversation struct {
	url   string
	mu    sync.Mutex
	texts []string
	fail  []string
}

func converse(t testing.TB) *conversation {
	c := &conversation{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct{ Text struct{ Content string } }
		_ = json.NewDecoder(r.Body).Decode(&in)
		c.mu.Lock()
		defer c.mu.Unlock()
		if len(c.fail) > 0 {
			fmt.Fprint(w, c.fail[0])
			c.fail = c.fail[1:]
			return
		}
		c.texts = append(c.texts, in.Text.Content)
		fmt.Fprint(w, `{"errcode":0,"errmsg":"ok"}`)
	}))
	t.Cleanup(s.Close)
	c.url = s.URL
	return c
}

func (c *conversation) told() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.texts...)
}

func sign(at time.Time) (timestamp, signature string) {
	timestamp = fmt.Sprint(at.UnixMilli())
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + "\n" + secret))
	return timestamp, base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func start(t testing.TB, answers bot.Answerer, api string) (*Handler, string) {
	t.Helper()
	accounts, err := NewAccounts([]Account{{Name: "main", Secret: secret, API: api}})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	h := NewHandler(Options{Desk: bottest.Desk(t, bot.Options{Answers: answers, Log: log}, accounts.Desk()...), Log: log}, accounts)
	return h, bottest.Serve(t, "/dingtalk", h)
}

func post(t *testing.T, url, body, timestamp, signature string) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "POST", url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("timestamp", timestamp)
	req.Header.Set("sign", signature)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	return res.StatusCode
}

func message(id, text, webhook string) string {
	return fmt.Sprintf(`{"msgId":%q,"conversationId":"c","conversationType":"2","senderId":"u","msgtype":"text","text":{"content":%q},"sessionWebhook":%q}`, id, text, webhook)
}

// TestAnswer acknowledges, and answers at the address of the conversation, once.
func TestAnswer(t *testing.T) {
	t.Parallel()
	c, answers := converse(t), &bottest.Answerer{}
	_, url := start(t, answers, c.url)
	c.fail = []string{`{"errcode":-1,"errmsg":"busy"}`}
	for range 3 {
		timestamp, signature := sign(time.Now())
		if status := post(t, url, message("1", " 补多少? ", c.url+"/robot/sendBySession?session=x"), timestamp, signature); status != 200 {
			t.Errorf("status %d", status)
		}
	}
	bottest.Eventually(t, "told", func() bool { return len(c.told()) > 0 })
	if got := c.told(); len(got) != 1 || got[0] != bottest.Told("答:补多少?") || answers.Times("补多少?") != 1 {
		t.Errorf("told %q", got)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	c, answers := converse(t), &bottest.Answerer{}
	h, url := start(t, answers, c.url)
	now, signature := sign(time.Now())
	old, oldSignature := sign(time.Now().Add(-2 * time.Hour))
	good := message("1", "问", c.url)
	for _, tc := range []struct {
		name, body, timestamp, signature string
		status                           int
	}{
		{"forged", good, now, "x", 403},
		{"unsigned", good, "", "", 403},
		{"old", good, old, oldSignature, 403},
		{"no JSON", "<xml/>", now, signature, 400},
		{"no id", message("", "问", c.url), now, signature, 400},
		{"too large", good + strings.Repeat(" ", 64<<10), now, signature, 413},
		{"an answer to a stranger", message("1", "问", "http://169.254.169.254/latest"), now, signature, 403},
		{"an answer to a file", message("1", "问", "file:///etc/passwd"), now, signature, 403},
		{"an answer to a like name", message("1", "问", c.url+"@evil.example/"), now, signature, 403},
	} {
		if status := post(t, url, tc.body, tc.timestamp, tc.signature); status != tc.status {
			t.Errorf("%s: %d, want %d", tc.name, status, tc.status)
		}
	}
	if status := post(t, strings.Replace(url, "/main", "/none", 1), good, now, signature); status != 404 {
		t.Errorf("an unknown robot: %d", status)
	}
	if answers.Times("问") > 0 || h.opt.Desk.Refused()[bot.Refusal{Channel: Channel, Reason: "address"}] != 3 {
		t.Errorf("counted %v", h.opt.Desk.Refused())
	}
}

func FuzzHandler(f *testing.F) {
	h, _ := start(f, &bottest.Answerer{}, "http://127.0.0.1:1")
	mux := http.NewServeMux()
	mux.Handle("/dingtalk/{account}", h)
	f.Add(message("1", "问", "http://127.0.0.1:1/x"))
	f.Add(`{"msgId":1}`)
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest("POST", "/dingtalk/main", strings.NewReader(body))
		timestamp, signature := sign(time.Now())
		r.Header.Set("timestamp", timestamp)
		r.Header.Set("sign", signature)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		if !json.Valid(w.Body.Bytes()) {
			t.Errorf("%q was answered %q", body, w.Body)
		}
	})
}
