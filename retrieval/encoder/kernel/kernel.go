package kernel

import (
	"fmt"
	"unsafe"
)

const (
	lanes     = 16 // numbers of a row that are worked on side by side; rows are whole multiples of it
	panel     = 16 // columns of a matrix that are stored together
	group     = 4  // rows of a matrix that are stored together
	tileLimit = 6  // rows of a tile
)

// A layout says how quantised activations are stored.
type layout int

const (
	signed8 layout = iota // int8
	offset8               // uint8, 128 more than the number
	wide16                // int16
)

// size is the bytes of an activation.
func (l layout) size() int {
	if l == wide16 {
		return 2
	}
	return 1
}

// A Kernel is one implementation of the arithmetic. It is immutable and safe for concurrent use; Best and All make them.
type Kernel struct {
	name    string
	layout  layout
	columns int // of a tile

	tile     func(*tileArgs)
	product  func(*productArgs)
	quantize func(*rowArgs)
	gelu     func(*rowArgs)
	softmax  func(*rowArgs)
	addNorm  func(*rowArgs)
}

// Best returns the fastest kernel that this machine can run.
func Best() *Kernel { return All()[0] }

// All returns every kernel that this machine can run, the fastest first; the last is Portable.
func All() []*Kernel { return append(native(), Portable()) }

// Name returns what the kernel is called, for logs: "avx2", "portable".
func (k *Kernel) Name() string { return k.name }

// Linear makes row i of y, of which n rows of m.Out() numbers are written, row i of x times the matrix, plus its bias.
func (k *Kernel) Linear(y []float32, x *Rows, n int, m *Matrix) {
	if n > len(x.scales) || n*m.out > len(y) || x.width != m.in || x.layout != k.layout || m.offsets == nil && k.layout == offset8 {
		panic(fmt.Sprintf("kernel: %d rows of %d by a matrix of %d x %d into %d", n, x.width, m.in, m.out, len(y)))
	}
	if n == 0 {
		return
	}
	args := &tileArgs{
		ldx: uintptr(x.width * k.layout.size()), ldw: uintptr(panel * m.in), groups: uintptr(m.in / group), ldy: uintptr(4 * m.out),
	}
	for column := 0; column < m.out; column += k.columns {
		m.column(args, column)
		for row := 0; row < n; row += int(args.rows) {
			args.rows = tileRows(n - row)
			args.x = unsafe.Pointer(&x.data[row*int(args.ldx)])
			args.rowScale = &x.scales[row]
			args.y = &y[row*m.out+column]
			k.tile(args)
		}
	}
}

// tileRows is the height of the next tile where left rows are left: a tile of six is the most efficient, and seven rows
// are better cut into four and three than into six and one.
func tileRows(left int) uintptr {
	if left > tileLimit && left < 2*tileLimit {
		return uintptr((left + 1) / 2)
	}
	return uintptr(min(left, tileLimit))
}

// A Block is a matrix of floats within a larger one: rows of Columns numbers, which begin Stride apart.
type Block struct {
	Data                  []float32
	Rows, Columns, Stride int
}

// fits reports whether the block lies in its data.
func (b Block) fits() bool {
	return b.Rows > 0 && b.Columns > 0 && b.Columns <= b.Stride && (b.Rows-1)*b.Stride+b.Columns <= len(b.Data)
}

// Product makes y a times b. Columns of b are whole multiples of 16.
func (k *Kernel) Product(y, a, b Block) {
	if !y.fits() || !a.fits() || !b.fits() || a.Columns != b.Rows || y.Rows != a.Rows || y.Columns != b.Columns || b.Columns%lanes != 0 {
		panic(fmt.Sprintf("kernel: product of %d x %d and %d x %d into %d x %d", a.Rows, a.Columns, b.Rows, b.Columns, y.Rows, y.Columns))
	}
	args := &productArgs{lda: uintptr(4 * a.Stride), ldb: uintptr(4 * b.Stride), k: uintptr(a.Columns), ldy: uintptr(4 * y.Stride)}
	for row := 0; row < a.Rows; row += int(args.rows) {
		args.rows = tileRows(a.Rows - row)
		args.a = &a.Data[row*a.Stride]
		for column := 0; column < b.Columns; column += lanes {
			args.b, args.y = &b.Data[column], &y.Data[row*y.Stride+column]
			k.product(args)
		}
	}
}

// GELU makes each x the Gaussian error linear unit x·Φ(x), within 1e-6.
func (k *Kernel) GELU(x []float32) {
	k.gelu(&rowArgs{x: &x[0], blocks: blocks(len(x))})
}

// Softmax makes each x, in its row of the given width, e^(scale·x) by the sum of these. scale is positive.
func (k *Kernel) Softmax(x []float32, width int, scale float32) {
	args := &rowArgs{blocks: blocks(width), p: scale}
	for ; len(x) >= width; x = x[width:] {
		args.x = &x[0]
		k.softmax(args)
	}
}

// AddNorm makes x, rows as long as n.Gain, the layer norm of x + y.
func (k *Kernel) AddNorm(x, y []float32, n Norm) {
	width := len(n.Gain)
	args := &rowArgs{gain: &n.Gain[0], bias: &n.Bias[:width][0], blocks: blocks(width), p: 1 / float32(width), q: n.Epsilon}
	for ; len(x) >= width; x, y = x[width:], y[width:] {
		args.x, args.y = &x[0], &y[:width][0]
		k.addNorm(args)
	}
}

// A Norm is what a layer norm holds: (x - mean)/√(variance + Epsilon)·Gain + Bias.
type Norm struct {
	Gain, Bias []float32
	Epsilon    float32
}

// blocks is how many blocks of 16 a row has.
func blocks(width int) uintptr {
	if width <= 0 || width%lanes != 0 {
		panic(fmt.Sprintf("kernel: a row of %d is no multiple of %d", width, lanes))
	}
	return uintptr(width / lanes)
}

// A tileArgs is a tile of a product: up to six rows of activations by the columns of a kernel. Assembly reads it by offset.
type tileArgs struct {
	rows        uintptr
	x           unsafe.Pointer
	ldx         uintptr // bytes between rows of x
	w           *int8
	ldw         uintptr // bytes between panels
	groups      uintptr
	rowScale    *float32
	columnScale *float32
	bias        *float32
	offset      *int32
	y           *float32
	ldy         uintptr // bytes between rows of y
}

// A productArgs is a tile of a product of floats: up to six rows by 16 columns.
type productArgs struct {
	rows uintptr
	a    *float32
	lda  uintptr // bytes
	b    *float32
	ldb  uintptr // bytes
	k    uintptr
	y    *float32
	ldy  uintptr // bytes
}

// A rowArgs is a row that a row program changes, in blocks of 16.
type rowArgs struct {
	x, y, gain, bias *float32
	out              unsafe.Pointer
	blocks           uintptr
	p, q             float32 // parameters; see the program
	result           float32
}
