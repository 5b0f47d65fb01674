package chooser

import (
	"math"
	"math/rand/v2"
)

// A network is weights in fitting, or a gradient of a loss at them, all in one row: those of the linear sum, then In and Out of each unit.
type network []float64

// row is the length of a unit's part.
const row = int(signals) + 1

// newNetwork has small weights into its units, and none out of them or in the sum.
func newNetwork(rng *rand.Rand) network {
	n := make(network, int(signals)+units*row)
	for u := range units {
		in, _ := n.unit(u)
		for i := range in {
			if _, known := set[signal(i)]; !known {
				in[i] = rng.NormFloat64() / math.Sqrt(float64(signals))
			}
		}
	}
	return n
}

func (n network) linear() []float64 { return n[:signals] }

// unit is In and Out of a unit.
func (n network) unit(u int) (in []float64, out *float64) {
	from := int(signals) + u*row
	return n[from : from+int(signals)], &n[from+row-1]
}

// A pass is what the units of a network tell of one candidate's signals.
type pass struct {
	kept  *[units]float64 // by what each is multiplied, 0 for one that the lesson does without
	told  [units]float64
	score float64
}

// pass weighs standardised signals.
func (n network) pass(s *Signals, kept *[units]float64) pass {
	p := pass{kept: kept, score: dot(n.linear(), s[:])}
	for u := range kept {
		if kept[u] > 0 {
			in, out := n.unit(u)
			p.told[u] = math.Tanh(dot(in, s[:]))
			p.score += kept[u] * *out * p.told[u]
		}
	}
	return p
}

// learn adds to a gradient at n a lesson's share in that of a batch's mean loss, by the units that rng leaves.
func (g network) learn(n network, l Lesson, rng *rand.Rand) {
	var kept [units]float64
	for u := range kept {
		if rng.Float64() >= missed {
			kept[u] = 1 / (1 - missed)
		}
	}
	passes, scores := make([]pass, len(l.Signals)), make([]float64, len(l.Signals))
	for k := range l.Signals {
		passes[k] = n.pass(&l.Signals[k], &kept)
		scores[k] = passes[k].score
	}
	all, rights := l.chances(scores)
	for k := range l.Signals {
		g.back(n, &l.Signals[k], &passes[k], (all[k]-rights[k])/batch)
	}
}

// back adds to a gradient at n that of a pass of which the loss has the slope given to its score.
func (g network) back(n network, s *Signals, p *pass, slope float64) {
	add(g.linear(), s[:], slope)
	for u := range p.kept {
		if p.kept[u] > 0 {
			_, out := n.unit(u)
			in, by := g.unit(u)
			*by += slope * p.kept[u] * p.told[u]
			add(in, s[:], slope*p.kept[u]**out*(1-p.told[u]*p.told[u]))
		}
	}
}

// decay adds to a gradient at n that of the weights' squares, and takes from it what is not learned.
func (g network) decay(n network) {
	for i := range n {
		switch {
		case i >= int(signals):
			g[i] += 2 * draw * n[i]
		case signal(i) != sigBias:
			g[i] += 2 * pull * n[i]
		}
	}
	for i := range set {
		g.linear()[i] = 0
		for u := range units {
			in, _ := g.unit(u)
			in[i] = 0
		}
	}
}

func dot(a, b []float64) float64 {
	total := 0.0
	for i, x := range a {
		total += x * b[i]
	}
	return total
}

// add adds b times by to a.
func add(a, b []float64, by float64) {
	for i, x := range b {
		a[i] += x * by
	}
}
