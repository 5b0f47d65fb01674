package web

import (
	"context"
	"net/http"
	"reflect"
	"testing"
	"time"

	"wence/chat"
	"wence/retrieval"
)

const answerID = "01890000-0000-7000-8000-000000000000"

// noted is a Journal that a test reads. It is for one request at a time.
type noted struct{ asked, rated []retrieval.Asked }

func (n *noted) Asked(a retrieval.Asked) { n.asked = append(n.asked, a) }

func (n *noted) Rated(a retrieval.Asked) { n.rated = append(n.rated, a) }

// partial answers every question in part, for the region 乙县.
type partial struct{ answerer }

func (partial) Answer(_ context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error) {
	if q.Text == "" {
		return chat.Answer{}, &chat.FieldError{Pointer: "/question", Detail: "没有问题"}
	}
	return filled(chat.Answer{ID: answerID, Status: chat.Partial, Label: chat.Label{Kind: "quoted"}, Meta: chat.Meta{Region: "乙县"}}), nil
}

// TestJournal wants each answer noted once, however it is sent, and what is no question not at all.
func TestJournal(t *testing.T) {
	now := time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)
	var n noted
	h := newHandler(t, func(o *Options) {
		o.Answers, o.Journal, o.Now, o.PerAddress = partial{}, &n, func() time.Time { return now }, -1
	})
	call(h, "POST", "/api/v1/answers", `{"question":"补多少?","region":"丙县"}`)
	call(h, "POST", "/api/v1/answers", `{"question":"补多少?"}`, "Accept", "text/event-stream")
	call(h, "POST", "/api/v1/answers", `{"question":""}`)
	call(h, "POST", "/api/v1/answers", `no JSON`)
	call(h, "GET", "/api/v1/search?q=x", "")
	want := retrieval.Asked{ID: answerID, At: now, Question: "补多少?", Region: "乙县", Status: "partial"}
	if !reflect.DeepEqual(n.asked, []retrieval.Asked{want, want}) {
		t.Errorf("got %+v", n.asked)
	}
}

func TestFeedback(t *testing.T) {
	now := time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		name, id, body string
		status         int
		want           []retrieval.Asked
	}{
		{"up", answerID, `{"rating":"up"}`, http.StatusNoContent,
			[]retrieval.Asked{{ID: answerID, At: now, Rating: retrieval.Rating{Up: true}}}},
		{"down with all", "01890000-0000-7000-8000-00000000ABCD",
			`{"rating":"down","reason":"wrong","comment":"第一行\n第二行","question":"补多少?","region":"乙县"}`, http.StatusNoContent,
			[]retrieval.Asked{{ID: "01890000-0000-7000-8000-00000000abcd", At: now, Question: "补多少?", Region: "乙县",
				Rating: retrieval.Rating{Down: true, Reason: "wrong", Comment: "第一行\n第二行"}}}},
		{"neither", answerID, `{"rating":"sideways"}`, http.StatusUnprocessableEntity, nil},
		{"no such reason", answerID, `{"rating":"down","reason":"ugly"}`, http.StatusUnprocessableEntity, nil},
		{"no answer's ID", "1", `{"rating":"up"}`, http.StatusUnprocessableEntity, nil},
	} {
		var n noted
		h := newHandler(t, func(o *Options) { o.Journal, o.Now = &n, func() time.Time { return now } })
		w := call(h, "POST", "/api/v1/answers/"+tc.id+"/feedback", tc.body)
		if w.Code != tc.status || !reflect.DeepEqual(n.rated, tc.want) {
			t.Errorf("%s: %d %s, noted %+v", tc.name, w.Code, w.Body, n.rated)
		}
	}
}

func TestFeedbackWithoutAJournal(t *testing.T) {
	w := call(newHandler(t, nil), "POST", "/api/v1/answers/"+answerID+"/feedback", `{"rating":"up"}`)
	if w.Code != http.StatusNotFound || codeOf(t, w) != "no_route" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
