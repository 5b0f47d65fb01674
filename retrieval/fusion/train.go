// Package fusion trains the weights by which a search sums the signals of its candidates.
package fusion

import (
	"math"
	"slices"

	"wence/retrieval"
	"wence/retrieval/adam"
)

// A Lesson is one question with its candidates.
type Lesson struct {
	Set        string // the questions are of one set; sets weigh alike however many they have
	Document   string // that answers it, by which folds are made
	Candidates []retrieval.Signals
	Right      []bool // which of them hold evidence
}

// learns reports a lesson from which something can be learned: some candidates are right, and not all.
func (l Lesson) learns() bool {
	return slices.Contains(l.Right, true) && slices.Contains(l.Right, false)
}

// Options tune Train; the zero value is what was measured best.
type Options struct {
	Rounds int     // of ascent; defaults to 600
	Rate   float64 // defaults to 0.05
	Decay  float64 // pull towards 0, times the squared weight; defaults to 0.002
}

func (o Options) filled() Options {
	if o.Rounds == 0 {
		o.Rounds = 600
	}
	if o.Rate == 0 {
		o.Rate = 0.05
	}
	if o.Decay == 0 {
		o.Decay = 0.002
	}
	return o
}

// Train fits weights by ascent on the mean log-likelihood that a right candidate is chosen, by softmax over the
// question's candidates (a ListNet top-one loss; Cao et al., 2007). Only the ratio of weights matters to a ranking, so they
// are scaled to make that of the words 1.
func Train(lessons []Lesson, opt Options) retrieval.Weights {
	opt = opt.filled()
	share := shares(lessons)
	w := retrieval.Weights{5, 1} // words, meaning: a start from which the scale settles soon
	descent := adam.Descent{Rate: opt.Rate}
	for range opt.Rounds {
		var g retrieval.Weights
		for _, l := range lessons {
			if l.learns() {
				addGradient(&g, l, w, share[l.Set])
			}
		}
		for k := range w {
			g[k] = opt.Decay*w[k] - g[k] // of the loss
		}
		descent.Step(w[:], g[:])
	}
	if w[0] > 0 {
		scale := w[0]
		for k := range w {
			w[k] /= scale
		}
	}
	return w
}

// shares are what one lesson of each set counts.
func shares(lessons []Lesson) map[string]float64 {
	n := map[string]float64{}
	for _, l := range lessons {
		if l.learns() {
			n[l.Set]++
		}
	}
	for set, k := range n {
		n[set] = 1 / k / float64(len(n))
	}
	return n
}

func addGradient(g *retrieval.Weights, l Lesson, w retrieval.Weights, share float64) {
	scores := make([]float64, len(l.Candidates))
	for i, c := range l.Candidates {
		scores[i] = Score(w, c)
	}
	top := slices.Max(scores)
	all, right := 0.0, 0.0
	for i := range scores {
		scores[i] = math.Exp(scores[i] - top)
		all += scores[i]
		if l.Right[i] {
			right += scores[i]
		}
	}
	for i, c := range l.Candidates {
		p := -scores[i] / all
		if l.Right[i] {
			p += scores[i] / max(right, 1e-12)
		}
		for k := range g {
			g[k] += share * p * c[k]
		}
	}
}

// Score is what a search gives a candidate.
func Score(w retrieval.Weights, s retrieval.Signals) float64 {
	sum := 0.0
	for k := range w {
		sum += w[k] * s[k]
	}
	return sum
}

// rank is that of the first right candidate, 0 when there is none. Ties count against it.
func (l Lesson) rank(w retrieval.Weights) int {
	best := math.Inf(-1)
	for i, c := range l.Candidates {
		if l.Right[i] {
			best = max(best, Score(w, c))
		}
	}
	if math.IsInf(best, -1) {
		return 0
	}
	rank := 1
	for i, c := range l.Candidates {
		if !l.Right[i] && Score(w, c) >= best {
			rank++
		}
	}
	return rank
}
