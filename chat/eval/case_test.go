package eval

import (
	"strings"
	"testing"

	"wence/chat"
	"wence/chat/cited"
)

func TestRead(t *testing.T) {
	const good = `{"id":"a","question":"问","answerable":true,"must":[["答"]]}`
	cases := []struct{ name, lines, fails string }{
		{"one case", good, ""},
		{"empty lines", "\n" + good + "\n \n", ""},
		{"fields that are not known are passed over", `{"id":"a","question":"问","answerable":false,"why":"没有写"}`, ""},
		{"history as pairs", `{"id":"a","question":"问","answerable":false,"history":[["user","前"],["assistant","后"]]}`, ""},
		{"history as objects", `{"id":"a","question":"问","answerable":false,"history":[{"role":"user","content":"前"}]}`, ""},
		{"no id", `{"question":"问","answerable":false}`, "第1行:缺少 id"},
		{"no question", good + "\n" + `{"id":"b","answerable":false}`, "第2行:缺少 id 或 question"},
		{"not said whether answerable", `{"id":"a","question":"问"}`, "缺少 answerable"},
		{"demands nothing", `{"id":"a","question":"问","answerable":true}`, "什么回答都算对"},
		{"an id twice", good + "\n" + good, "与第1行重复"},
		{"an expectation that nobody knows", `{"id":"a","question":"问","answerable":false,"expect":"x"}`, "expect"},
		{"no JSON", "问", "第1行不是有效的题目"},
		{"history of another form", `{"id":"a","question":"问","answerable":false,"history":"前"}`, "history"},
		{"history by others than user and assistant", `{"id":"a","question":"问","answerable":false,"history":[["前","后"]]}`, "role"},
		{"history as questions and answers", `{"id":"a","question":"问","answerable":false,"history":[{"question":"前","answer":"后"}]}`, "role"},
		{"nothing", "\n", "没有题目"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			all, err := Read(strings.NewReader(tc.lines))
			if tc.fails == "" && (err != nil || len(all) != 1) || tc.fails != "" && (err == nil || !strings.Contains(err.Error(), tc.fails)) {
				t.Errorf("%d cases, %v", len(all), err)
			}
			if err == nil && strings.HasPrefix(tc.name, "history") && (len(all[0].History) == 0 || all[0].History[0] != chat.Turn{Role: "user", Content: "前"}) {
				t.Errorf("history is %v", all[0].History)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	quoted := []chat.Citation{{N: 1, Quote: "班主任津贴标准为每人每月450元", Notice: cited.Notice{Source: "hexi.html"}}}
	asked := Case{ID: "a", Question: "问", Answerable: true, Notices: []string{"hexi.html"}, Must: [][]string{{"450元", "四百五十元"}},
		Evidence: []string{"标准为每人每月450元"}, Forbid: []string{"50元"}}
	cases := []struct {
		name   string
		change func(*Case, *chat.Answer)
		fault  string
	}{
		{"right", func(*Case, *chat.Answer) {}, ""},
		{"full width", func(_ *Case, a *chat.Answer) { a.Text = "４５０ 元[1]" }, ""},
		{"lacks the figure", func(_ *Case, a *chat.Answer) { a.Text = "每月400元[1]" }, "缺少450元"},
		{"in English, the quote has it", func(c *Case, a *chat.Answer) { c.Question, a.Text = "How much?", "It is 450 yuan a month.[1]" }, ""},
		{"in English, nothing has it", func(c *Case, a *chat.Answer) {
			c.Question, c.Must, a.Text = "How much?", [][]string{{"450元"}, {"按十个月"}}, "It is 450 yuan a month.[1]"
		}, "缺少按十个月"},
		{"another notice", func(c *Case, _ *chat.Answer) { c.Notices = []string{"other.html"} }, "没有引用"},
		{"another sentence", func(c *Case, _ *chat.Answer) { c.Evidence = []string{"由县财政统筹按照十个月发放"} }, "引文"},
		{"a forbidden figure", func(_ *Case, a *chat.Answer) { a.Text += "另发50元" }, "不应出现50元"},
		{"declined", func(_ *Case, a *chat.Answer) { a.Status = chat.Declined }, "应当回答"},
		{"declined, which is right as well", func(c *Case, a *chat.Answer) { a.Status, c.OrDeclined = chat.Declined, true }, ""},
		{"answered, and should not", func(c *Case, _ *chat.Answer) { c.Answerable = false }, "应当不答"},
		{"a decline may name what there is", func(c *Case, a *chat.Answer) { c.Answerable, a.Status, a.Text = false, chat.Declined, "50元" }, ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c, a := asked, chat.Answer{Status: chat.Answered, Text: "每人每月450元[1]", Citations: quoted}
			tc.change(&c, &a)
			if fault := (judge{}).fault(c, a); (fault == "") != (tc.fault == "") || !strings.Contains(fault, tc.fault) {
				t.Errorf("fault is %q", fault)
			}
		})
	}
	declined := chat.Answer{Status: chat.Declined, Related: quoted}
	if !shows(asked, declined) || shows(asked, chat.Answer{Status: chat.Declined}) {
		t.Error("what is shown as related is not seen")
	}
}
