package main

import "math"

// The row programs. Package kernel has the same in Go, in rows.go; what is changed here must change there.

// magic, added to a float32 below 2^22 and taken away again, rounds it to the nearest integer, ties to even. The low
// bits of the sum are that integer.
const magic = 3 << 22

// series are 1/7!, 1/6!, … 1/0!: the Taylor series of e^r, good to 5e-9 for |r| <= ln(2)/2.
var series = []float64{1. / 5040, 1. / 720, 1. / 120, 1. / 24, 1. / 6, 1. / 2, 1, 1}

// erfcSeries are a5 … a1 of Abramowitz and Stegun 7.1.26.
var erfcSeries = []float64{1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592}

// erfcP is p of the same.
const erfcP = 0.3275911

// withConstant emits op with a constant as its second operand.
func withConstant(m machine, op func(dst, a, b reg), dst, a reg, c float64) {
	r := m.take()
	m.constant(r, bits(c))
	op(dst, a, r)
	m.free(r)
}

// exp makes x e^x, for x <= 88; below -87 it counts as -87.
func exp(m machine, x reg) {
	n, t, r := m.take(), m.take(), m.take()
	withConstant(m, m.max, x, x, -87)
	withConstant(m, m.mul, t, x, math.Log2E)
	withConstant(m, m.add, t, t, magic) // the integer is in its low bits
	withConstant(m, m.sub, n, t, magic)
	for _, part := range []float64{ln2High, ln2Low} {
		withConstant(m, m.mul, r, n, part)
		m.sub(x, x, r)
	}
	m.shift23(t, t) // the integer as an exponent
	m.constant(r, bits(series[0]))
	for _, c := range series[1:] {
		m.mul(r, r, x)
		withConstant(m, m.add, r, r, c)
	}
	m.addInt(x, r, t)
	m.free(n, t, r)
}

// ln(2) in two parts, of which the first has few enough bits that its product with an exponent is exact.
const (
	ln2High = 0.693359375
	ln2Low  = -2.12194440054690583e-4
)

// gelu makes x max(x,0) - |x|·erfc(|x|/√2)/2, which is x·Φ(x).
func gelu(m machine, name string) {
	m.begin(name)
	m.pass([]pointer{ptrX}, func() {
		for part := range m.parts() {
			geluPart(m, part)
		}
	})
	m.end()
}

func geluPart(m machine, part int) {
	x, size, t, e, p := m.take(), m.take(), m.take(), m.take(), m.take()
	m.load(x, ptrX, part)
	m.abs(size, x)
	withConstant(m, m.mul, t, size, erfcP*math.Sqrt2/2)
	m.constant(p, bits(1))
	m.add(t, t, p)
	m.div(t, p, t)
	m.mul(e, x, x)
	withConstant(m, m.mul, e, e, -0.5)
	exp(m, e)
	m.constant(p, bits(erfcSeries[0]))
	for _, c := range erfcSeries[1:] {
		m.mul(p, p, t)
		withConstant(m, m.add, p, p, c)
	}
	m.mul(p, p, t)
	m.mul(p, p, e) // erfc
	withConstant(m, m.mul, size, size, 0.5)
	m.mul(p, p, size)
	withConstant(m, m.max, x, x, 0)
	m.sub(x, x, p)
	m.store(x, ptrX, part)
	m.free(x, size, t, e, p)
}

// softmax makes x e^(p·(x - max)) by the sum of these.
func softmax(m machine, name string) {
	m.begin(name)
	top := reduce(m, []pointer{ptrX}, m.max, math.Inf(-1), func(part int) reg {
		x := m.take()
		m.load(x, ptrX, part)
		return x
	})
	scale := m.take()
	m.field(scale, fieldP)
	sum := reduce(m, []pointer{ptrX}, m.add, 0, func(part int) reg {
		x := m.take()
		m.load(x, ptrX, part)
		m.sub(x, x, top)
		m.mul(x, x, scale)
		exp(m, x)
		m.store(x, ptrX, part)
		return x
	})
	m.constant(scale, bits(1))
	m.div(sum, scale, sum)
	m.free(scale, top)
	m.pass([]pointer{ptrX}, func() {
		for part := range m.parts() {
			x := m.take()
			m.load(x, ptrX, part)
			m.mul(x, x, sum)
			m.store(x, ptrX, part)
			m.free(x)
		}
	})
	m.free(sum)
	m.end()
}

// addNorm makes x the normalised x + y: p is one by the row's length, q is added to the variance.
func addNorm(m machine, name string) {
	m.begin(name)
	mean := reduce(m, []pointer{ptrX, ptrY}, m.add, 0, func(part int) reg {
		x, y := m.take(), m.take()
		m.load(x, ptrX, part)
		m.load(y, ptrY, part)
		m.add(x, x, y)
		m.store(x, ptrX, part)
		m.free(y)
		return x
	})
	share := m.take()
	m.field(share, fieldP)
	m.mul(mean, mean, share)
	scale := reduce(m, []pointer{ptrX}, m.add, 0, func(part int) reg {
		x := m.take()
		m.load(x, ptrX, part)
		m.sub(x, x, mean)
		m.mul(x, x, x)
		return x
	})
	m.mul(scale, scale, share)
	m.field(share, fieldQ)
	m.add(scale, scale, share)
	m.sqrt(scale, scale)
	m.constant(share, bits(1))
	m.div(scale, share, scale)
	m.free(share)
	m.pass([]pointer{ptrX, ptrGain, ptrBias}, func() {
		for part := range m.parts() {
			normPart(m, part, mean, scale)
		}
	})
	m.free(mean, scale)
	m.end()
}

func normPart(m machine, part int, mean, scale reg) {
	x, w := m.take(), m.take()
	m.load(x, ptrX, part)
	m.sub(x, x, mean)
	m.mul(x, x, scale)
	m.load(w, ptrGain, part)
	m.mul(x, x, w)
	m.load(w, ptrBias, part)
	m.add(x, x, w)
	m.store(x, ptrX, part)
	m.free(x, w)
}

// quantize stores x·gain by its largest magnitude/127 as integers, and that scale.
func quantize(m machine, name string, to layout) {
	m.begin(name)
	top := reduce(m, []pointer{ptrX, ptrGain}, m.max, 0, func(part int) reg {
		x := scaled(m, part)
		m.abs(x, x)
		return x
	})
	inverse := m.take()
	withConstant(m, m.max, top, top, tiny)
	m.constant(inverse, bits(127))
	m.div(inverse, inverse, top)
	withConstant(m, m.mul, top, top, 1./127)
	m.setField(fieldResult, top)
	m.free(top)
	m.pass([]pointer{ptrX, ptrGain, ptrOut}, func() { packBlock(m, to, inverse) })
	m.free(inverse)
	m.end()
}

// tiny takes the place of a largest magnitude that is zero.
const tiny = 1e-30

func packBlock(m machine, to layout, inverse reg) {
	var block []reg
	base := float64(magic)
	if to == offset8 {
		base += 128
	}
	for part := range m.parts() {
		x := scaled(m, part)
		m.mul(x, x, inverse)
		withConstant(m, m.add, x, x, base)
		r := m.take()
		m.constant(r, bits(magic))
		m.subInt(x, x, r)
		m.free(r)
		block = append(block, x)
	}
	m.pack(to, block)
	m.free(block...)
}

// scaled is a part of x times gain.
func scaled(m machine, part int) reg {
	x, g := m.take(), m.take()
	m.load(x, ptrX, part)
	m.load(g, ptrGain, part)
	m.mul(x, x, g)
	m.free(g)
	return x
}

// reduce joins what each makes of the parts of every block, 16 lanes apart, and folds these into one number.
func reduce(m machine, pointers []pointer, join func(dst, a, b reg), start float64, each func(part int) reg) reg {
	lanes := make([]reg, m.parts())
	for i := range lanes {
		lanes[i] = m.take()
		m.constant(lanes[i], bits(start))
	}
	m.pass(pointers, func() {
		for part := range m.parts() {
			x := each(part)
			join(lanes[part], lanes[part], x)
			m.free(x)
		}
	})
	dst := m.take()
	m.fold(dst, join, lanes)
	m.free(lanes...)
	return dst
}
