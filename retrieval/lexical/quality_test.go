package lexical

import (
	"slices"
	"testing"
)

// TestPublicSets holds the index to what plain character-bigram BM25 reaches on question sets that no one here wrote,
// passages without their titles.
func TestPublicSets(t *testing.T) {
	tests := []struct {
		name      string
		s1, s10   float64 // % of questions with the right passage first, among the first ten
		questions int
	}{
		{"cmrc_trial", 97.3, 99.4, 1002},
		{"drcd_dev_simpq_phrases", 93.6, 99.4, 3524},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			d := readDataset(t, tc.name)
			if len(d.questions) != tc.questions {
				t.Fatalf("%d questions, want %d", len(d.questions), tc.questions)
			}
			s1, s10 := d.success(t)
			t.Logf("S@1 %.1f, S@10 %.1f", s1, s10)
			if s1 < tc.s1 || s10 < tc.s10 {
				t.Errorf("S@1 %.2f, S@10 %.2f, want at least %.1f, %.1f", s1, s10, tc.s1, tc.s10)
			}
		})
	}
}

// success answers every question as a store would.
func (d dataset) success(t *testing.T) (s1, s10 float64) {
	t.Helper()
	docs := make([]Doc, len(d.passages))
	for i, text := range d.passages {
		docs[i] = Doc{ID: int32(i), Fields: []string{text}}
	}
	x := index(build(t, docs, 300))
	for _, q := range d.questions {
		hits, err := Score(x.input(ParseQuery(q.text), nil, 10))
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(hits, func(h Hit) bool { return h.ID == int32(q.right) })
		if at == 0 {
			s1++
		}
		if at >= 0 {
			s10++
		}
	}
	n := float64(len(d.questions)) / 100
	return s1 / n, s10 / n
}
