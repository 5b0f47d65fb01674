package kernel

import (
	"math"
	"unsafe"
)

// The row programs in Go. gen/rows.go has the same for assembly; what is changed here must change there.

// magic, added to a float32 below 2^22 and taken away again, rounds it to the nearest integer, ties to even. The low
// bits of the sum are that integer.
const magic = 3 << 22

// ln(2) in two parts, of which the first has few enough bits that its product with an exponent is exact.
const (
	ln2High = 0.693359375
	ln2Low  = -2.12194440054690583e-4
)

// exp returns e^x for x <= 88; below -87 it counts x as -87. The Taylor series to the seventh power is good to 5e-9 for
// what is left after the power of two.
func exp(x float32) float32 {
	if x < -87 {
		x = -87
	}
	t := float32(x*math.Log2E) + magic
	n := t - magic
	x -= float32(n * ln2High)
	x -= float32(n * ln2Low)
	r := float32(1. / 5040)
	r = float32(r*x) + 1./720
	r = float32(r*x) + 1./120
	r = float32(r*x) + 1./24
	r = float32(r*x) + 1./6
	r = float32(r*x) + 1./2
	r = float32(r*x) + 1
	r = float32(r*x) + 1
	return math.Float32frombits(math.Float32bits(r) + math.Float32bits(t)<<23)
}

// gelu returns max(x,0) - |x|·erfc(|x|/√2)/2, which is x·Φ(x); erfc is 7.1.26 of Abramowitz and Stegun, Handbook of
// Mathematical Functions (1964), good to 1.5e-7.
func gelu(x float32) float32 {
	size := magnitude(x)
	t := 1 / (float32(size*(0.3275911*math.Sqrt2/2)) + 1)
	p := float32(1.061405429)
	p = float32(p*t) - 1.453152027
	p = float32(p*t) + 1.421413741
	p = float32(p*t) - 0.284496736
	p = float32(p*t) + 0.254829592
	p = float32(float32(p*t) * exp(float32(float32(x*x)*-0.5)))
	return max(x, 0) - float32(p*float32(size*0.5))
}

// magnitude returns |x|.
func magnitude(x float32) float32 { return math.Float32frombits(math.Float32bits(x) &^ (1 << 31)) }

// row returns the numbers behind p.
func (args *rowArgs) row(p *float32) []float32 { return unsafe.Slice(p, args.blocks*lanes) }

func geluPortable(args *rowArgs) {
	x := args.row(args.x)
	for i, v := range x {
		x[i] = gelu(v)
	}
}

// softmaxPortable makes x e^(p·(x - max)) by the sum of these.
func softmaxPortable(args *rowArgs) {
	x := args.row(args.x)
	top := x[0]
	for _, v := range x {
		if v > top {
			top = v
		}
	}
	var sums [lanes]float32
	for i, v := range x {
		x[i] = exp(float32((v - top) * args.p))
		sums[i%lanes] += x[i]
	}
	share := 1 / fold(sums)
	for i := range x {
		x[i] *= share
	}
}

// addNormPortable makes x the normalised x + y: p is one by the row's length, q is added to the variance.
func addNormPortable(args *rowArgs) {
	x, y, gain, bias := args.row(args.x), args.row(args.y), args.row(args.gain), args.row(args.bias)
	var sums, squares [lanes]float32
	for i := range x {
		x[i] += y[i]
		sums[i%lanes] += x[i]
	}
	mean := float32(fold(sums) * args.p)
	for i, v := range x {
		squares[i%lanes] += float32((v - mean) * (v - mean))
	}
	scale := 1 / float32(math.Sqrt(float64(float32(fold(squares)*args.p)+args.q)))
	for i, v := range x {
		x[i] = float32(float32((v-mean)*scale)*gain[i]) + bias[i]
	}
}

// quantizePortable stores x·gain by its largest magnitude/127 as int8, and that scale.
func quantizePortable(args *rowArgs) {
	x, gain, out := args.row(args.x), args.row(args.gain), unsafe.Slice((*int8)(args.out), args.blocks*lanes)
	top := float32(1e-30) // a row of zeros
	for i, v := range x {
		if size := magnitude(v * gain[i]); size > top {
			top = size
		}
	}
	inverse := 127 / top
	args.result = top * (1. / 127)
	for i, v := range x {
		scaled := float32(float32(v*gain[i])*inverse) + magic
		out[i] = int8(math.Float32bits(scaled))
	}
}

// fold adds up lanes: i and i+8, then i and i+4, i+2, i+1.
func fold(l [lanes]float32) float32 {
	for half := lanes / 2; half > 0; half /= 2 {
		for i := range half {
			l[i] += l[i+half]
		}
	}
	return l[0]
}
