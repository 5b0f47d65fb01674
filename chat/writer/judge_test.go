package writer_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"wence/chat/cited"
	"wence/chat/fidelity"
	"wence/chat/model"
	"wence/chat/modeltest"
	"wence/chat/voice"
	"wence/chat/writer"
	"wence/prompts"
	"wence/retrieval/place"
)

// What a judge is asked of: the rules bear the first sentence and doubt the second, whose quotation is the third.
const (
	plainly   = "班主任津贴提高到每人每月600元。[1]"
	doubtful  = "班主任津贴不得按照10个月发放。[1]"
	quotation = "根据《荻溪县十条措施》:班主任津贴由每人每月400元提高到600元，按照10个月发放。[1]"
)

// TestJudge has a scripted server answer, and judge what it answered.
func TestJudge(t *testing.T) {
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	const soon, patient = 100 * time.Millisecond, time.Minute
	says := modeltest.Text
	cases := []struct {
		name    string
		judge   writer.Judge
		budget  time.Duration
		replies []modeltest.Reply // to the requests in order: the answer, a repair, the verdict
		text    string
	}{
		{"not asked", writer.Nothing, patient, []modeltest.Reply{says(plainly + doubtful)}, plainly + quotation},
		{"all borne", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("【无误】")}, plainly + doubtful},
		{"one refused", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("2 资料没有说不得")}, plainly + quotation},
		{"another than the rules would", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("1. 资料说的是别的")}, quotation + doubtful},
		{"both on a line", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("核对结果:\n第1、2句:与资料不符。\n")}, quotation},
		{"a line for each", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("1 【无误】\n2 资料没有\n10个月是期限")}, plainly + quotation},
		{"behind thoughts", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("<think>\n1 不对?\n</think>\n[2] 资料没有")}, plainly + quotation},
		{"a number that no sentence has", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("9 没有这一句\n0 也没有\n1 资料没有")}, quotation + doubtful},
		{"only numbers that no sentence has", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("3 资料没有")}, plainly + quotation},
		{"in other words", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("两句看起来都可以。\n2个月之内发放")}, plainly + quotation},
		{"nothing", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), says("")}, plainly + quotation},
		{"without end", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), {Chunks: []string{"1 " + strings.Repeat("不符", 4000)}, End: modeltest.Hang}}, plainly + quotation},
		{"late", writer.All, soon, []modeltest.Reply{says(plainly + doubtful), {Chunks: []string{"1 "}, End: modeltest.Hang}}, plainly + quotation},
		{"failing", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), {Status: 400}}, plainly + quotation},
		{"broken off", writer.All, patient, []modeltest.Reply{says(plainly + doubtful), {Chunks: []string{"1 不符\n"}, End: modeltest.Length}}, plainly + quotation},
		{"an answer that breaks off is not judged", writer.All, patient, []modeltest.Reply{{Chunks: []string{plainly, doubtful, "连"}, End: modeltest.Length}}, plainly + quotation},
		{"figures are no matter for a judge", writer.All, patient, []modeltest.Reply{says("班主任津贴为每人每月800元。[1]"), says("班主任津贴为每人每月900元。[1]")}, ""},
		{"the doubted one is asked about, and borne", writer.Doubtful, patient, []modeltest.Reply{says(plainly + doubtful), says("【无误】")}, plainly + doubtful},
		{"the doubted one is asked about, and refused", writer.Doubtful, patient, []modeltest.Reply{says(doubtful + plainly), says("1 资料没有说不得")}, quotation + plainly},
		{"the others are not asked about", writer.Doubtful, patient, []modeltest.Reply{says(doubtful + plainly), says("2 资料说的是别的")}, doubtful + plainly},
		{"nothing is doubted", writer.Doubtful, patient, []modeltest.Reply{says(plainly)}, plainly},
		{"doubted, and the verdict is unclear", writer.Doubtful, patient, []modeltest.Reply{says(plainly + doubtful), says("看起来都可以")}, plainly + quotation},
		{"repaired ones too", writer.All, patient, []modeltest.Reply{says(plainly + "按照12个月发放。[1]"), says(doubtful), says("2 资料没有")}, plainly + quotation},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
				if r.N > len(tc.replies) {
					return modeltest.Reply{Status: 400}
				}
				reply := tc.replies[r.N-1]
				reply.Usage = modeltest.Usage{Prompt: 10, Completion: 1}
				return reply
			})
			m, err := model.NewOpenAI(model.Options{URL: server.URL, Model: "scripted", Retries: -1})
			if err != nil {
				t.Fatal(err)
			}
			checker := fidelity.Checker{Places: places, Asked: "津贴多少"}
			page := cited.NewPage(voice.Of("津贴多少"), "2026-11-28", checker)
			passages, asked := found()[:1], 0
			out := writer.New(writer.Options{Model: m, Prompts: set, Judge: tc.judge, Verdict: tc.budget, Log: slog.New(slog.DiscardHandler)}).Write(t.Context(), writer.Assignment{
				Question: "津贴多少", Day: "2026-11-28", Passages: passages, Checker: checker, Page: page, Judging: func() { asked++ },
			})
			if page.Text() != tc.text {
				t.Errorf("text %q, want %q", page.Text(), tc.text)
			}
			requests := server.Requests()
			if len(requests) != len(tc.replies) {
				t.Errorf("%d requests, want %d", len(requests), len(tc.replies))
			}
			shown := 0 // passages beside sentences
			for _, r := range requests {
				shown += strings.Count(r.User, "<资料>\n《荻溪县十条措施》")
			}
			each := map[writer.Judge]int{writer.Doubtful: 1, writer.All: 2}
			if asked > 1 || shown != each[tc.judge]*asked {
				t.Errorf("judged %d times, %d passages shown", asked, shown)
			}
			ended := 0 // replies whose usage was told
			for _, r := range tc.replies {
				if r.Status == 0 && r.End != modeltest.Hang {
					ended++
				}
			}
			if out.Usage.TotalTokens != 11*ended {
				t.Errorf("usage %+v of %d replies", out.Usage, ended)
			}
		})
	}
}
