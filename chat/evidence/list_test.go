package evidence

import (
	"slices"
	"strings"
	"testing"

	"wence/retrieval"
)

// TestWhole: what announces is quoted with what it announces, a sentence with its short paragraph.
func TestWhole(t *testing.T) {
	long := "迟到的" + strings.Repeat("一律", longestParagraph/2) + "登记在册。"
	text := "受伤的应当一日内报告；重伤的应当两小时内报告。\n" + long + "屡次迟到的通知家长。\n" +
		"问：转学要带什么材料？\n答：带户口簿和学籍表。原件验后退还。\n问：什么时候办？\n答：开学前两周。"
	quotes := Read(retrieval.Hit{Passage: retrieval.Passage{Text: text}}).Sentences()
	for _, tc := range []struct{ name, sentence, want, key string }{
		{"a question with its reply", "问：转学要带什么材料？", "问：转学要带什么材料？\n答：带户口簿和学籍表。原件验后退还。", ""},
		{"the last question", "问：什么时候办？", "问：什么时候办？\n答：开学前两周。", ""},
		{"a reply's second sentence", "原件验后退还。", "答：带户口簿和学籍表。原件验后退还。", "原件验后退还。"},
		{"half a sentence", "重伤的应当两小时内报告。", "受伤的应当一日内报告；重伤的应当两小时内报告。", "重伤的应当两小时内报告。"},
		{"in a long paragraph", "屡次迟到的通知家长。", "屡次迟到的通知家长。", ""},
	} {
		at := slices.IndexFunc(quotes, func(q Quote) bool { return q.Text == tc.sentence })
		if at < 0 {
			t.Fatalf("%s: no sentence of its own", tc.name)
		}
		if got := quotes[at].Whole(); got.Text != tc.want || got.Key != tc.key {
			t.Errorf("%s: %q, key %q", tc.name, got.Text, got.Key)
		}
	}
}

// TestIsPartOf: of an item and the list with it the list holds the other; nothing is a part of itself or of another passage.
func TestIsPartOf(t *testing.T) {
	text := "下列费用免收：（一）学费；（二）杂费。"
	p, other := Read(retrieval.Hit{Passage: retrieval.Passage{ID: 1, Text: text}}), Read(retrieval.Hit{Passage: retrieval.Passage{ID: 2, Text: text}})
	item := p.Sentences()[0]
	if !item.IsPartOf(p.All()) || item.IsPartOf(item) || p.All().IsPartOf(item) || item.IsPartOf(other.All()) {
		t.Errorf("%q", item.Text)
	}
}
