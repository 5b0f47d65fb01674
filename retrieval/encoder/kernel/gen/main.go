// Gen writes the assembly of package kernel: asm_amd64.s and asm_arm64.s, and their declarations in Go. Run it by
// `go generate ./retrieval/encoder/kernel`.
//
// The row programs (GELU, softmax, layer norm, quantisation) are written once, in rows.go, for a machine of 16 lanes,
// and emitted for each instruction set; so all do the same operations in the same order and give the same bits. The
// tiles of the matrix products are written for each set by itself.
package main

import (
	"go/format"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	for _, arch := range []struct {
		name string
		make func(*writer)
	}{{"amd64", amd64}, {"arm64", arm64}} {
		w := newWriter(arch.name)
		arch.make(w)
		w.writePool()
		if err := save("asm_"+arch.name, w); err != nil {
			log.Fatalf("gen: %v", err)
		}
	}
}

func save(name string, w *writer) error {
	if err := os.WriteFile(name+".s", w.code.Bytes(), 0o644); err != nil {
		return err
	}
	source, err := format.Source(w.decls.Bytes())
	if err != nil {
		return err
	}
	return os.WriteFile(name+".go", source, 0o644)
}

func amd64(w *writer) {
	narrow, wide := newAVX(w, false), newAVX(w, true)
	emitRows(narrow, "AVX2")
	quantize(narrow, "quantizeAVX2", wide16)
	quantize(narrow, "quantizeAVXVNNI", offset8)
	emitRows(wide, "AVX512")
	quantize(wide, "quantizeAVX512", offset8)
	tileAVX2(w)
	tileVNNI(w, "tileAVXVNNI", false)
	tileVNNI(w, "tileAVX512", true)
	productAVX(w, "productAVX2", false)
	productAVX(w, "productAVX512", true)
}

func arm64(w *writer) {
	m := newNEON(w)
	emitRows(m, "NEON")
	quantize(m, "quantizeNEON", signed8)
	tileNEON(w, "tileNEON", false)
	tileNEON(w, "tileDotProd", true)
	productNEON(w)
}

// emitRows emits the row programs that do not depend on how activations are stored.
func emitRows(m machine, suffix string) {
	gelu(m, "gelu"+suffix)
	softmax(m, "softmax"+suffix)
	addNorm(m, "addNorm"+suffix)
}
