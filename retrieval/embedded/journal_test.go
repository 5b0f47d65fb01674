package embedded

import (
	"bytes"
	"os"
	"testing"
	"time"

	"wence/retrieval"
)

// TestErasedIsGone: what is forgotten stands nowhere in the file or its log, though the store is open.
func TestErasedIsGone(t *testing.T) {
	s := openTemp(t)
	at := time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)
	holds := func(text string) bool {
		t.Helper()
		for _, part := range []string{"", "-wal"} {
			data, err := os.ReadFile(s.path + part)
			if err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			if bytes.Contains(data, []byte(text)) {
				return true
			}
		}
		return false
	}
	for _, a := range []retrieval.Asked{
		{ID: "1", At: at, Question: "毕加索的补贴"}, {ID: "2", At: at.Add(time.Hour), Question: "梵高的补贴"}, {ID: "3", At: at.Add(2 * time.Hour), Question: "留下的"},
	} {
		if err := s.Journal(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if !holds("毕加索") || !holds("梵高") {
		t.Fatal("the questions are not in the file")
	}
	if n, err := s.Erase(t.Context(), retrieval.Forgetting{Text: "毕加索"}); err != nil || n != 1 || holds("毕加索") {
		t.Errorf("erased by text: %d, %v, still there %v", n, err, holds("毕加索"))
	}
	if n, err := s.Forget(t.Context(), at.Add(90*time.Minute)); err != nil || n != 1 || holds("梵高") {
		t.Errorf("grown old: %d, %v, still there %v", n, err, holds("梵高"))
	}
	if !holds("留下的") {
		t.Error("more is gone")
	}
}
