package feishu

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
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

const (
	appID = "cli_1"
	token = "verification"
	key   = "encrypt key"
)

// api is the platform's interfaces.
type api struct {
	url     string
	mu      sync.Mutex
	replies []map[string]string
	paths   []string
	codes   []int // of the next replies
	tokens  int
}

func newAPI(t testing.TB) *api {
	a := &api{}
	s := httptest.NewServer(http.HandlerFunc(a.serve))
	t.Cleanup(s.Close)
	a.url = s.URL
	return a
}

func (a *api) serve(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if strings.HasSuffix(r.URL.Path, "/tenant_access_token/internal") {
		a.tokens++
		fmt.Fprintf(w, `{"code":0,"tenant_access_token":"t%d","expire":7200}`, a.tokens)
		return
	}
	if len(a.codes) > 0 {
		fmt.Fprintf(w, `{"code":%d,"msg":"as the test wants it"}`, a.codes[0])
		a.codes = a.codes[1:]
		return
	}
	var body map[string]string
	_ = json.NewDecoder(r.Body).Decode(&body)
	body["token"] = r.Header.Get("Authorization")
	a.replies, a.paths = append(a.replies, body), append(a.paths, r.URL.Path)
	fmt.Fprint(w, `{"code":0}`)
}

func (a *api) told() []map[string]string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]map[string]string(nil), a.replies...)
}

func start(t testing.TB, answers bot.Answerer, api, encryptKey string) (*Handler, string) {
	t.Helper()
	accounts, err := NewAccounts([]Account{{Name: "main", AppID: appID, Secret: "s", Token: token, EncryptKey: encryptKey, API: api}})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	h := NewHandler(Options{Desk: bottest.Desk(t, bot.Options{Answers: answers, Log: log}, accounts.Desk()...), Log: log}, accounts)
	return h, bottest.Serve(t, "/feishu", h)
}

func event(id, text, app, verification string) string {
	content, _ := json.Marshal(map[string]string{"text": text})
	quoted, _ := json.Marshal(string(content))
	return fmt.Sprintf(`{"schema":"2.0","header":{"event_type":"im.message.receive_v1","token":%q,"app_id":%q,"create_time":"%d"},"event":{`+
		`"sender":{"sender_id":{"open_id":"ou_1"},"sender_type":"user"},"message":{"message_id":%q,"chat_id":"oc_1","chat_type":"group","message_type":"text","content":%s}}}`,
		verification, app, time.Now().UnixMilli(), id, quoted)
}

// seal encrypts and signs as the platform does.
func seal(plain string) (string, http.Header) {
	sum := sha256.Sum256([]byte(key))
	block, _ := aes.NewCipher(sum[:])
	pad := aes.BlockSize - len(plain)%aes.BlockSize
	data := append(make([]byte, aes.BlockSize), plain+string(bytes.Repeat([]byte{byte(pad)}, pad))...)
	_, _ = rand.Read(data[:aes.BlockSize])
	cipher.NewCBCEncrypter(block, data[:aes.BlockSize]).CryptBlocks(data[aes.BlockSize:], data[aes.BlockSize:])
	body := `{"encrypt":"` + base64.StdEncoding.EncodeToString(data) + `"}`
	h := http.Header{"X-Lark-Request-Timestamp": {"1"}, "X-Lark-Request-Nonce": {"n"}}
	digest := sha256.Sum256([]byte("1n" + key + body))
	h.Set("X-Lark-Signature", hex.EncodeToString(digest[:]))
	return body, h
}

func post(t *testing.T, url, body string, header http.Header) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "POST", url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if header != nil {
		req.Header = header
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(answer)
}

// TestPublished opens the sample of the platform's documentation.
func TestPublished(t *testing.T) {
	plain, ok := open("test key", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=")
	if !ok || string(plain) != "hello world" {
		t.Errorf("got %q, %v", plain, ok)
	}
}

// TestAnswer acknowledges and answers by a reply to the message, encrypted or not, once.
func TestAnswer(t *testing.T) {
	t.Parallel()
	for _, encryptKey := range []string{"", key} {
		a, answers := newAPI(t), &bottest.Answerer{}
		_, url := start(t, answers, a.url, encryptKey)
		send := func(message string) (int, string) {
			if encryptKey == "" {
				return post(t, url, message, nil)
			}
			body, header := seal(message)
			return post(t, url, body, header)
		}
		if status, answer := send(`{"type":"url_verification","challenge":"abc","token":"` + token + `"}`); status != 200 || answer != `{"challenge":"abc"}` {
			t.Errorf("the address check: %d %s", status, answer)
		}
		a.codes = []int{codeToken, 500}
		for range 3 {
			if status, answer := send(event("om_1", "@_user_1 补多少?", appID, token)); status != 200 || answer != "{}" {
				t.Errorf("%d %s", status, answer)
			}
		}
		bottest.Eventually(t, "told", func() bool { return len(a.told()) > 0 })
		got := a.told()
		var content struct{ Text string }
		_ = json.Unmarshal([]byte(got[0]["content"]), &content)
		if len(got) != 1 || content.Text != bottest.Told("答:补多少?") || got[0]["uuid"] == "" || got[0]["token"] != "Bearer t2" || answers.Times("补多少?") != 1 {
			t.Errorf("told %v", got)
		}
		if a.paths[0] != "/open-apis/im/v1/messages/om_1/reply" {
			t.Errorf("replied at %s", a.paths[0])
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	a, answers := newAPI(t), &bottest.Answerer{}
	_, plain := start(t, answers, a.url, "")
	_, safe := start(t, answers, a.url, key)
	good := event("om_1", "问", appID, token)
	sealed, header := seal(good)
	forged := header.Clone()
	forged.Set("X-Lark-Signature", "0")
	unsigned := header.Clone()
	unsigned.Del("X-Lark-Signature")
	for _, tc := range []struct {
		name, url, body string
		header          http.Header
		status          int
	}{
		{"another's token", plain, event("om_1", "问", appID, "x"), nil, 403},
		{"another's application", plain, event("om_1", "问", "cli_2", token), nil, 403},
		{"an address check of another", plain, `{"type":"url_verification","challenge":"abc","token":"x"}`, nil, 403},
		{"no JSON", plain, "<xml/>", nil, 400},
		{"no id", plain, event("", "问", appID, token), nil, 400},
		{"old", plain, strings.Replace(good, `"create_time":"1`, `"create_time":"0`, 1), nil, 403},
		{"too large", plain, good + strings.Repeat(" ", 64<<10), nil, 413},
		{"in the clear to who seals", safe, good, nil, 400},
		{"forged", safe, sealed, forged, 403},
		{"unsigned", safe, sealed, unsigned, 403},
		{"tampered", safe, `{"encrypt":"` + strings.Repeat("A", 64) + `"}`, header, 403},
		{"an unknown application", strings.Replace(plain, "/main", "/none", 1), good, nil, 404},
	} {
		if status, answer := post(t, tc.url, tc.body, tc.header); status != tc.status || answer != `{"code":1,"msg":"refused"}` {
			t.Errorf("%s: %d %s, want %d", tc.name, status, answer, tc.status)
		}
	}
	if n := answers.Times("问"); n != 0 {
		t.Errorf("asked %d times", n)
	}
}

func FuzzHandler(f *testing.F) {
	plain, _ := start(f, &bottest.Answerer{}, "http://127.0.0.1:1", "")
	safe, _ := start(f, &bottest.Answerer{}, "http://127.0.0.1:1", key)
	f.Add(event("om_1", "问", appID, token))
	f.Add(`{"type":"url_verification","challenge":"abc","token":"` + token + `"}`)
	f.Add(`{"encrypt":"AAAA"}`)
	f.Fuzz(func(t *testing.T, message string) {
		sealed, header := seal(message)
		for _, tc := range []struct {
			handler *Handler
			body    string
			header  http.Header
		}{{plain, message, http.Header{}}, {safe, sealed, header}, {safe, message, header}} {
			r := httptest.NewRequest("POST", "/feishu/main", strings.NewReader(tc.body))
			r.SetPathValue("account", "main")
			r.Header = tc.header
			w := httptest.NewRecorder()
			tc.handler.ServeHTTP(w, r)
			if !json.Valid(w.Body.Bytes()) {
				t.Errorf("%q was answered %q", message, w.Body)
			}
		}
	})
}
