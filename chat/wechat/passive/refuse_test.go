package passive

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wence/chat/bot"
	"wence/chat/wechat/envelope"
	"wence/chat/wechat/wechattest"
)

// TestAddressCheck echoes what the platform sent, and nothing that it did not.
func TestAddressCheck(t *testing.T) {
	t.Parallel()
	s := serve(t, openStore(t), &answerer{}, sealed)
	now := strconv.FormatInt(time.Now().Unix(), 10)
	for _, tc := range []struct {
		name, timestamp, signature string
		status                     int
	}{
		{"signed", now, envelope.Sign(token, now, "n"), 200},
		{"forged", now, envelope.Sign("x", now, "n"), 403},
		{"unsigned", now, "", 403},
		{"old", "1714037059", envelope.Sign(token, "1714037059", "n"), 403},
		{"without a time", "", envelope.Sign(token, "", "n"), 400},
	} {
		q := url.Values{"timestamp": {tc.timestamp}, "nonce": {"n"}, "signature": {tc.signature}, "echostr": {"<b>4375120948345356249"}}
		res, err := http.Get(s.url + "?" + q.Encode())
		if err != nil {
			t.Fatal(err)
		}
		body := make([]byte, 100)
		n, _ := res.Body.Read(body)
		res.Body.Close()
		if want := map[bool]string{true: "<b>4375120948345356249"}[tc.status == 200]; res.StatusCode != tc.status || string(body[:n]) != want {
			t.Errorf("%s: %d %q", tc.name, res.StatusCode, body[:n])
		}
		if kind := res.Header.Get("Content-Type"); tc.status == 200 && !strings.HasPrefix(kind, "text/plain") {
			t.Errorf("%s: a browser would take it for %s", tc.name, kind)
		}
	}
}

// TestRefused turns away what the platform did not send, or sent another: counted, without a word, and nobody is asked.
func TestRefused(t *testing.T) {
	t.Parallel()
	answers := &answerer{}
	var skew atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(skew.Load())) }
	plain := serve(t, openStore(t), answers, func(a *Official, o *Options) { a.Original, o.Now = "gh_1", now })
	safe := serve(t, openStore(t), answers, sealed)
	open, shut := sender(t), sender(t, currentKey)
	message := wechattest.Message("1", "u", "补多少?")
	sign := func(p *wechattest.Platform, message string, change func(url.Values)) (string, string) {
		q, body := p.Sign(message)
		change(q)
		return "?" + q.Encode(), body
	}
	keep := func(url.Values) {}
	other, err := envelope.New(envelope.Options{Token: token, Receiver: "wxother", Keys: []string{currentKey}})
	if err != nil {
		t.Fatal(err)
	}
	wrongKey, err := envelope.New(envelope.Options{Token: token, Receiver: appID, Keys: []string{strings.Repeat("A", 43)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name   string
		to     server
		send   func() (string, string)
		status int
		reason string
	}{
		{"forged", plain, func() (string, string) {
			return sign(open, message, func(q url.Values) { q.Set("nonce", "x") })
		}, 403, "signature"},
		{"unsigned", plain, func() (string, string) { return "?timestamp=" + strconv.FormatInt(time.Now().Unix(), 10), message }, 403, "signature"},
		{"no query", plain, func() (string, string) { return "", message }, 400, "form"},
		{"for another", plain, func() (string, string) { return sign(open, strings.Replace(message, "gh_1", "gh_2", 1), keep) }, 403, "receiver"},
		{"no XML", plain, func() (string, string) { return sign(open, "{}", keep) }, 400, "form"},
		{"cut XML", plain, func() (string, string) { return sign(open, message[:200], keep) }, 400, "form"},
		{"no sender", plain, func() (string, string) { return sign(open, strings.Replace(message, "[u]", "[]", 1), keep) }, 400, "form"},
		{"no id", plain, func() (string, string) {
			return sign(open, strings.Replace(message, "<MsgId>1</MsgId>", "", 1), keep)
		}, 400, "form"},
		{"entities", plain, func() (string, string) {
			return sign(open, `<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><ToUserName>gh_1</ToUserName><FromUserName>&a;</FromUserName></xml>`, keep)
		}, 400, "form"},
		{"too large", plain, func() (string, string) { return sign(open, message+strings.Repeat(" ", 64<<10), keep) }, 413, "size"},
		{"sealed forged", safe, func() (string, string) {
			return sign(shut, message, func(q url.Values) { q.Set("msg_signature", strings.Repeat("0", 40)) })
		}, 403, "signature"},
		{"sealed for another", safe, func() (string, string) { return sign(&wechattest.Platform{Box: other}, message, keep) }, 403, "receiver"},
		{"sealed with another key", safe, func() (string, string) { return sign(&wechattest.Platform{Box: wrongKey}, message, keep) }, 403, "seal"},
		{"in the clear to who seals", safe, func() (string, string) { return sign(open, message, keep) }, 400, "form"},
		{"in the clear, said to be", safe, func() (string, string) {
			return sign(open, message, func(q url.Values) { q.Set("encrypt_type", "raw") })
		}, 400, "form"},
		{"sealed to who does not", plain, func() (string, string) { return sign(shut, message, keep) }, 400, "form"},
	} {
		query, body := tc.send()
		before := tc.to.desk.Refused()[bot.Refusal{Channel: OfficialChannel, Reason: tc.reason}]
		status, answer, err := open.Post(t.Context(), tc.to.url+query, body)
		if err != nil || status != tc.status || answer != "" {
			t.Errorf("%s: %d %q, %v, want %d", tc.name, status, answer, err, tc.status)
		}
		if n := tc.to.desk.Refused()[bot.Refusal{Channel: OfficialChannel, Reason: tc.reason}]; n != before+1 {
			t.Errorf("%s is not counted as %s: %v", tc.name, tc.reason, tc.to.desk.Refused())
		}
	}
	if status, answer, err := open.Request(t.Context(), strings.Replace(plain.url, "/main", "/none", 1), message); err != nil || status != 404 || answer != "" {
		t.Errorf("an unknown account: %d %q, %v", status, answer, err)
	}
	if n := answers.times("补多少?"); n != 0 {
		t.Errorf("what was refused was asked %d times", n)
	}

	query, body := open.Sign(message)
	if status, _, err := open.Post(t.Context(), plain.url+"?"+query.Encode(), body); err != nil || status != 200 {
		t.Fatalf("the message itself: %d, %v", status, err)
	}
	if status, answer, _ := open.Post(t.Context(), plain.url+"?"+query.Encode(), strings.Replace(body, "<MsgId>1<", "<MsgId>2<", 1)); status != 403 || answer != "" {
		t.Errorf("another message under a query that was used: %d %q", status, answer)
	}
	skew.Store(int64(2 * time.Minute))
	if status, answer, _ := open.Post(t.Context(), plain.url+"?"+query.Encode(), body); status != 200 || answer != "success" {
		t.Errorf("replayed after the tries: %d %q", status, answer)
	}
	if n := answers.times("补多少?"); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

// FuzzHandler sends signed nonsense: nothing panics, and what is answered is XML, "success" or nothing.
func FuzzHandler(f *testing.F) {
	f.Add(wechattest.Message("1", "u", "补多少?"))
	f.Add(wechattest.Event("u", "CLICK", "问", 1))
	f.Add(`<xml><Encrypt>AAAA</Encrypt></xml>`)
	f.Add("<xml><MsgType>event</MsgType><FromUserName>\xff</FromUserName></xml>")
	type target struct {
		handler http.Handler
		from    *wechattest.Platform
	}
	var targets []target
	for _, keys := range [][]string{nil, {currentKey}} {
		s := serve(f, openStore(f), &answerer{}, func(a *Official, _ *Options) { a.Keys = keys })
		mux := http.NewServeMux()
		accounts, err := Officials([]Official{{Name: "main", AppID: appID, Token: token, Keys: keys}})
		if err != nil {
			f.Fatal(err)
		}
		mux.Handle("/wechat/official/{account}", NewHandler(Options{Desk: s.desk, Log: slog.New(slog.DiscardHandler)}, OfficialChannel, accounts))
		targets = append(targets, target{mux, sender(f, keys...)})
	}
	f.Fuzz(func(t *testing.T, message string) {
		for _, target := range targets {
			q, body := target.from.Sign(message)
			w := httptest.NewRecorder()
			target.handler.ServeHTTP(w, httptest.NewRequest("POST", "/wechat/official/main?"+q.Encode(), strings.NewReader(body)))
			answer := w.Body.String()
			if answer != "" && answer != "success" && !strings.HasPrefix(answer, "<xml>") {
				t.Errorf("%q was answered %d %q", message, w.Code, answer)
			}
		}
	})
}
