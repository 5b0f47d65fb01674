package chooser

import (
	"math"
	"math/rand/v2"
)

// A network is weights in fitting, all in one row: those of the linear sum, then In and Out of each unit.
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

// learn adds to g a lesson's share in the gradient of a batch's mean loss, by the units that rng leaves.
func (n network) learn(l Lesson, rng *rand.Rand, g network) {
	var kept [units]float64
	for u := range kept {
		if rng.Float64() >= missed {
			kept[u] = 1 / (1 - missed)
		}
	}
	told := make([][units]float64, len(l.Signals))
	scores := make([]float64, len(l.Signals))
	for k := range l.Signals {
		scores[k] = n.score(l.Signals[k][:], &kept, &told[k])
	}
	all, rights := l.chances(scores)
	for k := range l.Signals {
		n.back(l.Signals[k][:], &kept, &told[k], (all[k]-rights[k])/batch, g)
	}
}

// score is that of standardised signals; told is set to what each unit tells.
func (n network) score(s []float64, kept, told *[units]float64) float64 {
	total := dot(n.linear(), s)
	for u := range kept {
		if kept[u] > 0 {
			in, out := n.unit(u)
			told[u] = math.Tanh(dot(in, s))
			total += kept[u] * *out * told[u]
		}
	}
	return total
}

// back adds to g the gradient at signals of which the loss has the slope given to their score.
func (n network) back(s []float64, kept, told *[units]float64, slope float64, g network) {
	add(g.linear(), s, slope)
	for u := range kept {
		if kept[u] > 0 {
			_, out := n.unit(u)
			in, by := g.unit(u)
			*by += slope * kept[u] * told[u]
			add(in, s, slope*kept[u]**out*(1-told[u]*told[u]))
		}
	}
}

// decay adds to g that of the weights' squares, and takes from it what is not learned.
func (n network) decay(g network) {
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
