package chat

import (
	"context"
	"strings"
	"testing"

	"wence/chat/modeltest"
)

// TestRewriting: a question that nothing answers is put in other words by the model, within bounds.
func TestRewriting(t *testing.T) {
	corpus := openSamples(t)
	q := Question{Text: "那个能拿到手的数呢", History: []Turn{
		{"user", "我在鹤汀县三类地区教书"}, {"assistant", "请问您想了解哪一项?"}, {"user", "乡村教师生活补助"}, {"assistant", "没有找到。"},
	}}
	cases := []struct {
		name, rewritten string
		answered        bool
	}{
		{"made to stand", "鹤汀县三类地区乡村教师生活补助拿到手的数是多少?", true},
		{"another place put in", "荻溪县三类地区乡村教师生活补助拿到手的数是多少?", false},
		{"a figure put in", "鹤汀县三类地区乡村教师生活补助是800元吗?", false},
		{"other words put in", "鹤汀县班主任津贴标准为每人每月多少元?", false},
		{"an answer instead of a question", strings.Repeat("这个问题需要分情况来看。", 20), false},
		{"a link", "鹤汀县三类地区乡村教师生活补助见http://a.cn?", false},
		{"the question as it was", q.Text, false},
		{"nothing", "", false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply { return modeltest.Text(tc.rewritten) })
			service := corpus.service(t, patient(t, server))
			r, err := service.understand(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			declined := []settled{{understanding: r.parts[0], decision: decision{status: Declined}}}
			a := Answer{Timing: map[string]int64{}}
			parts, _, err := service.retry(context.Background(), &a, q, r, declined)
			if err != nil {
				t.Fatal(err)
			}
			if got := parts[0].status == Answered; got != tc.answered {
				t.Errorf("settled as %s", parts[0].status)
			}
			if tc.answered && (a.Meta.Question != tc.rewritten || !strings.Contains(parts[0].chosen[0].quote, "800元")) {
				t.Errorf("understood %q, chose %q", a.Meta.Question, parts[0].chosen[0].quote)
			}
			if len(server.Requests()) != 1 || a.Usage.TotalTokens == 0 {
				t.Errorf("%d requests, usage %+v", len(server.Requests()), a.Usage)
			}
		})
	}
}

// TestWhatIsAnsweredIsNotRewritten: the program resolves most follow-ups itself.
func TestWhatIsAnsweredIsNotRewritten(t *testing.T) {
	corpus := openSamples(t)
	server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
		if strings.Contains(r.User, "<对话>") {
			t.Error("the model was asked to rewrite")
		}
		return modeltest.Text(honest(r, 1))
	})
	a, err := corpus.service(t, patient(t, server)).Answer(context.Background(), Question{
		Text: "那二类地区呢？", History: []Turn{{"user", "鹤汀县三类地区的乡村教师每个月补助多少钱？"}, {"assistant", "800元。"}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if a.Status != Answered || !strings.Contains(a.Text, "500元") {
		t.Errorf("answer is %s: %s", a.Status, a.Text)
	}
}
