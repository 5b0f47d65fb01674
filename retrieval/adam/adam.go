// Package adam descends by Adam (Kingma and Ba, 2015), for the few weights that `wence fuse` and `wence train` fit: signals
// are of very different sizes, and plain descent takes many times as long.
package adam

import "math"

const (
	decay1 = 0.9
	decay2 = 0.999
	tiny   = 1e-8
)

// A Descent is the state of one fit. The zero value with a Rate is ready for use.
type Descent struct {
	Rate float64

	m, v []float64 // running means of the gradient and of its square
	t    int       // steps taken
}

// Step moves the weights against the gradient of the loss at them, which is as long.
func (d *Descent) Step(w, gradient []float64) {
	if d.m == nil {
		d.m, d.v = make([]float64, len(w)), make([]float64, len(w))
	}
	d.t++
	grown1, grown2 := 1-math.Pow(decay1, float64(d.t)), 1-math.Pow(decay2, float64(d.t))
	for i, g := range gradient {
		d.m[i] = decay1*d.m[i] + (1-decay1)*g
		d.v[i] = decay2*d.v[i] + (1-decay2)*g*g
		w[i] -= d.Rate * (d.m[i] / grown1) / (math.Sqrt(d.v[i]/grown2) + tiny)
	}
}
