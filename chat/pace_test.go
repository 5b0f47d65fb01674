package chat

import (
	"context"
	"strings"
	"testing"
	"time"

	"wence/chat/model"
	"wence/chat/modeltest"
	"wence/chat/writer"
	"wence/prompts"
)

const paced = "鹤汀县三类地区的乡村教师每人每月补助800元。[1]一类地区每人每月300元。[1]二类地区每人每月500元。[1]"

// A pausing model stops behind each sentence and looks at what has been sent on.
type pausing struct{ pause func() }

func (pausing) Name() string { return "pausing" }

func (m pausing) Write(_ context.Context, p prompts.Prompt, each func(string) bool) (model.Usage, error) {
	if !strings.Contains(p.User, "<资料") {
		return model.Usage{}, nil
	}
	for _, sentence := range strings.SplitAfter(paced, "]") {
		each(sentence)
		m.pause()
	}
	return model.Usage{}, nil
}

// TestSentencesAreSentOnAsTheyCome: a sentence is sent on before the model has written the next.
func TestSentencesAreSentOnAsTheyCome(t *testing.T) {
	sent := 0
	var seen []int
	m := pausing{func() { seen = append(seen, sent) }}
	_, err := openSamples(t).service(t, m).Answer(context.Background(), Question{Text: sampleQuestion}, func(e Event) {
		if e.Name == "delta" {
			sent++
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	// A sentence is complete once something else than its marks has come after it: the next one.
	if len(seen) != 4 || seen[1] < 1 || seen[2] < 2 {
		t.Errorf("sentences sent on behind each that was written: %v", seen)
	}
}

// TestCheckingIsTold: sentences that the model is to judge itself are sent on behind the verdict, and the stream says
// meanwhile what is being done.
func TestCheckingIsTold(t *testing.T) {
	corpus := openSamples(t)
	server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
		switch {
		case isRestating(r):
			return modeltest.Text("")
		case strings.Contains(r.User, "<核对"):
			return modeltest.Text(prompts.Borne)
		}
		return modeltest.Text(paced)
	})
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	service := corpus.service(t, patient(t, server))
	service.writer = writer.New(writer.Options{Model: patient(t, server), Prompts: set, Judge: writer.All, Log: service.opt.Log})
	var stages []string
	a, err := service.Answer(context.Background(), Question{Text: sampleQuestion}, func(e Event) {
		switch data := e.Data.(type) {
		case StatusEvent:
			stages = append(stages, data.Stage)
		case DeltaEvent:
			stages = append(stages, "words")
		}
	})
	if err != nil || a.Text != paced || strings.Join(stages, " ") != "searching answering checking words words words" {
		t.Errorf("%v, %q, stages %v", err, a.Text, stages)
	}
}

// BenchmarkFirstSentence compares when the first verified sentence is sent on with when the model had written it: the
// ratio is to be at most 1.2.
func BenchmarkFirstSentence(b *testing.B) {
	corpus := openSamples(b)
	server := modeltest.Serve(b, func(r modeltest.Request) modeltest.Reply {
		if isRestating(r) {
			return modeltest.Text("")
		}
		return modeltest.Reply{Chunks: modeltest.Pieces(paced, 2), Pace: 15 * time.Millisecond}
	})
	var written, sent time.Duration
	for b.Loop() {
		service := corpus.service(b, patient(b, server)) // a new one, so that no answer is kept
		var first time.Time
		if _, err := service.Answer(context.Background(), Question{Text: sampleQuestion}, func(e Event) {
			if e.Name == "delta" && first.IsZero() {
				first = time.Now()
			}
		}); err != nil {
			b.Fatal(err)
		}
		times := server.Times()[len(server.Times())-1]
		end := (len([]rune(paced[:strings.Index(paced, "]")])) + 1) / 2
		written, sent = written+times.Chunks[end].Sub(times.Received), sent+first.Sub(times.Received)
	}
	b.ReportMetric(float64(sent)/float64(written), "times-the-model's")
}

// TestThePlugIsPulled stops the server in the middle of its first sentence, and between sentences.
func TestThePlugIsPulled(t *testing.T) {
	for name, draft := range map[string]string{
		"in the first sentence":  "鹤汀县三类地区的乡村教师每人",
		"after the first":        "鹤汀县三类地区的乡村教师每人每月补助800元。[1]一类地区每人",
		"after another sentence": "学校所属类别由县教育局每3年核定一次。[1]三类地区每人每月",
	} {
		t.Run(name, func(t *testing.T) {
			var server *modeltest.Server
			pulled := make(chan struct{})
			server = modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
				if isRestating(r) {
					return modeltest.Text("")
				}
				time.AfterFunc(150*time.Millisecond, func() { server.Stop(); close(pulled) })
				return modeltest.Reply{Chunks: modeltest.Pieces(draft, 2), End: modeltest.Hang}
			})
			service := openSamples(t).service(t, impatient(t, server))
			text := ""
			a, err := service.Answer(context.Background(), Question{Text: sampleQuestion}, func(e Event) {
				if d, ok := e.Data.(DeltaEvent); ok {
					text += d.Text
				}
			})
			<-pulled
			if err != nil {
				t.Fatal(err)
			}
			if a.Status != Answered || malformedAnswer(a) != "" || text != a.Text || a.Meta.Degraded == "" {
				t.Errorf("answer is %s, degraded %q: %s", a.Status, a.Meta.Degraded, a.Text)
			}
			again, err := service.Answer(context.Background(), Question{Text: sampleQuestion}, nil)
			if err != nil || !strings.Contains(again.Text, "800元") {
				t.Errorf("with the server gone: %v, %s", err, again.Text)
			}
		})
	}
}
