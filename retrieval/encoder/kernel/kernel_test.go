package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// numbers returns n numbers, of which some are extreme.
func numbers(rng *rand.Rand, n int, size float32) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = size * float32(rng.NormFloat64())
		switch rng.IntN(50) {
		case 0:
			x[i] = 0
		case 1:
			x[i] *= 40
		case 2:
			x[i] = float32(math.Copysign(0, -1))
		}
	}
	return x
}

// weights returns n weights of the whole range; where extreme is set, the ends of it alone.
func weights(rng *rand.Rand, n int, extreme bool) []int8 {
	w := make([]int8, n)
	for i := range w {
		w[i] = int8(rng.IntN(256) - 128)
		if extreme {
			w[i] = []int8{-128, -127, 127}[rng.IntN(3)]
		}
	}
	return w
}

// same reports the first number of two rows that differs in a bit.
func same(t *testing.T, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("number %d of %d is %v (%#x), portable %v (%#x)", i, len(want), got[i], math.Float32bits(got[i]), want[i], math.Float32bits(want[i]))
		}
	}
}

// eachNative runs a test on every kernel in assembly that this machine has.
func eachNative(t *testing.T, test func(t *testing.T, k *Kernel)) {
	all := All()
	t.Logf("kernels of this machine: %v", names(all))
	for _, k := range all[:len(all)-1] {
		t.Run(k.Name(), func(t *testing.T) { test(t, k) })
	}
}

func names(all []*Kernel) []string {
	var names []string
	for _, k := range all {
		names = append(names, k.Name())
	}
	return names
}

// linear multiplies rows by a matrix with kernel k.
func linear(t *testing.T, k *Kernel, x []float32, source MatrixSource) []float32 {
	t.Helper()
	m, err := k.NewMatrix(source)
	if err != nil {
		t.Fatal(err)
	}
	n := len(x) / source.In
	rows := k.NewRows(n, source.In)
	k.Quantize(rows, x, n, m)
	y := make([]float32, n*source.Out)
	k.Linear(y, rows, n, m)
	return y
}

func TestLinearIsPortables(t *testing.T) {
	eachNative(t, func(t *testing.T, k *Kernel) {
		rng := rand.New(rand.NewPCG(1, 2))
		for _, size := range []struct{ n, in, out int }{{1, 64, 64}, {2, 64, 128}, {3, 128, 64}, {5, 192, 320}, {7, 64, 64}, {11, 512, 192}, {13, 2048, 64}, {30, 64, 64}} {
			for _, extreme := range []bool{false, true} {
				t.Run(fmt.Sprintf("%dx%dx%d,%v", size.n, size.in, size.out, extreme), func(t *testing.T) {
					x := numbers(rng, size.n*size.in, 3)
					if extreme { // every activation at an end of its range
						for i := range x {
							x[i] = float32(math.Copysign(5, float64(x[i])))
						}
					}
					source := MatrixSource{
						In: size.in, Out: size.out, Weights: weights(rng, size.in*size.out, extreme),
						Scale: numbers(rng, size.out, 0.01), Bias: numbers(rng, size.out, 1), Smooth: numbers(rng, size.in, 1),
					}
					same(t, linear(t, k, x, source), linear(t, Portable(), x, source))
				})
			}
		}
	})
}

func TestRowsArePortables(t *testing.T) {
	programs := []struct {
		name string
		run  func(k *Kernel, x []float32, rng *rand.Rand)
	}{
		{"gelu", func(k *Kernel, x []float32, _ *rand.Rand) { k.GELU(x) }},
		{"softmax", func(k *Kernel, x []float32, _ *rand.Rand) { k.Softmax(x, len(x), 0.125) }},
		{"norm", func(k *Kernel, x []float32, rng *rand.Rand) {
			k.AddNorm(x, numbers(rng, len(x), 2), Norm{Gain: numbers(rng, len(x), 1), Bias: numbers(rng, len(x), 1), Epsilon: 1e-12})
		}},
	}
	eachNative(t, func(t *testing.T, k *Kernel) {
		for _, p := range programs {
			t.Run(p.name, func(t *testing.T) {
				for seed := range uint64(200) {
					x := numbers(rand.New(rand.NewPCG(seed, 3)), 16*(1+int(seed%9)), float32(math.Pow(10, float64(seed%5)-2)))
					want := slices.Clone(x)
					p.run(k, x, rand.New(rand.NewPCG(seed, 4)))
					p.run(Portable(), want, rand.New(rand.NewPCG(seed, 4)))
					same(t, x, want)
				}
			})
		}
	})
}

func TestProductIsPortables(t *testing.T) {
	eachNative(t, func(t *testing.T, k *Kernel) {
		rng := rand.New(rand.NewPCG(5, 6))
		for n := 1; n < 14; n++ {
			a := Block{Data: numbers(rng, 14*40, 1), Rows: n, Columns: 1 + rng.IntN(40), Stride: 40}
			b := Block{Data: numbers(rng, 40*80, 1), Rows: a.Columns, Columns: 16 * (1 + rng.IntN(4)), Stride: 80}
			got, want := make([]float32, n*b.Columns), make([]float32, n*b.Columns)
			k.Product(Block{got, n, b.Columns, b.Columns}, a, b)
			Portable().Product(Block{want, n, b.Columns, b.Columns}, a, b)
			same(t, got, want)
		}
	})
}

// TestNothingBesideIsWritten holds a kernel to the rows and columns that it was given.
func TestNothingBesideIsWritten(t *testing.T) {
	eachNative(t, func(t *testing.T, k *Kernel) {
		const guard = 12345
		rng := rand.New(rand.NewPCG(7, 8))
		for n := 1; n < 9; n++ {
			y := make([]float32, n*64+64)
			for i := range y {
				y[i] = guard
			}
			a := Block{Data: numbers(rng, n*5, 1), Rows: n, Columns: 5, Stride: 5}
			b := Block{Data: numbers(rng, 5*16, 1), Rows: 5, Columns: 16, Stride: 16}
			k.Product(Block{y[16:], n, 16, 64}, a, b)
			for i, v := range y {
				if inside := i >= 16 && (i-16)%64 < 16 && (i-16)/64 < n; !inside && v != guard {
					t.Fatalf("%d rows: number %d is %v", n, i, v)
				}
			}
		}
	})
}

func TestExp(t *testing.T) {
	for x := float32(-87); x < 20; x += 0.00317 {
		if got, want := float64(exp(x)), math.Exp(float64(x)); math.Abs(got/want-1) > 3e-7 {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	if got := exp(float32(math.Inf(-1))); got > 2e-38 {
		t.Errorf("exp(-Inf) = %v", got)
	}
}

func TestGELU(t *testing.T) {
	for x := float32(-30); x < 30; x += 0.00171 {
		want := float64(x) * math.Erfc(-float64(x)/math.Sqrt2) / 2
		if got := float64(gelu(x)); math.Abs(got-want) > 1e-6*max(1, math.Abs(want)) {
			t.Fatalf("gelu(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestLinearIsNear(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	const in, out = 128, 64
	s := MatrixSource{In: in, Out: out, Weights: weights(rng, in*out, false), Scale: make([]float32, out), Bias: make([]float32, out), Smooth: make([]float32, in)}
	for i := range s.Scale {
		s.Scale[i], s.Bias[i] = 0.01, float32(i)
	}
	for i := range s.Smooth {
		s.Smooth[i] = 1
	}
	x := make([]float32, in)
	for i := range x {
		x[i] = float32(rng.NormFloat64())
	}
	y := linear(t, Portable(), x, s)
	for c := range out {
		want := float64(s.Bias[c])
		for r, v := range x {
			want += float64(v) * float64(s.Weights[c/16*16*in+r/4*64+c%16*4+r%4]) * 0.01
		}
		if math.Abs(float64(y[c])-want) > 0.3 { // 128 roundings of up to 0.01, times weights of up to 1.28
			t.Errorf("column %d: %v, want %v", c, y[c], want)
		}
	}
}

func TestMatrixOfWrongSize(t *testing.T) {
	for _, s := range []MatrixSource{{}, {In: 63, Out: 64}, {In: 64, Out: 64}, {In: 64, Out: 64, Weights: make([]int8, 4096)}, {In: -64, Out: -64, Weights: make([]int8, 4096)}} {
		if _, err := Best().NewMatrix(s); err == nil {
			t.Errorf("%d x %d with %d weights: no error", s.In, s.Out, len(s.Weights))
		}
	}
}
