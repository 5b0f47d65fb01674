package kf

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"wence/chat"
	"wence/chat/bot"
	"wence/chat/bot/bottest"
	"wence/chat/wechat/envelope"
	"wence/chat/wechat/wechattest"
	"wence/retrieval"
)

const (
	corp    = "ww6a112864f8022910"
	aesKey  = "cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP"
	service = "wk1"
	syncMsg = "/cgi-bin/kf/sync_msg"
	sendMsg = "/cgi-bin/kf/send_msg"
)

// queue is what users wrote, as the platform keeps it: pages of two, from a cursor on.
type queue struct {
	mu   sync.Mutex
	list []map[string]any
}

func (q *queue) add(m map[string]any) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.list = append(q.list, m)
}

func (q *queue) page(c wechattest.Call) any {
	q.mu.Lock()
	defer q.mu.Unlock()
	from := 0
	_, _ = fmt.Sscanf(fmt.Sprint(c.Body["cursor"]), "c%d", &from) // no cursor is the start
	to := min(from+2, len(q.list))
	more := 0
	if to < len(q.list) {
		more = 1
	}
	return map[string]any{"errcode": 0, "next_cursor": fmt.Sprintf("c%d", to), "has_more": more, "msg_list": q.list[from:to]}
}

func wrote(id, user, text string, at time.Time) map[string]any {
	return map[string]any{"msgid": id, "open_kfid": service, "external_userid": user, "send_time": at.Unix(), "origin": 3, "msgtype": "text",
		"text": map[string]any{"content": text}}
}

type rig struct {
	url     string
	api     *wechattest.API
	queue   *queue
	from    *wechattest.Platform
	handler *Handler
}

func start(t testing.TB, api *wechattest.API, store retrieval.Store, answers bot.Answerer) rig {
	t.Helper()
	accounts, err := NewAccounts([]Account{{Name: "main", CorpID: corp, Token: "t", Keys: []string{aesKey}, Secret: "s", Welcome: "欢迎!", API: api.URL}})
	if err != nil {
		t.Fatal(err)
	}
	box, err := envelope.New(envelope.Options{Token: "t", Receiver: corp, Keys: []string{aesKey}})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	h := NewHandler(Options{Desk: bottest.Desk(t, bot.Options{Answers: answers, Store: store, Log: log}, accounts.Desk()...), Log: log}, accounts)
	return rig{bottest.Serve(t, "/wechat/kf", h), api, nil, &wechattest.Platform{Box: box, Cut: time.Minute, Tries: 3}, h}
}

// call tells our side that there is something to read.
func (r rig) call(t *testing.T) wechattest.Outcome {
	return r.from.Deliver(t.Context(), `<xml><ToUserName><![CDATA[`+corp+`]]></ToUserName><CreateTime>1</CreateTime><MsgType><![CDATA[event]]></MsgType>`+
		`<Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[tok]]></Token><OpenKfId><![CDATA[`+service+`]]></OpenKfId></xml>`, func(int) string { return r.url })
}

// sent are the texts that a user got.
func sent(api *wechattest.API, user string) (texts []string) {
	for _, c := range api.Calls(sendMsg) {
		if c.Body["touser"] == user {
			texts = append(texts, c.Body["text"].(map[string]any)["content"].(string))
		}
	}
	return texts
}

// TestPull reads page by page, answers each message once though two servers read the same, and goes on from the cursor.
func TestPull(t *testing.T) {
	t.Parallel()
	api, q, answers, store := wechattest.NewAPI(t), &queue{}, &bottest.Answerer{}, bottest.Open(t)
	api.Answer(syncMsg, q.page)
	servers := []rig{start(t, api, store, answers), start(t, api, store, answers)}
	q.add(wrote("old", "u0", "早就问过的", time.Now().Add(-time.Hour)))
	for i := range 7 {
		q.add(wrote(fmt.Sprint("m", i), fmt.Sprint("u", i), fmt.Sprintf("第%d问", i), time.Now()))
	}
	q.add(map[string]any{"msgid": "s", "open_kfid": service, "external_userid": "u1", "send_time": time.Now().Unix(), "origin": 5, "msgtype": "text",
		"text": map[string]any{"content": "人工回复"}})
	q.add(map[string]any{"msgid": "p", "open_kfid": service, "external_userid": "u9", "send_time": time.Now().Unix(), "origin": 3, "msgtype": "image"})
	var wg sync.WaitGroup
	for _, r := range servers {
		for range 3 {
			wg.Go(func() {
				if got := r.call(t); got.Body != "success" {
					t.Errorf("replied %+v", got)
				}
			})
		}
	}
	wg.Wait()
	for i := range 7 {
		user := fmt.Sprint("u", i)
		bottest.Eventually(t, user+" is told", func() bool { return len(sent(api, user)) > 0 })
		if got := sent(api, user); len(got) != 1 || got[0] != bottest.Told(fmt.Sprintf("答:第%d问", i)) {
			t.Errorf("%s was told %q", user, got)
		}
	}
	bottest.Eventually(t, "a picture is answered", func() bool { return len(sent(api, "u9")) == 1 && sent(api, "u9")[0] == bot.NoText })
	if answers.Times("早就问过的")+answers.Times("人工回复") > 0 {
		t.Error("what was not for us was asked")
	}
	q.add(wrote("next", "u0", "再问", time.Now().Add(-time.Hour))) // after an outage
	before := len(api.Calls(syncMsg))
	servers[0].call(t)
	bottest.Eventually(t, "an older message after the cursor is answered", func() bool { return len(sent(api, "u0")) == 2 })
	if c := api.Calls(syncMsg)[before]; c.Body["cursor"] != "c10" || c.Body["token"] != "tok" {
		t.Errorf("read on from %v", c.Body)
	}
}

// TestFive sends at most five texts for a message; the rest comes when it is asked for.
func TestFive(t *testing.T) {
	t.Parallel()
	api, q := wechattest.NewAPI(t), &queue{}
	api.Answer(syncMsg, q.page)
	r := start(t, api, bottest.Open(t), &bottest.Answerer{Say: func(chat.Question) string { return strings.Repeat("义务教育免试就近入学。[1]", 400) }})
	q.add(wrote("1", "u", "问", time.Now()))
	r.call(t)
	bottest.Eventually(t, "five texts", func() bool { return len(sent(api, "u")) == 5 })
	if last := sent(api, "u")[4]; !strings.HasSuffix(last, "继续”看下文)") {
		t.Errorf("the fifth ends in %q", last[len(last)-60:])
	}
	q.add(wrote("2", "u", "继续", time.Now()))
	r.call(t)
	bottest.Eventually(t, "the rest", func() bool {
		texts := sent(api, "u")
		return strings.HasSuffix(texts[len(texts)-1], "(本回答摘引文件原文。)")
	})
	ids := map[any]bool{}
	for _, c := range api.Calls(sendMsg) {
		ids[c.Body["msgid"]] = true
	}
	if len(ids) != len(api.Calls(sendMsg)) {
		t.Errorf("%d ids for %d texts", len(ids), len(api.Calls(sendMsg)))
	}
	api.Fail(sendMsg, 95001)
	q.add(wrote("3", "u", "满了", time.Now()))
	r.call(t)
	q.add(wrote("4", "u", "继续", time.Now()))
	n := len(sent(api, "u"))
	r.call(t)
	bottest.Eventually(t, "what was refused comes when it is asked for", func() bool { return len(sent(api, "u")) > n })
}

// TestGreet welcomes who comes, and gives a link with a scene.
func TestGreet(t *testing.T) {
	t.Parallel()
	api, q := wechattest.NewAPI(t), &queue{}
	api.Answer(syncMsg, q.page)
	api.Answer("/cgi-bin/kf/add_contact_way", func(c wechattest.Call) any {
		return map[string]any{"errcode": 0, "url": fmt.Sprint("https://work.weixin.qq.com/kf/", c.Body["open_kfid"], "?", c.Body["scene"])}
	})
	r := start(t, api, bottest.Open(t), &bottest.Answerer{})
	q.add(map[string]any{"msgid": "e", "send_time": time.Now().Unix(), "origin": 4, "msgtype": "event",
		"event": map[string]any{"event_type": "enter_session", "welcome_code": "w"}})
	r.call(t)
	if calls := api.Calls("/cgi-bin/kf/send_msg_on_event"); len(calls) != 1 || calls[0].Body["code"] != "w" {
		t.Errorf("greeted with %v", calls)
	}
	if link, err := r.handler.accounts.Link(t.Context(), "main", service, "menu"); err != nil || link != "https://work.weixin.qq.com/kf/wk1?menu" {
		t.Errorf("link %q, %v", link, err)
	}
	if _, err := r.handler.accounts.Link(t.Context(), "none", service, ""); err == nil {
		t.Error("a link of no account")
	}
}

// TestRefused turns strangers away, and asks the platform to call again when nothing could be read.
func TestRefused(t *testing.T) {
	t.Parallel()
	api := wechattest.NewAPI(t)
	r := start(t, api, bottest.Open(t), &bottest.Answerer{})
	if status, body, _ := r.from.Post(t.Context(), r.url+"?timestamp=1&nonce=n", "<xml/>"); status != 403 || body != "" {
		t.Errorf("an old request: %d %q", status, body)
	}
	query, body := r.from.Sign("<xml><Event>kf_msg_or_event</Event></xml>")
	query.Set("msg_signature", "0")
	if status, answer, _ := r.from.Post(t.Context(), r.url+"?"+query.Encode(), body); status != 403 || answer != "" {
		t.Errorf("a forged request: %d %q", status, answer)
	}
	api.Fail(syncMsg, -1, -1, -1)
	if got := r.call(t); got.Body != "" || got.Tries != 3 {
		t.Errorf("nothing could be read: %+v", got)
	}
	if n := len(api.Calls(sendMsg)); n != 0 {
		t.Errorf("%d texts sent", n)
	}
}

func FuzzHandler(f *testing.F) {
	r := start(f, &wechattest.API{URL: "http://127.0.0.1:1"}, bottest.Open(f), &bottest.Answerer{})
	mux := http.NewServeMux()
	mux.Handle("/wechat/kf/{account}", r.handler)
	f.Add("<xml><Event>kf_msg_or_event</Event><Token>t</Token></xml>")
	f.Add("<xml><Event>other</Event></xml>")
	f.Fuzz(func(t *testing.T, message string) {
		q, body := r.from.Sign(message)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest("POST", (&url.URL{Path: "/wechat/kf/main", RawQuery: q.Encode()}).String(), strings.NewReader(body)))
		if answer := w.Body.String(); answer != "" && answer != "success" {
			t.Errorf("%q was answered %q", message, answer)
		}
	})
}
