package pg_test

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
)

// TestRanksAsEmbedded asks both stores a thousand questions of each public set: the same passages come in the same order, with
// the same scores. How good that order is, the embedded store's tests say.
func TestRanksAsEmbedded(t *testing.T) {
	for _, name := range []string{"cmrc_trial", "drcd_dev_simpq_phrases"} {
		t.Run(name, func(t *testing.T) {
			d := readDataset(t, name)
			file, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "wence.db"), embedded.Options{})
			if err != nil {
				t.Fatal(err)
			}
			stores := map[string]retrieval.Store{"embedded": file, "pg": open(t)}
			for store, s := range stores {
				defer s.Close()
				for i, text := range d.passages {
					if _, err := s.Put(t.Context(), entry(fmt.Sprint("/", i), text)); err != nil {
						t.Fatalf("%s: %v", store, err)
					}
				}
			}
			differ := 0
			for i := 0; i < len(d.questions); i += 1 + len(d.questions)/1000 {
				q := d.questions[i]
				p := retrieval.Probe{Query: words(q.text), Limit: 10}
				want, err := stores["embedded"].Find(t.Context(), p)
				if err != nil {
					t.Fatal(err)
				}
				got, err := stores["pg"].Find(t.Context(), p)
				if err != nil {
					t.Fatal(err)
				}
				if !sameRanking(got.Candidates, want.Candidates) {
					differ++
				}
			}
			if differ > 0 {
				t.Errorf("%d questions are answered otherwise", differ)
			}
		})
	}
}

// sameRanking allows for sums of 32 bits that were added up in another order.
func sameRanking(a, b []retrieval.Candidate) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Notice.Origin != b[i].Notice.Origin || math.Abs(a[i].BM25-b[i].BM25) > 1e-4 {
			return false
		}
	}
	return true
}
