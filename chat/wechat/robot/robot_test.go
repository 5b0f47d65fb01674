package robot

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"wence/chat/bot"
	"wence/chat/bot/bottest"
	"wence/chat/wechat/envelope"
	"wence/chat/wechat/wechattest"
)

const aesKey = "cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP"

type rig struct {
	url     string
	from    *wechattest.Platform
	journal *bottest.Journal
	handler *Handler
}

func start(t testing.TB, answers bot.Answerer) rig {
	t.Helper()
	accounts, err := NewAccounts([]Account{{Name: "main", Token: "t", Keys: []string{aesKey}, Welcome: "欢迎!"}})
	if err != nil {
		t.Fatal(err)
	}
	box, err := envelope.New(envelope.Options{Token: "t", Keys: []string{aesKey}})
	if err != nil {
		t.Fatal(err)
	}
	log, journal := slog.New(slog.DiscardHandler), &bottest.Journal{}
	desk := bottest.Desk(t, bot.Options{Answers: answers, Log: log, Journal: journal}, accounts.Desk()...)
	h := NewHandler(Options{Desk: desk, Log: log, Wait: 50 * time.Millisecond}, accounts)
	return rig{bottest.Serve(t, "/wecom/robot", h), &wechattest.Platform{Box: box, JSON: true, Cut: time.Minute, Tries: 1}, journal, h}
}

type reply struct {
	Type   string  `json:"msgtype"`
	Text   content `json:"text"`
	Stream stream  `json:"stream"`
}

// send delivers a message of a form, with what differs.
func (r rig) send(t *testing.T, form string, args ...any) (got reply) {
	t.Helper()
	message := `{"aibotid":"b","from":{"userid":"u"},` + fmt.Sprintf(form, args...) + `}`
	body := r.from.Deliver(t.Context(), message, func(int) string { return r.url }).Body
	if body != "" && json.Unmarshal([]byte(body), &got) != nil {
		t.Fatalf("replied %q", body)
	}
	return got
}

// TestStream shows an answer as it comes about, the whole text each time, and keeps what users say of it.
func TestStream(t *testing.T) {
	t.Parallel()
	answers := &bottest.Answerer{Let: make(chan struct{})}
	r := start(t, answers)
	first := r.send(t, `"msgid":"1","chattype":"single","msgtype":"text","text":{"content":"补多少?"}`)
	if s := first.Stream; first.Type != "stream" || s.ID != "1" || s.Finish || s.Feedback["id"] != "1" {
		t.Fatalf("replied %+v", first)
	}
	look := func() stream { return r.send(t, `"msgid":"p","msgtype":"stream","stream":{"id":"1"}`).Stream }
	bottest.Eventually(t, "a draft", func() bool { s := look(); return s.Content == "答:补多少?" && !s.Finish })
	again := r.send(t, `"msgid":"1","chattype":"single","msgtype":"text","text":{"content":"补多少?"}`)
	if again.Stream.Finish {
		t.Errorf("the same message again: %+v", again)
	}
	close(answers.Let)
	bottest.Eventually(t, "the end", func() bool { return look().Finish })
	for range 2 {
		if s := look(); s.Content != bottest.Told("答:补多少?") {
			t.Errorf("the end is %+v", s)
		}
	}
	if n := answers.Times("补多少?"); n != 1 {
		t.Errorf("answered %d times", n)
	}
	for _, f := range []string{
		`{"id":"1","type":1}`, `{"id":"1","type":2,"content":"金额不对","inaccurate_reason_list":[3]}`, `{"id":"1","type":3}`, `{"id":"gone","type":1}`,
	} {
		if got := r.send(t, `"msgid":"f","msgtype":"event","event":{"eventtype":"feedback_event","feedback_event":%s}`, f); got.Type != "" {
			t.Errorf("feedback was answered %+v", got)
		}
	}
	lines := r.journal.Lines()
	if len(lines) != 4 || lines[0].Question != "补多少?" || !lines[1].Rating.Up || lines[1].ID != "id of 补多少?" ||
		!lines[2].Rating.Down || lines[2].Rating.Comment != "金额不对" || lines[2].Rating.Reason != "内容有错误" || lines[3].Rating.Up || lines[3].Rating.Down {
		t.Errorf("noted %+v", lines)
	}
	if left := r.send(t, `"msgid":"9","chattype":"single","msgtype":"text","text":{"content":"继续"}`); strings.Contains(left.Stream.Content, "补多少") {
		t.Errorf("told again: %+v", left)
	}
}

func TestMessages(t *testing.T) {
	t.Parallel()
	answers := &bottest.Answerer{}
	r := start(t, answers)
	if got := r.send(t, `"msgid":"e","msgtype":"event","event":{"eventtype":"enter_chat"}`); got.Text.Content != "欢迎!" {
		t.Errorf("who comes is told %+v", got)
	}
	if got := r.send(t, `"msgid":"i","chattype":"single","msgtype":"image","image":{"url":"x"}`); got.Text.Content != bot.NoText {
		t.Errorf("a picture is told %+v", got)
	}
	r.send(t, `"msgid":"g","chattype":"group","chatid":"c","msgtype":"text","text":{"content":"@问策 补多少?"}`)
	r.send(t, `"msgid":"m","chattype":"single","msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"text","text":{"content":"图里写的对吗?"}},{"msgtype":"image"}]}`)
	for _, q := range []string{"补多少?", "图里写的对吗?"} {
		bottest.Eventually(t, q, func() bool { return answers.Times(q) == 1 })
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	r := start(t, &bottest.Answerer{})
	good := `{"msgid":"1","from":{"userid":"u"},"msgtype":"text","text":{"content":"问"}}`
	for _, tc := range []struct {
		name, message, signature string
		status                   int
	}{
		{"no JSON", "<xml/>", "", 400},
		{"no user", `{"msgid":"1","msgtype":"text"}`, "", 400},
		{"no type", `{"msgid":"1"}`, "", 400},
		{"forged", good, "0", 403},
	} {
		query, body := r.from.Sign(tc.message)
		if tc.signature != "" {
			query.Set("msg_signature", tc.signature)
		}
		if status, answer, err := r.from.Post(t.Context(), r.url+"?"+query.Encode(), body); err != nil || status != tc.status || answer != "" {
			t.Errorf("%s: %d %q, %v", tc.name, status, answer, err)
		}
	}
	query, body := r.from.Sign(good)
	if status, _, _ := r.from.Post(t.Context(), r.url+"?"+query.Encode(), body); status != 200 {
		t.Errorf("the message itself: %d", status)
	}
	other := r.from.Box.Seal([]byte(strings.Replace(good, `"1"`, `"2"`, 1)), 0, query.Get("timestamp"), query.Get("nonce"))
	query.Set("msg_signature", other.Signature)
	if status, _, _ := r.from.Post(t.Context(), r.url+"?"+query.Encode(), `{"encrypt":"`+other.Text+`"}`); status != 403 {
		t.Errorf("a word that was used: %d", status)
	}
	if status, _, _ := r.from.Post(t.Context(), strings.Replace(r.url, "/main", "/none", 1), body); status != 404 {
		t.Errorf("an unknown robot: %d", status)
	}
}

func FuzzHandler(f *testing.F) {
	r := start(f, &bottest.Answerer{})
	r.handler.opt.Wait = time.Millisecond
	mux := http.NewServeMux()
	mux.Handle("/wecom/robot/{account}", r.handler)
	f.Add(`{"msgid":"1","from":{"userid":"u"},"msgtype":"text","text":{"content":"问"}}`)
	f.Add(`{"msgid":"1","from":{"userid":"u"},"msgtype":"stream","stream":{"id":"1"}}`)
	f.Add(`{"msgtype":"event","event":{"eventtype":"feedback_event","feedback_event":{"id":"1","type":1}}}`)
	f.Fuzz(func(t *testing.T, message string) {
		q, body := r.from.Sign(message)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest("POST", "/wecom/robot/main?"+q.Encode(), strings.NewReader(body)))
		if answer := w.Body.String(); answer != "" && !json.Valid([]byte(answer)) {
			t.Errorf("%q was answered %q", message, answer)
		}
	})
}
