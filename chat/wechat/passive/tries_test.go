package passive

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"wence/chat"
	"wence/chat/bot"
	"wence/chat/wechat/wechattest"
)

// TestTries answers in time for one of the three tries, or for none: one job, and one text for the user.
func TestTries(t *testing.T) {
	t.Parallel()
	for _, mode := range []struct {
		name   string
		keys   []string
		change func(*Official, *Options)
		ready  []int
	}{
		{"plain", nil, nil, []int{1, 2, 3, 4}},
		{"sealed", []string{currentKey}, sealed, []int{2, 4}},
		{"sealed with the previous key", []string{previousKey}, sealed, []int{1}},
	} {
		for _, ready := range mode.ready {
			t.Run(fmt.Sprintf("%s, ready for try %d", mode.name, ready), func(t *testing.T) {
				t.Parallel()
				answers := &answerer{let: make(chan struct{})}
				s, p := serve(t, openStore(t), answers, mode.change), sender(t, mode.keys...)
				got := p.Deliver(t.Context(), wechattest.Message("1", "u", "补多少?"), func(try int) string {
					if try == ready {
						close(answers.let)
					}
					return s.url
				})
				if got.Tries < min(ready, 3) || ready == 4 && got.Text() != bot.Later {
					t.Errorf("%d tries, told %q", got.Tries, got.Body)
				}
				if ready == 4 {
					again := p.Deliver(t.Context(), wechattest.Message("2", "u", "“继续”"), s.at)
					if again.Tries != 3 || again.Text() != bot.Later {
						t.Errorf("asked for it too early, told %q", again.Body)
					}
					close(answers.let)
				}
				text := got.Text()
				if text == bot.Later { // not ready, or the machine is slow
					text = send(t, p, s, "3", "继续")
				}
				if text != told("答:补多少?") {
					t.Errorf("told %q", text)
				}
				if n := answers.times("补多少?"); n != 1 {
					t.Errorf("answered %d times", n)
				}
				if left := send(t, p, s, "9", "继续"); strings.Contains(left, "补多少") {
					t.Errorf("told twice: %q", left)
				}
			})
		}
	}
}

// TestServers delivers the tries of a message to different servers on one store.
func TestServers(t *testing.T) {
	t.Parallel()
	store, answers := openStore(t), &answerer{let: make(chan struct{})}
	servers := []server{serve(t, store, answers, nil), serve(t, store, answers, nil)}
	p := sender(t)
	got := p.Deliver(t.Context(), wechattest.Message("1", "u", "补多少?"), func(try int) string {
		if try == 2 {
			close(answers.let)
		}
		return servers[try%2].url
	})
	text := got.Text()
	if text == bot.Later {
		text = send(t, p, servers[0], "2", "继续")
	}
	if got.Tries < 2 || text != told("答:补多少?") || answers.times("补多少?") != 1 {
		t.Errorf("%+v, answered %d times", got, answers.times("补多少?"))
	}
}

// TestRestart stops a server in the middle of an answer: the next one goes on with it.
func TestRestart(t *testing.T) {
	t.Parallel()
	store, stuck := openStore(t), &answerer{let: make(chan struct{})}
	first, p := serve(t, store, stuck, nil), sender(t)
	if got := p.Deliver(t.Context(), wechattest.Message("1", "u", "补多少?"), first.at); got.Text() != bot.Later {
		t.Fatalf("told %q", got.Body)
	}
	first.stop()
	second := serve(t, store, &answerer{}, nil)
	if got := send(t, p, second, "2", "继续"); got != told("答:补多少?") {
		t.Errorf("told %q", got)
	}
}

// TestGone answers when the platform has hung up on the third try already: the answer waits.
func TestGone(t *testing.T) {
	t.Parallel()
	answers := &answerer{let: make(chan struct{})}
	s, p := serve(t, openStore(t), answers, func(_ *Official, o *Options) { o.Window, o.Hang = time.Hour, time.Hour }), sender(t)
	p.Cut = 100 * time.Millisecond
	if got := p.Deliver(t.Context(), wechattest.Message("1", "u", "补多少?"), s.at); got.Body != "" {
		t.Fatalf("told %q", got.Body)
	}
	eventually(t, "our side notices", func() bool { return s.busy.Load() == 0 })
	close(answers.let)
	p.Cut = time.Minute
	if got := send(t, p, s, "2", "继续"); got != told("答:补多少?") || answers.times("补多少?") != 1 {
		t.Errorf("told %q, answered %d times", got, answers.times("补多少?"))
	}
}

// TestLong cuts a long answer at sentence ends, and tells all of it piece by piece.
func TestLong(t *testing.T) {
	t.Parallel()
	answers := &answerer{say: func(chat.Question) string { return long(150) }}
	s, p := serve(t, openStore(t), answers, nil), sender(t)
	var all strings.Builder
	for i := 1; ; i++ {
		question := "继续"
		if i == 1 {
			question = "补多少?"
		}
		text := send(t, p, s, fmt.Sprint(i), question)
		if len(text) > textBytes {
			t.Errorf("%d bytes", len(text))
		}
		part, unfinished := strings.CutSuffix(text, "\n(未完,回复“继续”看下文)")
		if unfinished && !strings.HasSuffix(part, "。[1]") {
			t.Errorf("cut at %q", part[len(part)-30:])
		}
		all.WriteString(part)
		if !unfinished {
			break
		}
	}
	if got := strings.TrimSpace(all.String()); got != told(long(150)) {
		t.Errorf("%d bytes were told, want %d", len(got), len(told(long(150))))
	}
	if got := send(t, p, s, "99", "继续"); !strings.HasPrefix(got, "没有未看完") {
		t.Errorf("after the end: %q", got)
	}
}

// TestDialogue knows what was said before, on another server as well, and forgets who leaves.
func TestDialogue(t *testing.T) {
	t.Parallel()
	store := openStore(t)
	answers := &answerer{say: func(q chat.Question) string { return fmt.Sprintf("%s(前面%d句)", q.Text, len(q.History)) }}
	a, b, p := serve(t, store, answers, nil), serve(t, store, answers, nil), sender(t)
	for i, step := range []struct {
		to   server
		want int
	}{{a, 0}, {b, 2}, {a, 4}, {b, 6}, {a, 6}} {
		if got, want := send(t, p, step.to, fmt.Sprint(i), "问"), told(fmt.Sprintf("问(前面%d句)", step.want)); got != want {
			t.Errorf("step %d: told %q, want %q", i, got, want)
		}
	}
	p.Deliver(t.Context(), wechattest.Event("u", "unsubscribe", "", time.Now().Unix()), a.at)
	if got, want := send(t, p, b, "9", "问"), told("问(前面0句)"); got != want {
		t.Errorf("after leaving: %q", got)
	}
}

func TestEvents(t *testing.T) {
	t.Parallel()
	answers := &answerer{}
	s := serve(t, openStore(t), answers, func(a *Official, _ *Options) { a.Welcome = "欢迎!" })
	p := sender(t)
	for i, tc := range []struct{ event, key, body, text string }{
		{"subscribe", "", "", "欢迎!"},
		{"SCAN", "1", "", "欢迎!"},
		{"CLICK", "", "", "欢迎!"},
		{"VIEW", "https://wence.example", "success", ""},
		{"TEMPLATESENDJOBFINISH", "", "success", ""},
		{"unsubscribe", "", "success", ""},
	} {
		got := p.Deliver(t.Context(), wechattest.Event("u", tc.event, tc.key, time.Now().Unix()-int64(i)), s.at)
		if got.Tries != 1 || got.Text() != tc.text || tc.body != "" && got.Body != tc.body {
			t.Errorf("%s %s: %+v", tc.event, tc.key, got)
		}
	}
	click := p.Deliver(t.Context(), wechattest.Event("u", "CLICK", "班主任津贴是多少?", time.Now().Unix()), s.at).Text()
	if click == bot.Later {
		click = send(t, p, s, "0", "继续")
	}
	if click != told("答:班主任津贴是多少?") {
		t.Errorf("a button's question: %q", click)
	}
	picture := strings.Replace(wechattest.Message("1", "u", ""), "[text]", "[image]", 1)
	if got := p.Deliver(t.Context(), picture, s.at).Text(); got != bot.NoText {
		t.Errorf("a picture: %q", got)
	}
}

// TestVerified answers by customer messages: "success" at once, then the texts, whatever the answer takes.
func TestVerified(t *testing.T) {
	t.Parallel()
	const path = "/cgi-bin/message/custom/send"
	store, api := openStore(t), wechattest.NewAPI(t)
	answers := &answerer{say: func(q chat.Question) string {
		if strings.Contains(q.Text, "长") {
			return long(200)
		}
		return "答:" + q.Text
	}}
	s, p := serve(t, store, answers, func(a *Official, _ *Options) { a.Secret, a.API = "secret", api.URL }), sender(t)
	deliver := func(id, text string) wechattest.Outcome {
		return p.Deliver(t.Context(), wechattest.Message(id, "u", text), s.at)
	}
	sent := func(n int) []string {
		t.Helper()
		eventually(t, fmt.Sprint(n, " texts sent"), func() bool { return len(api.Calls(path)) >= n })
		var texts []string
		for _, c := range api.Calls(path) {
			if c.Body["touser"] != "u" {
				t.Errorf("sent to %v", c.Body["touser"])
			}
			texts = append(texts, c.Body["text"].(map[string]any)["content"].(string))
		}
		return texts
	}
	over := func(message string) func() bool {
		return func() bool {
			j, err := store.Job(context.Background(), "official/main", message)
			return err == nil && !j.Open
		}
	}
	for range 2 { // the same again
		if got := deliver("1", "补<多少>?"); got.Body != "success" || got.Tries != 1 {
			t.Errorf("replied %+v", got)
		}
	}
	if got := sent(1); got[0] != told("答:补<多少>?") {
		t.Errorf("sent %q", got)
	}
	eventually(t, "what was sent is noted", over("1")) // or 继续 may bring it again
	api.EndToken()
	deliver("2", "很长")
	if got := sent(3); len(got[1])+len(got[2]) > 2*textBytes || strings.Contains(got[1], "继续") || !strings.Contains(got[2], "继续") {
		t.Errorf("sent %q", got[1:])
	}
	eventually(t, "what was sent is noted", over("2"))
	deliver("3", "继续")
	if got := sent(5); !strings.HasPrefix(got[3], "义务教育") || !strings.HasSuffix(got[4], "(本回答摘引文件原文。)") {
		t.Errorf("sent %q", got[3:])
	}
	api.Fail(path, -1) // busy
	deliver("4", "再问")
	if got := sent(6); !strings.Contains(got[len(got)-1], "再问") {
		t.Errorf("after a failure sent %q", got)
	}

	already := len(api.Calls(path))
	api.Fail(path, 45015)
	deliver("5", "晚了")
	eventually(t, "the refused answer waits", over("5"))
	deliver("6", "继续")
	if got := sent(already + 1); got[already] != told("答:晚了") {
		t.Errorf("what was refused came as %q", got[already:])
	}
	api.Fail(path, 48001)
	deliver("7", "不许")
	eventually(t, "the refused answer waits", over("7"))
	if got := send(t, p, s, "8", "继续"); got != told("答:不许") {
		t.Errorf("the account may not write, replied %q", got)
	}
	if n := len(api.Calls(path)); n != already+1 {
		t.Errorf("%d texts sent", n)
	}
}
