package main

import "fmt"

// Offsets in tileArgs and productArgs, which package kernel declares.
const (
	tileRows     = 0
	tileX        = 8
	tileLdx      = 16
	tileW        = 24
	tileLdw      = 32
	tileGroups   = 40
	tileRowScale = 48
	tileScale    = 56
	tileBias     = 64
	tileOffset   = 72
	tileY        = 80
	tileLdy      = 88

	productRows = 0
	productA    = 8
	productLda  = 16
	productB    = 24
	productLdb  = 32
	productK    = 40
	productY    = 48
	productLdy  = 56
)

// byRows emits body once for each number of rows, and the choice between them. The number is the argument's first field.
func byRows(w *writer, body func(rows int)) {
	labels := make([]string, maxRows+1)
	w.op("MOVQ (DI), AX")
	for rows := 1; rows < maxRows; rows++ {
		labels[rows] = w.label("rows")
		w.op("CMPQ AX, $%d", rows)
		w.op("JEQ %s", labels[rows])
	}
	body(maxRows)
	for rows := 1; rows < maxRows; rows++ {
		w.place(labels[rows])
		body(rows)
	}
}

// row is the address of a row: AX and R8 = AX + 3·BX point at rows 0 and 3, BX is a row's length in bytes.
func row(i int) string {
	return fmt.Sprintf("(%s)", []string{"AX", "R8"}[i/3]) + []string{"", "(BX*1)", "(BX*2)"}[i%3]
}

// pointRows loads AX, BX and R8.
func pointRows(w *writer, base, stride int) {
	w.op("MOVQ %d(DI), AX", base)
	w.op("MOVQ %d(DI), BX", stride)
	w.op("LEAQ (AX)(BX*2), R8")
	w.op("ADDQ BX, R8")
}

// loop emits body as often as the field at the given offset says, at least once.
func loop(w *writer, count int, body func()) {
	w.op("MOVQ %d(DI), DX", count)
	again := w.label("loop")
	w.place(again)
	body()
	w.op("DECQ DX")
	w.op("JNZ %s", again)
}

// tileAVX2 multiplies up to 6 rows of 16-bit activations by 8 columns. VPMADDWD makes two sums a column and group.
func tileAVX2(w *writer) {
	w.begin("tileAVX2", "tileArgs")
	w.op("MOVQ args+0(FP), DI")
	byRows(w, func(rows int) {
		pointRows(w, tileX, tileLdx)
		w.op("MOVQ %d(DI), CX", tileW)
		for i := range 2 * rows {
			w.op("VPXOR Y%d, Y%d, Y%d", i, i, i)
		}
		loop(w, tileGroups, func() {
			w.op("VPMOVSXBW (CX), Y12")
			w.op("VPMOVSXBW 16(CX), Y13")
			for i := range rows {
				w.op("VPBROADCASTQ %s, Y14", row(i))
				w.op("VPMADDWD Y12, Y14, Y15")
				w.op("VPADDD Y15, Y%d, Y%d", 2*i, 2*i)
				w.op("VPMADDWD Y13, Y14, Y14")
				w.op("VPADDD Y14, Y%d, Y%d", 2*i+1, 2*i+1)
			}
			w.op("ADDQ $64, CX")
			w.op("ADDQ $8, AX")
			w.op("ADDQ $8, R8")
		})
		for i := range rows {
			w.op("VPHADDD Y%d, Y%d, Y%d", 2*i+1, 2*i, i)
			w.op("VPERMQ $0xD8, Y%d, Y%d", i, i)
		}
		scaleAVX(w, "Y", rows, 1)
	})
}

// tileVNNI multiplies up to 6 rows of offset activations by 16 columns (AVX-VNNI) or 64 (AVX-512 VNNI). The sums start
// at what the offset adds to them, negated.
func tileVNNI(w *writer, name string, wide bool) {
	w.begin(name, "tileArgs")
	w.op("MOVQ args+0(FP), DI")
	kind, vectors := "Y", 2
	if wide {
		kind, vectors = "Z", 4
	}
	byRows(w, func(rows int) {
		weight := maxRows * vectors // the first register of weights; the activation's is after them
		w.op("MOVQ %d(DI), CX", tileOffset)
		for i := range rows * vectors {
			w.op("VMOVUPS %d(CX), %s%d", i%vectors*registerSize(kind), kind, i)
		}
		pointRows(w, tileX, tileLdx)
		w.op("MOVQ %d(DI), CX", tileW)
		w.op("MOVQ %d(DI), R9", tileLdw)
		w.op("LEAQ (CX)(R9*2), R10")
		w.op("ADDQ R9, R10")
		loop(w, tileGroups, func() {
			for v := range vectors {
				at := fmt.Sprintf("%d(CX)", 32*v)
				if wide {
					at = []string{"(CX)", "(CX)(R9*1)", "(CX)(R9*2)", "(R10)"}[v]
				}
				w.op("VMOVUPS %s, %s%d", at, kind, weight+v)
			}
			for i := range rows {
				w.op("VPBROADCASTD %s, %s%d", row(i), kind, weight+vectors)
				for v := range vectors {
					dotProduct(w, kind, weight+v, weight+vectors, i*vectors+v)
				}
			}
			w.op("ADDQ $64, CX")
			if wide {
				w.op("ADDQ $64, R10")
			}
			w.op("ADDQ $4, AX")
			w.op("ADDQ $4, R8")
		})
		scaleAVX(w, kind, rows, vectors)
	})
}

func registerSize(kind string) int { return map[string]int{"Y": 32, "Z": 64}[kind] }

// dotProduct adds to sum the products of unsigned and signed bytes, four a lane. Go's assembler knows the form of
// AVX-512 only; that of AVX-VNNI is written as its bytes.
func dotProduct(w *writer, kind string, signed, unsigned, sum int) {
	if kind == "Z" {
		w.op("VPDPBUSD Z%d, Z%d, Z%d", signed, unsigned, sum)
		return
	}
	inverted := func(r int) int { return ^r >> 3 & 1 }
	w.op("BYTE $0xC4; BYTE $%#02x; BYTE $%#02x; BYTE $0x50; BYTE $%#02x // VPDPBUSD Y%d, Y%d, Y%d (VEX)",
		inverted(sum)<<7|1<<6|inverted(signed)<<5|2, (^unsigned&15)<<3|1<<2|1, 0xC0|sum&7<<3|signed&7, signed, unsigned, sum)
}

// scaleAVX writes the sums of a tile: float32(sum)·row scale·column scale + bias.
func scaleAVX(w *writer, kind string, rows, vectors int) {
	scale := rows * vectors
	w.op("MOVQ %d(DI), AX", tileRowScale)
	w.op("MOVQ %d(DI), BX", tileScale)
	w.op("MOVQ %d(DI), CX", tileBias)
	w.op("MOVQ %d(DI), DX", tileY)
	for i := range rows {
		w.op("VBROADCASTSS %d(AX), %s%d", 4*i, kind, scale)
		for v := range vectors {
			sum, at := i*vectors+v, v*registerSize(kind)
			w.op("VCVTDQ2PS %s%d, %s%d", kind, sum, kind, sum)
			w.op("VMULPS %s%d, %s%d, %s%d", kind, scale, kind, sum, kind, sum)
			w.op("VMULPS %d(BX), %s%d, %s%d", at, kind, sum, kind, sum)
			w.op("VADDPS %d(CX), %s%d, %s%d", at, kind, sum, kind, sum)
			w.op("VMOVUPS %s%d, %d(DX)", kind, sum, at)
		}
		if i < rows-1 {
			w.op("ADDQ %d(DI), DX", tileLdy)
		}
	}
	w.op("VZEROUPPER")
	w.op("RET")
}

// productAVX multiplies up to 6 rows of floats by 16 columns; a sum is made term by term, without fused steps.
func productAVX(w *writer, name string, wide bool) {
	w.begin(name, "productArgs")
	w.op("MOVQ args+0(FP), DI")
	kind, vectors := "Y", 2
	if wide {
		kind, vectors = "Z", 1
	}
	byRows(w, func(rows int) {
		b := maxRows * vectors
		a, term := b+vectors, b+vectors+1
		for i := range rows * vectors {
			clear := "VXORPS"
			if wide {
				clear = "VPXORD"
			}
			w.op("%s %s%d, %s%d, %s%d", clear, kind, i, kind, i, kind, i)
		}
		pointRows(w, productA, productLda)
		w.op("MOVQ %d(DI), CX", productB)
		w.op("MOVQ %d(DI), R9", productLdb)
		loop(w, productK, func() {
			for v := range vectors {
				w.op("VMOVUPS %d(CX), %s%d", v*registerSize(kind), kind, b+v)
			}
			for i := range rows {
				w.op("VBROADCASTSS %s, %s%d", row(i), kind, a)
				for v := range vectors {
					sum := i*vectors + v
					w.op("VMULPS %s%d, %s%d, %s%d", kind, b+v, kind, a, kind, term)
					w.op("VADDPS %s%d, %s%d, %s%d", kind, term, kind, sum, kind, sum)
				}
			}
			w.op("ADDQ R9, CX")
			w.op("ADDQ $4, AX")
			w.op("ADDQ $4, R8")
		})
		w.op("MOVQ %d(DI), DX", productY)
		for i := range rows {
			for v := range vectors {
				w.op("VMOVUPS %s%d, %d(DX)", kind, i*vectors+v, v*registerSize(kind))
			}
			if i < rows-1 {
				w.op("ADDQ %d(DI), DX", productLdy)
			}
		}
		w.op("VZEROUPPER")
		w.op("RET")
	})
}
