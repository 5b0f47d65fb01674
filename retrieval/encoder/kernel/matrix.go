package kernel

import (
	"errors"
	"fmt"
	"unsafe"
)

// columnMultiple is what the sizes of a matrix are whole multiples of.
const columnMultiple = 64

// A Matrix is the 8-bit weights of a linear layer. It is immutable and safe for concurrent use.
type Matrix struct {
	in, out int
	w       []int8
	scale   []float32
	bias    []float32
	smooth  []float32
	offsets []int32
}

// A MatrixSource is what a Matrix is made of. The slices are kept, not copied.
type MatrixSource struct {
	In, Out int // whole multiples of 64
	// Weights in panels of 16 columns, each of groups of 4 rows: column c of row r stands at
	// c/16·16·In + r/4·64 + c%16·4 + r%4.
	Weights []int8
	Scale   []float32 // of each column: the weight is Weights·Scale
	Bias    []float32 // of each column
	Smooth  []float32 // of each row: what activations are multiplied by before they are quantised
}

// NewMatrix makes a matrix that kernel k can multiply by.
func (k *Kernel) NewMatrix(s MatrixSource) (*Matrix, error) {
	switch {
	case s.In <= 0 || s.Out <= 0 || s.In%columnMultiple != 0 || s.Out%columnMultiple != 0:
		return nil, fmt.Errorf("matrix of %d x %d: sizes must be multiples of %d", s.In, s.Out, columnMultiple)
	case len(s.Weights) != s.In*s.Out:
		return nil, fmt.Errorf("matrix of %d x %d has %d weights", s.In, s.Out, len(s.Weights))
	case len(s.Scale) != s.Out || len(s.Bias) != s.Out || len(s.Smooth) != s.In:
		return nil, errors.New("matrix: scales, biases or smoothing of another size")
	}
	m := &Matrix{in: s.In, out: s.Out, w: s.Weights, scale: s.Scale, bias: s.Bias, smooth: s.Smooth}
	if k.layout == offset8 {
		m.offsets = k.offsetsOf(m)
	}
	return m, nil
}

// In returns the length of the rows that are multiplied.
func (m *Matrix) In() int { return m.in }

// Out returns the length of the rows that come out.
func (m *Matrix) Out() int { return m.out }

// offsetsOf returns what must be added to each column's sum because every activation is stored 128 higher: -128 times
// the column's weights, which are summed by multiplying by a row of ones.
func (k *Kernel) offsetsOf(m *Matrix) []int32 {
	ones := k.NewRows(1, m.in)
	for i := range ones.data {
		ones.data[i] = 1
	}
	ones.scales[0] = 1
	plain := *m
	plain.bias, plain.offsets, plain.scale = make([]float32, m.out), make([]int32, m.out), make([]float32, m.out)
	for i := range plain.scale {
		plain.scale[i] = 1
	}
	sums := make([]float32, m.out) // exact: below 2^24
	k.Linear(sums, ones, 1, &plain)
	offsets := make([]int32, m.out)
	for i, sum := range sums {
		offsets[i] = -128 * int32(sum)
	}
	return offsets
}

// column points a tile at the columns from c on.
func (m *Matrix) column(args *tileArgs, c int) {
	args.w = &m.w[c/panel*panel*m.in+c%panel*group]
	args.columnScale, args.bias = &m.scale[c], &m.bias[c]
	if m.offsets != nil {
		args.offset = &m.offsets[c]
	}
}

// Rows are activations, quantised row by row: 8-bit integers and a scale a row. A Rows belongs to the kernel that made it.
type Rows struct {
	width  int
	layout layout
	data   []byte
	scales []float32
}

// NewRows makes room for n rows of a width that is a whole multiple of 64.
func (k *Kernel) NewRows(n, width int) *Rows {
	return &Rows{width: width, layout: k.layout, data: make([]byte, n*width*k.layout.size()), scales: make([]float32, n)}
}

// Quantize makes the first n rows of r those of x, smoothed for m, each number within 1/254 of its row's largest.
func (k *Kernel) Quantize(r *Rows, x []float32, n int, m *Matrix) {
	if len(x) < n*m.in || len(r.scales) < n || r.width != m.in || r.layout != k.layout {
		panic(fmt.Sprintf("kernel: %d rows of %d, of %d numbers, for a matrix of %d", n, r.width, len(x), m.in))
	}
	args := &rowArgs{gain: &m.smooth[0], blocks: blocks(m.in)}
	for i := range n {
		args.x, args.out = &x[i*m.in], unsafe.Pointer(&r.data[i*m.in*r.layout.size()])
		k.quantize(args)
		r.scales[i] = args.result
	}
}

// Columns returns the matrix of the columns from first up to last, whole multiples of 64. It shares m's memory.
func (m *Matrix) Columns(first, last int) *Matrix {
	part := *m
	part.out, part.w = last-first, m.w[first*m.in:last*m.in]
	part.scale, part.bias = m.scale[first:last], m.bias[first:last]
	if m.offsets != nil {
		part.offsets = m.offsets[first:last]
	}
	return &part
}
