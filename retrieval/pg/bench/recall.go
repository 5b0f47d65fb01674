package main

import (
	"context"
	"slices"

	"wence/retrieval"
)

// recall is which share of the nearest passages the vector channel finds: of the first 10 and of the first 60.
type recall struct{ at10, at60 float64 }

// recallQuestions is how many questions the exact scan answers.
const recallQuestions = 200

// measureRecall holds the vector channel against a scan of all vectors. Passages as near as the last one that counts are
// as good as it.
func measureRecall(ctx context.Context, s retrieval.Store, model string, vectors map[int32][]float32, questions []question) (recall, error) {
	var sum recall
	questions = questions[:min(recallQuestions, len(questions))]
	for _, q := range questions {
		found, err := s.Find(ctx, retrieval.Probe{Model: model, Vector: q.vector, Limit: limit})
		if err != nil {
			return sum, err
		}
		var got []float32
		for _, c := range found.Candidates {
			got = append(got, dot(q.vector, vectors[c.Passage.ID]))
		}
		best := exact(q.vector, vectors)
		sum.at10 += share(got, best[:10])
		sum.at60 += share(got, best[:limit])
	}
	n := float64(len(questions))
	return recall{sum.at10 / n, sum.at60 / n}, nil
}

// exact gives the greatest cosines, falling.
func exact(v []float32, vectors map[int32][]float32) []float32 {
	all := make([]float32, 0, len(vectors))
	for _, other := range vectors {
		all = append(all, dot(v, other))
	}
	slices.Sort(all)
	slices.Reverse(all)
	return all[:limit]
}

// share is how much of best was got.
func share(got, best []float32) float64 {
	const rounding = 1e-6
	n := 0
	for _, x := range got {
		if x >= best[len(best)-1]-rounding {
			n++
		}
	}
	return float64(min(n, len(best))) / float64(len(best))
}

func dot(a, b []float32) (sum float32) {
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
