package fidelity_test

import (
	"strings"
	"testing"

	"wence/chat/fidelity"
	"wence/chat/verifytest"
	"wence/retrieval"
)

// TestFreeReplies measures sentences in the free manner of chat models, which tell ranges, limits and conditions in other
// words and take up what the asker tells: how many are held back, how many doubted. The bars are what was reached.
func TestFreeReplies(t *testing.T) {
	b := newBench(t)
	all, held, doubted := map[string]int{}, map[string]int{}, map[string]int{}
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
		faults, doubts := checker.Unsupported(sentence, cited), checker.Doubts(sentence, cited)
		all[truth]++
		switch {
		case len(faults) > 0:
			held[truth]++
		case len(doubts) > 0:
			doubted[truth]++
		}
		if caught := len(faults)+len(doubts) > 0; caught == (truth == "true") {
			t.Logf("%s: %s %v %v", truth, sentence, faults, doubts)
		}
	}
	for _, truth := range []string{"true", "false"} {
		t.Logf("of %d %s sentences %d held back, %d doubted", all[truth], truth, held[truth], doubted[truth])
	}
	if mostHeld, mostDoubted := 5, 14; held["true"] > mostHeld || doubted["true"] > mostDoubted {
		t.Errorf("true sentences: want at most %d held back and %d doubted", mostHeld, mostDoubted)
	}
	if leastCaught := 78; held["false"]+doubted["false"] < leastCaught {
		t.Errorf("false sentences: want at least %d held back or doubted", leastCaught)
	}
}
