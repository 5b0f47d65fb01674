package chooser

import "math"

// A standard makes signals comparable: less their mean, as shares of their spread. One that does not vary stays as it is.
type standard struct{ mean, spread Signals }

func standardOf(lessons []Lesson) standard {
	var n float64
	var sum, squares Signals
	for _, l := range lessons {
		for _, s := range l.Signals {
			n++
			for i, x := range s {
				sum[i] += x
				squares[i] += x * x
			}
		}
	}
	var out standard
	for i := range out.spread {
		out.spread[i] = 1
		mean := sum[i] / n
		if spread := squares[i]/n - mean*mean; spread > 1e-9 {
			out.mean[i], out.spread[i] = mean, math.Sqrt(spread)
		}
	}
	return out
}

// lessons are lessons with comparable signals.
func (d standard) lessons(lessons []Lesson) []Lesson {
	out := make([]Lesson, len(lessons))
	for i, l := range lessons {
		out[i] = l
		out[i].Signals = make([]Signals, len(l.Signals))
		for k, s := range l.Signals {
			for j := range s {
				out[i].Signals[k][j] = (s[j] - d.mean[j]) / d.spread[j]
			}
		}
	}
	return out
}

// weights are, for signals as they are, those of networks that were fitted to comparable ones, the mean of all scores.
func (d standard) weights(fits []network) Weights {
	var w Weights
	for _, n := range fits {
		linear := d.raw(n.linear())
		for i := range w.Linear {
			w.Linear[i] += linear[i] / float64(len(fits))
		}
		for u := range units {
			in, out := n.unit(u)
			w.Hidden = append(w.Hidden, Unit{In: d.raw(in), Out: *out / float64(len(fits))})
		}
	}
	return w
}

// raw are the weights of signals as they are.
func (d standard) raw(of []float64) Signals {
	var out Signals
	for i, weight := range of {
		out[i] = weight / d.spread[i]
		out[sigBias] -= out[i] * d.mean[i]
	}
	return out
}
