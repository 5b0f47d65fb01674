package chooser

import (
	"hash/fnv"
	"math"

	"wence/retrieval/adam"
)

// A Lesson is one question with the candidates that were weighed for it.
type Lesson struct {
	ID      string
	Group   string // its document: cross-validation keeps the lessons of one together
	Signals []Signals
	Right   []bool // which of them answer; none may
}

// Fitting by package adam; the loss is convex, so its settings only decide how soon it ends.
const (
	rounds = 400
	rate   = 0.05
	pull   = 0.01 // of each weight of a standardised signal towards zero, so that few lessons do not overturn much
)

// set are weights that are not learned: few questions of the sets name somebody whom no notice has, and who is given another's
// figure loses more than who is given none. Of 2,800 questions it costs five right answers.
var set = map[signal]float64{sigOtherNaming: -2.5}

// Fit gives the weights under which the right candidates, or none where none is right, are likeliest.
func Fit(lessons []Lesson) Weights {
	scale := scales(lessons)
	var w Weights
	for i, weight := range set {
		w[i] = weight * scale[i]
	}
	descent := adam.Descent{Rate: rate}
	for range rounds {
		g := gradient(lessons, w, scale)
		for i := range set {
			g[i] = 0
		}
		descent.Step(w[:], g[:])
	}
	for i := range w {
		w[i] /= scale[i]
	}
	return w
}

// scales are the spreads of the signals, 1 for one that does not vary.
func scales(lessons []Lesson) Signals {
	var n float64
	var sum, squares, scale Signals
	for _, l := range lessons {
		for _, s := range l.Signals {
			n++
			for i, x := range s {
				sum[i] += x
				squares[i] += x * x
			}
		}
	}
	for i := range scale {
		scale[i] = 1
		if spread := squares[i]/n - sum[i]*sum[i]/n/n; spread > 1e-9 {
			scale[i] = math.Sqrt(spread)
		}
	}
	return scale
}

// gradient is that of the mean loss over the lessons.
func gradient(lessons []Lesson, w Weights, scale Signals) Weights {
	var g Weights
	for _, l := range lessons {
		all, rights := l.chances(w, scale)
		for k, s := range l.Signals {
			for i := range g {
				g[i] += (all[k] - rights[k]) * s[i] / scale[i] / float64(len(lessons))
			}
		}
	}
	for i := range g {
		if signal(i) != sigBias {
			g[i] += 2 * pull * w[i]
		}
	}
	return g
}

// chances are the probability of each candidate, and its probability among the right ones.
func (l Lesson) chances(w Weights, scale Signals) (all, rights []float64) {
	all, rights = make([]float64, len(l.Signals)), make([]float64, len(l.Signals))
	most := 0.0
	for k, s := range l.Signals {
		for i := range s {
			all[k] += s[i] / scale[i] * w[i]
		}
		most = max(most, all[k])
	}
	total, right := math.Exp(-most), 0.0
	for k := range all {
		all[k] = math.Exp(all[k] - most)
		total += all[k]
		if l.Right[k] {
			right += all[k]
		}
	}
	for k := range all {
		if l.Right[k] && right > 0 {
			rights[k] = all[k] / right
		}
		all[k] /= total
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
		var fitted, held []Lesson
		for _, l := range lessons {
			h := fnv.New32a()
			_, _ = h.Write([]byte(l.Group)) // never fails
			if int(h.Sum32()%uint32(folds)) == fold {
				held = append(held, l)
			} else {
				fitted = append(fitted, l)
			}
		}
		w := Fit(fitted)
		for _, l := range held {
			all = append(all, w.choose(l))
		}
	}
	return all
}

// choose is the likeliest candidate of a lesson.
func (w Weights) choose(l Lesson) Outcome {
	var ones Signals
	for i := range ones {
		ones[i] = 1
	}
	o := Outcome{Lesson: l, Best: -1}
	all, _ := l.chances(w, ones)
	for k, p := range all {
		if o.Best < 0 || p > o.Chance {
			o.Best, o.Chance = k, p
		}
	}
	return o
}
