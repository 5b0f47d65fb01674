package chat

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"wence/chat/modeltest"
)

// A shownPassage is a passage as the scripted model reads it in its prompt.
type shownPassage struct {
	n                  int
	place, title, text string
}

var inPrompt = regexp.MustCompile(`(?s)<资料 编号="(\d+)">\n(.*?)正文:\n(.*?)\n</资料>`)

// readPrompt reads the passages of a prompt.
func readPrompt(user string) []shownPassage {
	var all []shownPassage
	for i, g := range inPrompt.FindAllStringSubmatch(user, -1) {
		p := shownPassage{n: i + 1, text: g[3]}
		for line := range strings.Lines(g[2]) {
			line = strings.TrimSpace(line)
			if place, ok := strings.CutPrefix(line, "地区:"); ok {
				p.place = place
			}
			if title, ok := strings.CutPrefix(line, "文件:"); ok {
				p.title = title
			}
		}
		all = append(all, p)
	}
	return all
}

// sentences are the sentences of a passage that can be said alone.
func (p shownPassage) sentences() []string {
	var all []string
	for _, s := range sentencesOf(p.text) {
		text := withoutMark(inLine(p.text[s.Start:s.End]))
		text = strings.TrimRight(text, "。;；")
		if len([]rune(text)) >= 8 && len([]rune(text)) < 160 && !announcesList(text) && !strings.ContainsAny(text, "?？|\t") {
			all = append(all, text+"。")
		}
	}
	return all
}

// places are those that the prompt keeps apart.
func keptApart(system string) bool { return strings.Contains(system, "每句话只说一个地区") }

// honest says the first sentence of each of the first passages, as a model without imagination does.
func honest(r modeltest.Request, passages int) string {
	var b strings.Builder
	for _, p := range readPrompt(r.User) {
		if p.n > passages {
			break
		}
		for _, s := range p.sentences() {
			if keptApart(r.System) {
				s = p.place + ":" + s
			}
			fmt.Fprintf(&b, "%s[%d]", s, p.n)
			break
		}
	}
	return b.String()
}

func TestModelWordsTheAnswer(t *testing.T) {
	corpus := openSamples(t)
	server := modeltest.Serve(t, func(modeltest.Request) modeltest.Reply {
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
