package evidence

import (
	"slices"
	"testing"

	"wence/retrieval"
)

// TestWhole: what announces is quoted with what it announces.
func TestWhole(t *testing.T) {
	const text = "问：转学要带什么材料？\n答：带户口簿和学籍表。原件验后退还。\n问：什么时候办？\n答：开学前两周。"
	quotes := Read(retrieval.Hit{Passage: retrieval.Passage{Text: text}}).Sentences()
	for _, tc := range []struct{ name, sentence, want string }{
		{"a question with its reply", "问：转学要带什么材料？", "问：转学要带什么材料？\n答：带户口簿和学籍表。原件验后退还。"},
		{"the last question", "问：什么时候办？", "问：什么时候办？\n答：开学前两周。"},
		{"a reply alone", "原件验后退还。", "原件验后退还。"},
	} {
		at := slices.IndexFunc(quotes, func(q Quote) bool { return q.Text == tc.sentence })
		if at < 0 {
			t.Fatalf("%s: no sentence of its own", tc.name)
		}
		if got := quotes[at].Whole().Text; got != tc.want {
			t.Errorf("%s: %q", tc.name, got)
		}
	}
}
