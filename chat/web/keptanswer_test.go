package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"wence/chat"
	"wence/retrieval"
)

// shelf keeps answers in memory.
type shelf map[string]retrieval.KeptAnswer

func (s shelf) KeepAnswer(_ context.Context, a retrieval.KeptAnswer) error {
	s[a.ID] = a
	return nil
}

func (s shelf) KeptAnswer(_ context.Context, id string) (retrieval.KeptAnswer, error) {
	a, ok := s[id]
	if !ok {
		return a, retrieval.ErrNotFound
	}
	return a, nil
}

// TestAnswerPage shows a kept answer and asks on from it, with what was said before.
func TestAnswerPage(t *testing.T) {
	var asked chat.Question
	kept := shelf{"1": {ID: "1", Question: "甲县补多少?", Body: []byte(`{"status":"partial","text":"补<b>500</b>元。[1]另见[7]。","citations":[
		{"n":1,"notice":{"id":"a","title":"甲县办法","number":"甲教〔2026〕1号","validity":{"state":"ended"}},"locator":"三、","quote":"补500元,另有校车。","key":"补500元","link":"/notices/a#p3"}],
		"related":[],"choices":["乙县"],"notes":["已届满。"],"label":{"text":"摘引原文。"}}`)}}
	h := newHandler(t, func(o *Options) { o.Kept, o.Answers = kept, scripted{answer: scriptedAnswer, asked: &asked} })
	w := call(h, "GET", "/answers/1", "", "Accept", "text/html")
	for _, want := range []string{"补&lt;b&gt;500", `<a class="cite" href="#c1"`, "另见[7]。", `id="c1"`, `href="/notices/a#p3"`, "<strong>补500元</strong>,另有校车。", "已届满", "摘引原文。", `value="乙县"`, "再问一句"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %s in\n%s", want, w.Body)
		}
	}
	if w.Code != http.StatusOK || w.Header().Get("X-Robots-Tag") != "noindex" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	w = send(h, "/answers/1", url.Values{"question": {"那乙县呢?"}})
	said := []chat.Turn{{Role: "user", Content: "甲县补多少?"}, {Role: "assistant", Content: "补<b>500</b>元。[1]另见[7]。"}}
	if w.Code != http.StatusSeeOther || asked.Text != "那乙县呢?" || !slices.Equal(asked.History, said) {
		t.Fatalf("%d, asked %+v", w.Code, asked)
	}
	next := w.Header().Get("Location")
	if w := call(h, "GET", next, ""); !strings.Contains(w.Body.String(), "乙县补600元。") {
		t.Errorf("%s: %d %s", next, w.Code, w.Body)
	}
	send(h, next, url.Values{"question": {"丙县呢?"}})
	if len(asked.History) != 4 || asked.History[2].Content != "那乙县呢?" {
		t.Errorf("asked %+v", asked)
	}
	send(h, "/answers/1", url.Values{"question": {"甲县补多少?"}, "region": {"乙县"}})
	if asked.Region != "乙县" || len(asked.History) != 0 {
		t.Errorf("asked %+v", asked)
	}
}

func TestAnswerPageRefuses(t *testing.T) {
	var asked chat.Question
	kept := shelf{"1": {ID: "1", Question: "补多少?", Body: []byte(`{"text":"补500元。"}`)}, "2": {ID: "2", Body: []byte(`no JSON`)}}
	h := newHandler(t, func(o *Options) { o.Kept, o.Answers = kept, scripted{answer: scriptedAnswer, asked: &asked} })
	for name, c := range map[string]struct {
		got  int
		want int
	}{
		"no such answer":    {call(h, "GET", "/answers/3", "").Code, http.StatusNotFound},
		"asked on from it":  {send(h, "/answers/3", url.Values{"question": {"呢?"}}).Code, http.StatusNotFound},
		"nothing asked":     {send(h, "/answers/1", url.Values{}).Code, http.StatusUnprocessableEntity},
		"another's page":    {send(h, "/answers/1", url.Values{"question": {"呢?"}}, "Origin", "https://evil.example").Code, http.StatusForbidden},
		"broken":            {call(h, "GET", "/answers/2", "").Code, http.StatusInternalServerError},
		"none is kept here": {call(newHandler(t, nil), "GET", "/answers/1", "").Code, http.StatusNotFound},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", name, c.got, c.want)
		}
	}
}

// TestMarkdown reads a notice and the list of them as a program does.
func TestMarkdown(t *testing.T) {
	text := "第一条 总则\n#不是标题\n甲\t乙"
	n := retrieval.Notice{ID: "a", Title: "甲县[办法]", Text: text, Number: "甲教〔2026〕1号"}
	h := newHandler(t, func(o *Options) {
		o.Corpus = corpus{notices: map[string]retrieval.Notice{"a": n}, passages: map[string][]retrieval.Passage{
			"a": {{NoticeID: "a", Seq: 1, Span: retrieval.Span{End: len(text)}, Text: text}}}}
	})
	w := call(h, "GET", "/notices/a.md", "")
	if got := w.Body.String(); w.Code != http.StatusOK || !strings.HasPrefix(got, "# 甲县[办法]\n\n- 效力:") || !strings.Contains(got, "\n\\#不是标题\n") {
		t.Errorf("%d:\n%s", w.Code, got)
	}
	if w := call(h, "GET", "/notices/a", ""); !strings.Contains(w.Header().Get("Link"), `</notices/a.md>; rel="alternate"`) {
		t.Errorf("headers %v", w.Header())
	}
	if w := call(h, "GET", "/notices/b.md", ""); w.Code != http.StatusNotFound {
		t.Errorf("no notice: %d", w.Code)
	}
	if w := call(h, "GET", "/llms.txt", ""); !strings.Contains(w.Body.String(), "- [甲县(办法)](/notices/a.md): 甲教〔2026〕1号") {
		t.Errorf("%d:\n%s", w.Code, w.Body)
	}
}
