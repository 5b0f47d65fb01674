package fusion

import (
	"hash/fnv"

	"wence/retrieval"
)

// Folds is how many parts the lessons are cut into to judge weights on lessons that they were not trained on.
const Folds = 5

// fold is the part that a lesson is in: all lessons of one document are in one.
func (l Lesson) fold() int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(l.Document)) // never fails
	return int(h.Sum32() % Folds)
}

// CrossValidate trains on all folds but one, each in turn, and tells for each set the share of the lessons of the fold left
// out that have a right candidate among their first of each depth, in per cent.
func CrossValidate(lessons []Lesson, opt Options, depths []int) map[string][]float64 {
	var weights [Folds]retrieval.Weights
	for f := range Folds {
		var rest []Lesson
		for _, l := range lessons {
			if l.fold() != f {
				rest = append(rest, l)
			}
		}
		weights[f] = Train(rest, opt)
	}
	found, total := map[string][]float64{}, map[string]float64{}
	for _, l := range lessons {
		if found[l.Set] == nil {
			found[l.Set] = make([]float64, len(depths))
		}
		total[l.Set]++
		rank := l.rank(weights[l.fold()])
		for i, k := range depths {
			if rank > 0 && rank <= k {
				found[l.Set][i]++
			}
		}
	}
	for set := range found {
		for i := range depths {
			found[set][i] *= 100 / total[set]
		}
	}
	return found
}
