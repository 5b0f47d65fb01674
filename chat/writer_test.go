package chat

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"wence/chat/modeltest"
	"wence/retrieval/zh"
)

// A shownPassage is a passage as the scripted model reads it in its prompt.
type shownPassage struct {
	n                        int
	head, place, title, text string
}

var inPrompt = regexp.MustCompile(`(?s)<资料 编号="(\d+)">\n(.*?)\n(.*?)\n</资料>`)

// headPlace is the place in the line over a passage.
var headPlace = regexp.MustCompile(` 地区:(\S+)`)

// readPrompt reads the passages of a prompt.
func readPrompt(user string) []shownPassage {
	var all []shownPassage
	for _, m := range inPrompt.FindAllStringSubmatch(user, -1) {
		p := shownPassage{n: len(all) + 1, head: m[2], text: m[3]}
		if g := headPlace.FindStringSubmatch(m[2]); g[1] != "未注明" {
			p.place = g[1]
		}
		if end := strings.LastIndex(m[2], "》"); end > 0 {
			p.title = m[2][:end+len("》")]
		}
		all = append(all, p)
	}
	return all
}

// sentences are the sentences of a passage that can be said alone.
func (p shownPassage) sentences() []string {
	var all []string
	for _, s := range zh.Sentences(p.text) {
		text := numbered.ReplaceAllString(strings.Join(strings.Fields(p.text[s.Start:s.End]), " "), "")
		text = strings.TrimRight(text, "。;；")
		if n := len([]rune(text)); n >= 8 && n < 160 && !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "：") && !strings.ContainsAny(text, "?？|\t") {
			all = append(all, text+"。")
		}
	}
	return all
}

// numbered is the number that a paragraph begins with.
var numbered = regexp.MustCompile(`^(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.、]\D)`)

// isRestating reports the request for other wordings of a question.
func isRestating(r modeltest.Request) bool { return !strings.Contains(r.User, "<资料") }

// honest says the first sentence of each of the first passages, as a model without imagination does.
func honest(r modeltest.Request, passages int) string {
	if isRestating(r) {
		return ""
	}
	var b strings.Builder
	for _, p := range readPrompt(r.User) {
		if p.n > passages {
			break
		}
		for _, s := range p.sentences() {
			fmt.Fprintf(&b, "%s[%d]", s, p.n)
			break
		}
	}
	return b.String()
}

func TestModelWordsTheAnswer(t *testing.T) {
	corpus := openSamples(t)
	server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
		if isRestating(r) {
			return modeltest.Text("乡村教师岗位生活补助 三类地区 标准")
		}
		return modeltest.Text("鹤汀县三类地区的乡村教师每人每月补助800元。[1]这是边远山区和教学点的标准,学校类别每3年核定一次。[1]")
	})
	var events []Event
	a, err := corpus.service(t, patient(t, server)).Answer(context.Background(),
		Question{Text: "鹤汀县三类地区的乡村教师每个月补助多少钱？"}, func(e Event) { events = append(events, e) })
	if err != nil {
		t.Fatal(err)
	}
	if want := "鹤汀县三类地区的乡村教师每人每月补助800元。[1]"; !strings.HasPrefix(a.Text, want) {
		t.Errorf("text is %q, want %q first", a.Text, want)
	}
	if a.Meta.Model != "scripted" || a.Meta.Degraded != "" || a.Usage.TotalTokens == 0 {
		t.Errorf("meta is %+v, usage %+v", a.Meta, a.Usage)
	}
	if len(a.Citations) == 0 || !strings.Contains(a.Citations[0].Quote, "800元") {
		t.Errorf("citations are %+v", a.Citations)
	}
	var names []string
	text := ""
	for _, e := range events {
		names = append(names, e.Name)
		if d, ok := e.Data.(DeltaEvent); ok {
			text += d.Text
		}
	}
	if got := strings.Join(names, " "); !strings.HasPrefix(got, "meta status status citations delta") {
		t.Errorf("events are %s", got)
	}
	if text != a.Text {
		t.Errorf("deltas give %q, the answer %q", text, a.Text)
	}
}
