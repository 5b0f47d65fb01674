package main

// Registers of the tiles: sums in V0 to V23, four a row; then four of weights, one of the activation, and two more.
const (
	neonWeight = 24
	neonRow    = 28
	neonTerm   = 29
)

// neonRowPointer is the register that points at a row of activations.
func neonRowPointer(i int) int { return 8 + i }

// byRowsNEON is byRows for arm64.
func byRowsNEON(w *writer, body func(rows int)) {
	labels := make([]string, maxRows+1)
	w.op("MOVD (R0), R1")
	for rows := 1; rows < maxRows; rows++ {
		labels[rows] = w.label("rows")
		w.op("CMP $%d, R1", rows)
		w.op("BEQ %s", labels[rows])
	}
	body(maxRows)
	for rows := 1; rows < maxRows; rows++ {
		w.place(labels[rows])
		body(rows)
	}
}

// startNEON clears the sums and loads the pointers at rows, the address of the weights and the count.
func startNEON(w *writer, rows, base, stride, weights, count int) {
	for i := range 4 * rows {
		w.op("VEOR V%d.B16, V%d.B16, V%d.B16", i, i, i)
	}
	w.op("MOVD %d(R0), R8", base)
	w.op("MOVD %d(R0), R2", stride)
	for i := 1; i < rows; i++ {
		w.op("ADD R2, R%d, R%d", neonRowPointer(i-1), neonRowPointer(i))
	}
	w.op("MOVD %d(R0), R3", weights)
	w.op("MOVD %d(R0), R1", count)
}

func loopNEON(w *writer, body func()) {
	again := w.label("loop")
	w.place(again)
	body()
	w.op("SUBS $1, R1")
	w.op("BNE %s", again)
}

// tileNEON multiplies up to 6 rows of 8-bit activations by 16 columns, by SDOT or by SMULL. A product of SMULL takes 16
// bits; so does a sum of two.
func tileNEON(w *writer, name string, dot bool) {
	w.begin(name, "tileArgs")
	w.op("MOVD args+0(FP), R0")
	byRowsNEON(w, func(rows int) {
		startNEON(w, rows, tileX, tileLdx, tileW, tileGroups)
		loopNEON(w, func() {
			w.op("VLD1.P 64(R3), [V24.B16, V25.B16, V26.B16, V27.B16]")
			for i := range rows {
				w.op("VLD1R.P 4(R%d), [V%d.S4]", neonRowPointer(i), neonRow)
				for v := range 4 {
					groupNEON(w, dot, reg(4*i+v), reg(neonWeight+v))
				}
			}
		})
		scaleNEON(w, rows)
	})
}

// groupNEON adds the products of a group of four activations and four columns' weights.
func groupNEON(w *writer, dot bool, sum, weight reg) {
	if dot {
		w.word("SDOT", sdot, sum, weight, neonRow)
		return
	}
	low, high := reg(neonTerm), reg(neonTerm+1)
	w.word("SMULL", smull, low, weight, neonRow)
	w.word("SMULL2", smull2, high, weight, neonRow)
	w.word("ADDP", addp, low, low, high)
	w.word("SADALP", sadalp, sum, low, 0)
}

// scaleNEON is scaleAVX for arm64.
func scaleNEON(w *writer, rows int) {
	w.op("MOVD %d(R0), R1", tileRowScale)
	w.op("MOVD %d(R0), R2", tileScale)
	w.op("MOVD %d(R0), R3", tileBias)
	w.op("MOVD %d(R0), R4", tileY)
	w.op("MOVD %d(R0), R5", tileLdy)
	for i := range rows {
		w.op("VLD1R.P 4(R1), [V28.S4]")
		for v := range 4 {
			sum := reg(4*i + v)
			w.op("FMOVQ %d(R2), F29", 16*v)
			w.op("FMOVQ %d(R3), F30", 16*v)
			w.word("SCVTF", scvtf, sum, sum, 0)
			w.word("FMUL", fmul, sum, sum, neonRow)
			w.word("FMUL", fmul, sum, sum, 29)
			w.word("FADD", fadd, sum, sum, 30)
		}
		storeRowNEON(w, i)
	}
	w.op("RET")
}

// storeRowNEON writes the four sums of a row at R4 and moves on by R5.
func storeRowNEON(w *writer, i int) {
	w.op("VST1 [V%d.S4, V%d.S4, V%d.S4, V%d.S4], (R4)", 4*i, 4*i+1, 4*i+2, 4*i+3)
	w.op("ADD R5, R4")
}

// productNEON is productAVX for arm64.
func productNEON(w *writer) {
	w.begin("productNEON", "productArgs")
	w.op("MOVD args+0(FP), R0")
	byRowsNEON(w, func(rows int) {
		startNEON(w, rows, productA, productLda, productB, productK)
		w.op("MOVD %d(R0), R4", productLdb)
		loopNEON(w, func() {
			w.op("VLD1 (R3), [V24.S4, V25.S4, V26.S4, V27.S4]")
			w.op("ADD R4, R3")
			for i := range rows {
				w.op("VLD1R.P 4(R%d), [V%d.S4]", neonRowPointer(i), neonRow)
				for v := range 4 {
					sum := reg(4*i + v)
					w.word("FMUL", fmul, neonTerm, reg(neonWeight+v), neonRow)
					w.word("FADD", fadd, sum, sum, neonTerm)
				}
			}
		})
		w.op("MOVD %d(R0), R4", productY)
		w.op("MOVD %d(R0), R5", productLdy)
		for i := range rows {
			storeRowNEON(w, i)
		}
		w.op("RET")
	})
}
