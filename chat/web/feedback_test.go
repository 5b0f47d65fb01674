package web

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const answerID = "01890000-0000-7000-8000-000000000000"

func TestFeedbackFileKeepsEveryLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.jsonl")
	h := newHandler(t, func(o *Options) { o.Feedback, o.PerAddress = &FeedbackFile{Path: path}, -1 })
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			w := call(h, "POST", "/api/v1/answers/"+answerID+"/feedback", `{"rating":"down","reason":"wrong","comment":"第一行\n第二行","question":"补多少?"}`)
			if w.Code != http.StatusNoContent {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
	wg.Wait()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if len(lines) != 50 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, line := range lines {
		var r Rating
		if err := json.Unmarshal([]byte(line), &r); err != nil || r.AnswerID != answerID || r.Comment != "第一行\n第二行" || r.Time.IsZero() {
			t.Errorf("line %q: %v", line, err)
		}
	}
}

func TestFeedbackWithoutAKeeper(t *testing.T) {
	w := call(newHandler(t, nil), "POST", "/api/v1/answers/"+answerID+"/feedback", `{"rating":"up"}`)
	if w.Code != http.StatusNotFound || codeOf(t, w) != "no_route" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
