package chat

import (
	"errors"
	"strings"
	"sync"
	"testing"
)

// odd are questions that are none, or hardly one.
var odd = []string{
	"🙂🙂🙂", "???", "12345", "。", "SELECT * FROM notices; DROP TABLE notices", "<script>alert(1)</script>", "' OR 1=1 --",
	"{{.Question}}", "\u200b\u200b", "asdfghjkl", "的的的的的的", strings.Repeat("补", MaxQuestion), strings.Repeat("?", MaxQuestion),
	"\x00补贴", "毛入圆率", "班主仁津帖", "%s%d%n",
}

func TestOddQuestions(t *testing.T) {
	c := openSamples(t)
	s := c.service(t, nil)
	for _, text := range odd {
		a, err := s.Answer(t.Context(), Question{Text: text, AsOf: sampleDay}, nil)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if a.Text == "" || (a.Status == Answered || a.Status == Partial) != (len(a.Sentences) > 0) {
			t.Errorf("%q: %s with %d sentences, %q", text, a.Status, len(a.Sentences), a.Text)
		}
	}
	for _, text := range []string{"", " \n\t", "\xff\xfe", strings.Repeat("补", MaxQuestion+1)} {
		if _, err := s.Answer(t.Context(), Question{Text: text}, nil); !errors.As(err, new(*FieldError)) {
			t.Errorf("%q: %v instead of a field error", text, err)
		}
	}
}

// TestAtOnce asks the same service from several sides: each gets what it would get alone.
func TestAtOnce(t *testing.T) {
	c := openSamples(t)
	s := c.service(t, nil)
	questions := append([]string{"鹤汀县班主仁津帖多少", "鹤汀县班主任津贴是多少?", "班主任津贴是多少?"}, odd...)
	alone := make([]string, len(questions))
	for i, q := range questions {
		a, err := s.Answer(t.Context(), Question{Text: q, AsOf: sampleDay}, nil)
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		alone[i] = a.Text
	}
	s = c.service(t, nil) // nothing is kept from before
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, q := range questions {
				a, err := s.Answer(t.Context(), Question{Text: q, AsOf: sampleDay}, nil)
				if err != nil || a.Text != alone[i] {
					t.Errorf("%q: %q %v, alone %q", q, a.Text, err, alone[i])
				}
			}
		})
	}
	wg.Wait()
}

func TestCourtesy(t *testing.T) {
	for text, want := range map[string]bool{
		"好的谢谢": true, "老师您好": true, "谢谢你哈!": true, "OK, thank you": true, "嗯": true,
		"老师呢": false, "晚上呢": false, "你好,班主任津贴多少": false, "???": false, "好处": false,
	} {
		if why, refused := refusal(searchable(text)); refused != want || want && why != sayWelcome {
			t.Errorf("%q: refused %v", text, refused)
		}
	}
}
