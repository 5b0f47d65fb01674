package chooser

import (
	"math/rand/v2"
	"sync"

	"wence/retrieval/adam"
)

// Fitting by package adam. Of units, decay and dropout, half and twice as much give the same within a percent.
const (
	starts = 3      // fits from different beginnings, the mean of whose scores is used
	units  = 32     // hidden ones of a fit
	steps  = 3000   // of a fit
	batch  = 64     // lessons of a step
	rate   = 0.01   // of the first step; it falls to zero
	pull   = 0.01   // of each squared linear weight of a standardised signal towards zero, so that few lessons do not overturn much
	draw   = 0.0003 // the same for the units'
	missed = 0.2    // share of the units that a lesson does without (dropout)
)

// set are linear weights that are not learned, of signals that no unit sees: few questions of the sets name somebody whom no notice
// has, and who is given another's figure loses more than who is given none. Of 2,800 questions it costs five right answers.
var set = map[signal]float64{sigOtherNaming: -2.5}

// Fit gives the weights under which the right candidates, or none where none is right, are likeliest; the zero Weights of no lessons.
func Fit(lessons []Lesson) Weights {
	if len(lessons) == 0 {
		return Weights{}
	}
	standard := standardOf(lessons)
	lessons = standard.lessons(lessons)
	var fits [starts]network
	var all sync.WaitGroup
	for i := range fits {
		all.Go(func() { fits[i] = fit(lessons, standard, rand.New(rand.NewPCG(uint64(i), 1))) })
	}
	all.Wait()
	return standard.weights(fits[:])
}

// fit is one fit to standardised lessons.
func fit(lessons []Lesson, standard standard, rng *rand.Rand) network {
	n := newNetwork(rng)
	for i, weight := range set {
		n.linear()[i] = weight * standard.spread[i]
	}
	var descent adam.Descent
	var order []int
	for step := range steps {
		g := make(network, len(n))
		for range batch {
			if len(order) == 0 {
				order = rng.Perm(len(lessons))
			}
			g.learn(n, lessons[order[0]], rng)
			order = order[1:]
		}
		g.decay(n)
		descent.Rate = rate * (1 - float64(step)/steps)
		descent.Step(n, g)
	}
	return n
}
