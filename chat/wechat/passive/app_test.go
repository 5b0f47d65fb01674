package passive

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"wence/chat/bot"
	"wence/chat/bot/bottest"
	"wence/chat/wechat/envelope"
	"wence/chat/wechat/wechattest"
)

const corp = "ww6a112864f8022910"

// TestApp answers members of a WeCom by the interface that writes to them, or in the reply where there is no secret; the
// check of the address is sealed.
func TestApp(t *testing.T) {
	t.Parallel()
	api := wechattest.NewAPI(t)
	apps, err := Apps([]App{
		{Name: "main", CorpID: corp, AgentID: 1000002, Token: token, Keys: []string{currentKey}, Secret: "s", API: api.URL},
		{Name: "mute", CorpID: corp, Token: token, Keys: []string{currentKey}},
	})
	if err != nil {
		t.Fatal(err)
	}
	desk := bottest.Desk(t, bot.Options{Answers: &bottest.Answerer{}}, apps.Desk()...)
	main := bottest.Serve(t, "/wecom/app", NewHandler(Options{Desk: desk, Log: testLog(t)}, AppChannel, apps))
	box, err := envelope.New(envelope.Options{Token: token, Receiver: corp, Keys: []string{currentKey}})
	if err != nil {
		t.Fatal(err)
	}
	p := &wechattest.Platform{Box: box, Cut: time.Minute, Tries: 3}
	message := strings.Replace(wechattest.Message("1", "zhang", "补多少?"), "gh_1", corp, 1)

	q, _ := p.Sign("1234567890")
	sealed := box.Seal([]byte("1234567890"), 0, q.Get("timestamp"), q.Get("nonce"))
	q.Set("msg_signature", sealed.Signature)
	q.Set("echostr", sealed.Text)
	res, err := http.Get(main + "?" + q.Encode())
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body := make([]byte, 20)
	if n, _ := res.Body.Read(body); string(body[:n]) != "1234567890" {
		t.Errorf("the address check gave %q", body[:n])
	}
	if got := p.Deliver(t.Context(), message, func(int) string { return main }); got.Body != "success" {
		t.Errorf("replied %+v", got)
	}
	bottest.Eventually(t, "the answer is sent", func() bool { return len(api.Calls("/cgi-bin/message/send")) == 1 })
	c := api.Calls("/cgi-bin/message/send")[0]
	if c.Body["touser"] != "zhang" || c.Body["agentid"] != 1000002.0 || c.Body["text"].(map[string]any)["content"] != bottest.Told("答:补多少?") {
		t.Errorf("sent %v", c.Body)
	}
	mute := strings.Replace(main, "/main", "/mute", 1)
	if got := p.Deliver(t.Context(), message, func(int) string { return mute }); got.Text() != bottest.Told("答:补多少?") {
		t.Errorf("without a secret replied %+v", got)
	}
	if status, _, _ := p.Request(t.Context(), main, wechattest.Message("2", "zhang", "问")); status != 403 {
		t.Errorf("for another: %d", status)
	}
}
