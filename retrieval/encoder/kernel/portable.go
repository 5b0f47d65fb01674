package kernel

import "unsafe"

// Portable returns the kernel in plain Go, by which the others are tested.
func Portable() *Kernel {
	return &Kernel{
		name: "portable", layout: signed8, columns: panel, tile: tilePortable, product: productPortable,
		quantize: quantizePortable, gelu: geluPortable, softmax: softmaxPortable, addNorm: addNormPortable,
	}
}

// at returns element i of what p points at.
func at[T any](p *T, i uintptr) *T { return (*T)(unsafe.Add(unsafe.Pointer(p), i*unsafe.Sizeof(*p))) }

// tilePortable multiplies rows by a panel of 16 columns, one row after another.
func tilePortable(args *tileArgs) {
	for row := range args.rows {
		x := unsafe.Slice((*int8)(unsafe.Add(args.x, row*args.ldx)), args.groups*group)
		sums := dotPanel(x, unsafe.Slice(args.w, args.groups*group*panel))
		y := unsafe.Slice((*float32)(unsafe.Add(unsafe.Pointer(args.y), row*args.ldy)), panel)
		for c, sum := range sums {
			scaled := float32(float32(sum)**at(args.rowScale, row)) * *at(args.columnScale, uintptr(c))
			y[c] = float32(scaled) + *at(args.bias, uintptr(c))
		}
	}
}

// dotPanel returns the products of a row and the 16 columns of a panel.
func dotPanel(x, w []int8) (sums [panel]int32) {
	for ; len(x) >= group; x, w = x[group:], w[group*panel:] {
		x0, x1, x2, x3 := int32(x[0]), int32(x[1]), int32(x[2]), int32(x[3])
		columns := w[:group*panel]
		for c := range sums {
			v := columns[c*group:][:group]
			sums[c] += x0*int32(v[0]) + x1*int32(v[1]) + x2*int32(v[2]) + x3*int32(v[3])
		}
	}
	return sums
}

// productPortable multiplies rows of floats by 16 columns. Conversions keep the compiler from fusing a product and a sum.
func productPortable(args *productArgs) {
	for row := range args.rows {
		a := unsafe.Slice((*float32)(unsafe.Add(unsafe.Pointer(args.a), row*args.lda)), args.k)
		var sums [lanes]float32
		for i, v := range a {
			b := unsafe.Slice((*float32)(unsafe.Add(unsafe.Pointer(args.b), uintptr(i)*args.ldb)), lanes)
			for c := range sums {
				sums[c] += float32(v * b[c])
			}
		}
		copy(unsafe.Slice((*float32)(unsafe.Add(unsafe.Pointer(args.y), row*args.ldy)), lanes), sums[:])
	}
}
