package kernel

import "golang.org/x/sys/cpu"

// native returns the kernels in assembly that this machine can run, the fastest first.
func native() []*Kernel {
	neon := Kernel{
		name: "neon", layout: signed8, columns: 16, tile: tileNEON, product: productNEON,
		quantize: quantizeNEON, gelu: geluNEON, softmax: softmaxNEON, addNorm: addNormNEON,
	}
	if !cpu.ARM64.HasASIMDDP {
		return []*Kernel{&neon}
	}
	dot := neon
	dot.name, dot.tile = "dotprod", tileDotProd
	return []*Kernel{&dot, &neon}
}
