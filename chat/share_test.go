package chat

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"wence/chat/model"
	"wence/chat/modeltest"
	"wence/retrieval"
)

const sampleQuestion = "鹤汀县三类地区的乡村教师每个月补助多少钱？"

// sharingService is a service whose model answers the sample question after a while.
func sharingService(t *testing.T, wait time.Duration) (*sampleCorpus, *Service, *modeltest.Server) {
	t.Helper()
	corpus := openSamples(t)
	server := modeltest.Serve(t, func(asked modeltest.Request) modeltest.Reply {
		if isRestating(asked) {
			return modeltest.Text("")
		}
		r := modeltest.Text("鹤汀县三类地区的乡村教师每人每月补助800元。[1]")
		r.Before = wait
		return r
	})
	return corpus, corpus.service(t, patient(t, server)), server
}

func TestEqualQuestionsAreWordedOnce(t *testing.T) {
	_, service, server := sharingService(t, 100*time.Millisecond)
	var wg sync.WaitGroup
	var mu sync.Mutex
	ids := map[string]bool{}
	for range 8 {
		wg.Go(func() {
			text := ""
			a, err := service.Answer(context.Background(), Question{Text: sampleQuestion}, func(e Event) {
				if d, ok := e.Data.(DeltaEvent); ok {
					text += d.Text
				}
			})
			if err != nil {
				t.Error(err)
				return
			}
			if text != a.Text || a.Meta.Model != "scripted" {
				t.Errorf("events give %q, the answer %q by %s", text, a.Text, a.Meta.Model)
			}
			mu.Lock()
			defer mu.Unlock()
			ids[a.ID] = true
		})
	}
	wg.Wait()
	if n := answersAsked(server); n != 1 {
		t.Errorf("%d requests for 8 equal questions", n)
	}
	if len(ids) != 8 {
		t.Errorf("%d answers have names of their own, want 8", len(ids))
	}
}

func TestWhatMakesQuestionsEqual(t *testing.T) {
	corpus, service, server := sharingService(t, 0)
	ask := func(q Question) Answer {
		t.Helper()
		a, err := service.Answer(context.Background(), q, nil)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := ask(Question{Text: sampleQuestion})
	if first.Usage.TotalTokens == 0 {
		t.Error("the first used nothing")
	}
	cases := []struct {
		name     string
		question Question
		again    bool // the model is asked again
	}{
		{"the same", Question{Text: sampleQuestion}, false},
		{"other width and white space", Question{Text: " 鹤汀县三类地区的乡村教师每个月补助多少钱? "}, false},
		{"another day", Question{Text: sampleQuestion, AsOf: "2026-01-05"}, true},
		{"a place beside the one that it names", Question{Text: sampleQuestion, Region: "荻溪县"}, false},
		{"other words", Question{Text: "鹤汀县三类地区乡村教师一个月补助几多钱？"}, true},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			before := answersAsked(server)
			a := ask(tc.question)
			if again := answersAsked(server) > before; again != tc.again {
				t.Errorf("asked again: %v", again)
			}
			if !tc.again && (a.Text != first.Text || a.Usage != (model.Usage{}) || a.ID == first.ID) {
				t.Errorf("answer is %s, %+v, %q", a.ID, a.Usage, a.Text)
			}
		})
	}
	before := answersAsked(server)
	n := retrieval.Notice{Source: "new.txt", Origin: "sample:new.txt", SHA256: strings.Repeat("cd", 32), Title: "新文件", Text: "新文件。"}
	p := retrieval.Passage{Seq: 1, Span: retrieval.Span{Start: 0, End: len(n.Text)}, Text: n.Text}
	if _, err := corpus.Store.Put(context.Background(), retrieval.Entry{Notice: n, Passages: []retrieval.Passage{p}}); err != nil {
		t.Fatal(err)
	}
	if ask(Question{Text: sampleQuestion}); answersAsked(server) == before {
		t.Error("an answer was kept although the corpus changed")
	}
}

// TestWhoLeavesDoesNotStopTheOthers: the first of equal questions gives up; the second gets the answer.
func TestWhoLeavesDoesNotStopTheOthers(t *testing.T) {
	_, service, server := sharingService(t, 200*time.Millisecond)
	ctx, leave := context.WithCancel(context.Background())
	left := make(chan error, 1)
	late := false
	go func() {
		_, err := service.Answer(ctx, Question{Text: sampleQuestion}, func(e Event) { late = late || e.Name == "delta" })
		left <- err
	}()
	time.Sleep(80 * time.Millisecond)
	stays := make(chan Answer, 1)
	go func() {
		a, err := service.Answer(context.Background(), Question{Text: sampleQuestion}, nil)
		if err != nil {
			t.Error(err)
		}
		stays <- a
	}()
	time.Sleep(40 * time.Millisecond)
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("who left got %v", err)
	}
	if a := <-stays; a.Meta.Model != "scripted" || answersAsked(server) != 1 {
		t.Errorf("who stayed got %q after %d requests", a.Text, answersAsked(server))
	}
	if late {
		t.Error("events came after who asked had left")
	}
}

// TestWhatFailedIsNotKept: the next question tries the model again.
func TestWhatFailedIsNotKept(t *testing.T) {
	corpus, failed := openSamples(t), true
	server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
		switch {
		case isRestating(r):
			return modeltest.Text("")
		case failed:
			failed = false
			return modeltest.Reply{Status: 400}
		}
		return modeltest.Text("鹤汀县三类地区的乡村教师每人每月补助800元。[1]")
	})
	service := corpus.service(t, patient(t, server))
	for i, want := range []string{extractive, "scripted", "scripted"} {
		a, err := service.Answer(context.Background(), Question{Text: sampleQuestion}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if a.Meta.Model != want || (a.Meta.Degraded != "") != (i == 0) {
			t.Errorf("answer %d is by %s, degraded %q", i+1, a.Meta.Model, a.Meta.Degraded)
		}
	}
	if n := answersAsked(server); n != 2 {
		t.Errorf("%d requests, want 2", n)
	}
}

// answersAsked counts the requests for answers that a server was sent.
func answersAsked(s *modeltest.Server) int {
	n := 0
	for _, r := range s.Requests() {
		if !isRestating(r) {
			n++
		}
	}
	return n
}
