package kernel

import "golang.org/x/sys/cpu"

// native returns the kernels in assembly that this machine can run, the fastest first.
func native() []*Kernel {
	var all []*Kernel
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		all = append(all, &Kernel{
			name: "avx512vnni", layout: offset8, columns: 64, tile: tileAVX512, product: productAVX512,
			quantize: quantizeAVX512, gelu: geluAVX512, softmax: softmaxAVX512, addNorm: addNormAVX512,
		})
	}
	if !cpu.X86.HasAVX2 {
		return all
	}
	avx2 := Kernel{
		name: "avx2", layout: wide16, columns: 8, tile: tileAVX2, product: productAVX2,
		quantize: quantizeAVX2, gelu: geluAVX2, softmax: softmaxAVX2, addNorm: addNormAVX2,
	}
	if cpu.X86.HasAVXVNNI {
		vnni := avx2
		vnni.name, vnni.layout, vnni.columns, vnni.tile, vnni.quantize = "avxvnni", offset8, 16, tileAVXVNNI, quantizeAVXVNNI
		all = append(all, &vnni)
	}
	return append(all, &avx2)
}
