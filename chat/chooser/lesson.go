package chooser

import (
	"hash/fnv"
	"slices"
)

// A Lesson is one question with the candidates that were weighed for it.
type Lesson struct {
	ID      string
	Group   string // its document: cross-validation keeps the lessons of one together
	Signals []Signals
	Right   []bool // which of them answer; none may
}

// chances are, by the candidates' scores, the probability of each, and its probability among the right ones.
func (l Lesson) chances(scores []float64) (all, rights []float64) {
	all, rights = chancesOf(scores), make([]float64, len(scores))
	right := 0.0
	for k, chance := range all {
		if l.Right[k] {
			right += chance
		}
	}
	for k := range all {
		if l.Right[k] && right > 0 {
			rights[k] = all[k] / right
		}
	}
	return all, rights
}

// An Outcome is what the weights of other documents choose for a lesson.
type Outcome struct {
	Lesson
	Best   int     // the likeliest candidate, -1 = there is none
	Chance float64 // of it
}

// CrossValidate weighs each lesson by weights fitted on the other folds. Lessons of one group are of one fold.
func CrossValidate(lessons []Lesson, folds int) []Outcome {
	var all []Outcome
	for fold := range folds {
		w := FitWithout(lessons, fold, folds)
		for _, l := range lessons {
			if FoldOf(l.Group, folds) == fold {
				all = append(all, w.choose(l))
			}
		}
	}
	return all
}

// FitWithout fits to the lessons of all folds but one.
func FitWithout(lessons []Lesson, fold, folds int) Weights {
	return Fit(slices.DeleteFunc(slices.Clone(lessons), func(l Lesson) bool { return FoldOf(l.Group, folds) == fold }))
}

// FoldOf is the fold of a group's lessons, from 0 on.
func FoldOf(group string, folds int) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(group)) // never fails
	return int(h.Sum32() % uint32(folds))
}

// choose is the likeliest candidate of a lesson.
func (w Weights) choose(l Lesson) Outcome {
	scores := make([]float64, len(l.Signals))
	for k := range scores {
		scores[k] = w.score(&l.Signals[k])
	}
	o := Outcome{Lesson: l, Best: -1}
	for k, p := range chancesOf(scores) {
		if o.Best < 0 || p > o.Chance {
			o.Best, o.Chance = k, p
		}
	}
	return o
}
