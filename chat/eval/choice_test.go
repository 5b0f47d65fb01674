package eval

import (
	"context"
	"slices"
	"testing"

	"wence/chat"
	"wence/chat/chooser"
)

// weigher weighs the sentences of one passage for every question.
type weigher struct{ lister }

func (w weigher) Candidates(ctx context.Context, q chat.Question) ([]chooser.Candidate, error) {
	_, texts, err := w.Texts(ctx, q)
	if err != nil {
		return nil, err
	}
	var all []chooser.Candidate
	for _, quote := range texts[0].Quotes {
		all = append(all, chooser.Candidate{Quote: quote})
	}
	return all, nil
}

// TestChoiceLessons: each thing that a case asks is a lesson where each has its evidence, and else the case is one.
func TestChoiceLessons(t *testing.T) {
	marks := map[bool]string{true: "+", false: "-"}
	primary, junior := "小学每人500元", "初中每人<600>元"
	for _, tc := range []struct {
		name string
		c    Case
		want []string // the lessons: ID and which sentences are right
	}{
		{"one question", Case{Question: "初中补多少", Answerable: true, Evidence: []string{junior}}, []string{"a -+"}},
		{"two with their evidence", Case{Question: "初中补多少;小学呢", Answerable: true, Evidence: []string{junior, primary}}, []string{"a/1 -+", "a/2 +-"}},
		{"two, one of them answered", Case{Question: "小学补多少;高中呢", Answerable: true, Evidence: []string{primary}}, []string{"a +-"}},
		{"unanswerable", Case{Question: "高中补多少", Evidence: []string{junior}}, []string{"a --"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.c.ID = "a"
			lessons, err := ChoiceLessons(t.Context(), weigher{}, []Case{tc.c})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, l := range lessons {
				got = append(got, l.ID+" "+marks[l.Right[0]]+marks[l.Right[1]])
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
