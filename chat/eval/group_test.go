package eval

import (
	"context"
	"errors"
	"strings"
	"testing"

	"wence/chat"
	"wence/chat/chooser"
	"wence/retrieval"
)

// lister lists one passage for every question, or fails.
type lister struct{ err error }

func (l lister) Texts(_ context.Context, q chat.Question) (string, []chooser.Text, error) {
	hit := retrieval.Hit{
		Notice:  retrieval.Notice{Source: "a.txt", Title: "云水县办法"},
		Passage: retrieval.Passage{Headings: []string{"总则", "补助"}, Text: "小学每人500元。初中每人<600>元。"},
	}
	return "读作:" + q.Text, chooser.Texts([]retrieval.Hit{hit}), l.err
}

// Asks parts a question at a semicolon.
func (l lister) Asks(_ context.Context, q chat.Question) ([]chat.Question, error) {
	var all []chat.Question
	for text := range strings.SplitSeq(q.Text, ";") {
		all = append(all, chat.Question{Text: text})
	}
	return all, nil
}

// TestWriteGroups: a group is a question, or each of its parts, as it is read, with what answers it marked; nothing answers
// an unanswerable one.
func TestWriteGroups(t *testing.T) {
	cases := []Case{
		{ID: "a", Question: "初中补多少", Answerable: true, Notices: []string{"a.txt"}, Evidence: []string{"初中每人<600>元"}},
		{ID: "b", Question: "高中补多少", Evidence: []string{"初中每人<600>元"}},
		{ID: "c", Question: "初中呢;小学呢", Answerable: true, Evidence: []string{"初中每人<600>元", "小学每人500元"}},
	}
	const row = `"rows":[{"notice":"a.txt","title":"云水县办法","heading":"补助","sents":["小学每人500元。","初中每人<600>元。"],"gold":`
	want := `{"id":"a","q":"读作:初中补多少","answerable":true,` + row + "[1]}]}\n" +
		`{"id":"b","q":"读作:高中补多少","answerable":false,` + row + "[]}]}\n" +
		`{"id":"c/1","q":"读作:初中呢","answerable":true,` + row + "[1]}]}\n" +
		`{"id":"c/2","q":"读作:小学呢","answerable":true,` + row + "[0]}]}\n"
	var got strings.Builder
	if err := WriteGroups(context.Background(), &got, lister{}, cases); err != nil || got.String() != want {
		t.Errorf("%v\n%s", err, got.String())
	}
	broken := errors.New("broken")
	if err := WriteGroups(context.Background(), &got, lister{broken}, cases); !errors.Is(err, broken) || !strings.Contains(err.Error(), "case a") {
		t.Errorf("an error of a case: %v", err)
	}
}
