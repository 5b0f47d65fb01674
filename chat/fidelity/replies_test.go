package fidelity_test

import (
	"strings"
	"testing"

	"wence/chat/fidelity"
	"wence/chat/verifytest"
	"wence/retrieval"
)

// TestFreeReplies measures sentences in the free manner of chat models, which tell ranges, limits and conditions in other
// words and take up what the asker tells. The bars are what was reached.
func TestFreeReplies(t *testing.T) {
	b := newBench(t)
	all, faulted := map[string]int{}, map[string]int{}
	for _, row := range verifytest.Rows(t, "testdata/replies.tsv", 5) {
		truth, title, question, passages, sentence := row[0], row[1], row[2], row[3], row[4]
		var cited []*fidelity.Source
		for text := range strings.SplitSeq(passages, "|") {
			cited = append(cited, fidelity.NewSource(retrieval.Hit{
				Notice:   retrieval.Notice{Title: title},
				Passage:  passageOf(strings.ReplaceAll(text, `\n`, "\n")),
				Validity: retrieval.Validity{State: retrieval.InForce},
			}))
		}
		checker := fidelity.Checker{Places: b.Places, Asked: question}
		faults := append(checker.Unsupported(sentence, cited), checker.Doubts(sentence, cited)...)
		all[truth]++
		if len(faults) > 0 {
			faulted[truth]++
		}
		if (len(faults) == 0) != (truth == "true") {
			t.Logf("%s: %s %v", truth, sentence, faults)
		}
	}
	t.Logf("%d of %d true sentences blocked, %d of %d false ones caught", faulted["true"], all["true"], faulted["false"], all["false"])
	if mostBlocked := 13; faulted["true"] > mostBlocked {
		t.Errorf("%d true sentences blocked, want at most %d", faulted["true"], mostBlocked)
	}
	if leastCaught := 78; faulted["false"] < leastCaught {
		t.Errorf("%d false sentences caught, want at least %d", faulted["false"], leastCaught)
	}
}
