package fidelity_test

import (
	"testing"

	"wence/chat/verifytest"
)

// TestMeasured measures hand-written sentences, each a word or a clause away from a notice. The rules were made on the
// seen half; the unseen half was written before the rules were read and has never been looked at for them, so its
// figures are what a new sentence meets. The bars are what was reached.
func TestMeasured(t *testing.T) {
	b := newBench(t)
	for _, half := range []struct {
		name        string
		mostBlocked float64 // of true sentences
		leastCaught float64 // of false sentences
	}{
		{"seen", 0.08, 0.71},
		{"unseen", 0.12, 0.69},
	} {
		t.Run(half.name, func(t *testing.T) {
			truths := verifytest.Rows(t, "testdata/"+half.name+"-true.tsv", 3)
			lies := verifytest.Rows(t, "testdata/"+half.name+"-false.tsv", 4)
			blocked, caught := 0, 0
			for _, row := range truths {
				if len(b.faults(t, row[0], row[1], row[2])) > 0 {
					blocked++
				}
			}
			passed := map[string]int{} // by what was done to them
			for _, row := range lies {
				if len(b.faults(t, row[1], row[2], row[3])) > 0 {
					caught++
				} else {
					passed[row[0]]++
				}
			}
			t.Logf("%d of %d true sentences blocked, %d of %d false ones caught", blocked, len(truths), caught, len(lies))
			t.Logf("passed: %v", passed)
			if share := float64(blocked) / float64(len(truths)); share > half.mostBlocked {
				t.Errorf("%.1f %% of true sentences blocked, want at most %.0f %%", 100*share, 100*half.mostBlocked)
			}
			if share := float64(caught) / float64(len(lies)); share < half.leastCaught {
				t.Errorf("%.1f %% of false sentences caught, want at least %.0f %%", 100*share, 100*half.leastCaught)
			}
		})
	}
}
