package chat

import (
	"context"
	"strings"
	"testing"
	"time"

	"wence/chat/modeltest"
)

// TestFirstSentenceComesAtTheModelsPace compares when the first verified sentence is sent on with when the model had
// written its first sentence.
func TestFirstSentenceComesAtTheModelsPace(t *testing.T) {
	corpus := openSamples(t)
	server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Chunks: modeltest.Pieces(honest(r, 3), 2), Pace: 15 * time.Millisecond}
	})
	service := corpus.service(t, patient(t, server))
	var written, sent time.Duration
	for i, q := range corpus.questions(t)[:12] {
		var first time.Time
		text := ""
		_, err := service.Answer(context.Background(), q, func(e Event) {
			if d, ok := e.Data.(DeltaEvent); ok && first.IsZero() {
				first, text = time.Now(), d.Text
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		times := server.Times()[len(server.Times())-1]
		draft := honest(server.Requests()[len(server.Requests())-1], 3)
		end := strings.Index(draft, "]") + 1 // the first sentence and its mark
		if end == 0 || !strings.HasPrefix(text, draft[:strings.Index(draft, "。")]) {
			continue // another sentence came first
		}
		chunk := (len([]rune(draft[:end])) - 1) / 2
		own := times.Chunks[chunk].Sub(times.Received)
		ours := first.Sub(times.Received)
		t.Logf("%2d: the model's first sentence %v, sent on after %v", i, own.Round(time.Millisecond), ours.Round(time.Millisecond))
		written, sent = written+own, sent+ours
	}
	ratio := float64(sent) / float64(written)
	t.Logf("ratio %.2f", ratio)
	if written == 0 || ratio > 1.2 {
		t.Errorf("first sentences are sent on after %.2f times the model's own time, want at most 1.2", ratio)
	}
}

// TestEverySentenceComesBeforeTheNextButOne: sentences are sent on as the model writes, not at its end.
func TestEverySentenceComesBeforeTheNextButOne(t *testing.T) {
	corpus := openSamples(t)
	server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Chunks: modeltest.Pieces("鹤汀县三类地区的乡村教师每人每月补助800元。[1]一类地区每人每月300元。[1]二类地区每人每月500元。[1]", 2), Pace: 10 * time.Millisecond}
	})
	var deltas []time.Time
	_, err := corpus.service(t, patient(t, server)).Answer(context.Background(), Question{Text: "鹤汀县三类地区的乡村教师每个月补助多少钱？"}, func(e Event) {
		if e.Name == "delta" {
			deltas = append(deltas, time.Now())
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	chunks := server.Times()[0].Chunks
	if len(deltas) < 3 || !deltas[0].Before(chunks[len(chunks)/2]) || !deltas[1].Before(chunks[len(chunks)-1]) {
		t.Errorf("%d sentences sent on at %v; the model wrote until %v", len(deltas), deltas, chunks[len(chunks)-1])
	}
}

// TestThePlugIsPulled stops the server in the middle of its first sentence, and between sentences.
func TestThePlugIsPulled(t *testing.T) {
	for name, draft := range map[string]string{
		"in the first sentence":  "鹤汀县三类地区的乡村教师每人",
		"after the first":        "鹤汀县三类地区的乡村教师每人每月补助800元。[1]一类地区每人",
		"after another sentence": "学校所属类别由县教育局每3年核定一次。[1]三类地区每人每月",
	} {
		t.Run(name, func(t *testing.T) {
			corpus := openSamples(t)
			var server *modeltest.Server
			pulled := make(chan struct{})
			server = modeltest.Serve(t, func(modeltest.Request) modeltest.Reply {
				time.AfterFunc(150*time.Millisecond, func() { server.Stop(); close(pulled) })
				return modeltest.Reply{Chunks: modeltest.Pieces(draft, 2), End: modeltest.Hang}
			})
			service := corpus.service(t, impatient(t, server))
			text := ""
			a, err := service.Answer(context.Background(), Question{Text: "鹤汀县三类地区的乡村教师每个月补助多少钱？"}, func(e Event) {
				if d, ok := e.Data.(DeltaEvent); ok {
					text += d.Text
				}
			})
			<-pulled
			if err != nil {
				t.Fatal(err)
			}
			if a.Status != Answered || !strings.Contains(a.Text, "800元") || malformedAnswer(a) != "" || text != a.Text {
				t.Errorf("answer is %s: %s", a.Status, a.Text)
			}
			if complete := name == "after the first"; (a.Meta.Degraded == "") != complete {
				t.Errorf("degraded: %q", a.Meta.Degraded)
			}
			again, err := service.Answer(context.Background(), Question{Text: "鹤汀县三类地区的乡村教师每个月补助多少钱？"}, nil)
			if err != nil || !strings.Contains(again.Text, "800元") {
				t.Errorf("with the server gone: %v, %s", err, again.Text)
			}
		})
	}
}
