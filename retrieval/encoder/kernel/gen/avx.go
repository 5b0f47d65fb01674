package main

import "fmt"

// avx is a machine of amd64: AVX2 with 8 lanes a register, or AVX-512F with 16.
type avx struct {
	*writer
	registers
	wide bool
}

func newAVX(w *writer, wide bool) *avx {
	m := &avx{writer: w, wide: wide, registers: newRegisters(16)}
	if wide {
		m.registers = newRegisters(32)
	}
	return m
}

var avxPointers = []string{ptrX: "SI", ptrY: "R8", ptrGain: "R9", ptrBias: "R10", ptrOut: "R11"}

func (m *avx) parts() int {
	if m.wide {
		return 1
	}
	return 2
}

// r names a register.
func (m *avx) r(x reg) string {
	if m.wide {
		return fmt.Sprintf("Z%d", x)
	}
	return fmt.Sprintf("Y%d", x)
}

func (m *avx) begin(name string) {
	m.writer.begin(name, "rowArgs")
	m.op("MOVQ args+0(FP), DI")
}

func (m *avx) end() {
	m.op("VZEROUPPER")
	m.op("RET")
}

func (m *avx) pass(pointers []pointer, body func()) {
	for _, p := range pointers {
		m.op("MOVQ %d(DI), %s", 8*p, avxPointers[p])
	}
	m.op("MOVQ %d(DI), CX", fieldBlocks)
	again := m.label("pass")
	m.place(again)
	body()
	for _, p := range pointers {
		if p != ptrOut {
			m.op("ADDQ $64, %s", avxPointers[p])
		}
	}
	m.op("DECQ CX")
	m.op("JNZ %s", again)
}

func (m *avx) load(dst reg, from pointer, part int) {
	m.op("VMOVUPS %d(%s), %s", 32*part, avxPointers[from], m.r(dst))
}

func (m *avx) store(src reg, to pointer, part int) {
	m.op("VMOVUPS %s, %d(%s)", m.r(src), 32*part, avxPointers[to])
}

func (m *avx) constant(dst reg, bits uint32) {
	m.op("VMOVUPS constants<>+%d(SB), %s", m.writer.constant(bits), m.r(dst))
}

func (m *avx) field(dst reg, f field) { m.op("VBROADCASTSS %d(DI), %s", f, m.r(dst)) }

func (m *avx) setField(f field, src reg) { m.op("VMOVSS X%d, %d(DI)", src, f) }

func (m *avx) three(name string, dst, a, b reg) {
	m.op("%s %s, %s, %s", name, m.r(b), m.r(a), m.r(dst))
}

func (m *avx) add(dst, a, b reg)    { m.three("VADDPS", dst, a, b) }
func (m *avx) sub(dst, a, b reg)    { m.three("VSUBPS", dst, a, b) }
func (m *avx) mul(dst, a, b reg)    { m.three("VMULPS", dst, a, b) }
func (m *avx) div(dst, a, b reg)    { m.three("VDIVPS", dst, a, b) }
func (m *avx) max(dst, a, b reg)    { m.three("VMAXPS", dst, a, b) }
func (m *avx) addInt(dst, a, b reg) { m.three("VPADDD", dst, a, b) }
func (m *avx) subInt(dst, a, b reg) { m.three("VPSUBD", dst, a, b) }
func (m *avx) sqrt(dst, a reg)      { m.op("VSQRTPS %s, %s", m.r(a), m.r(dst)) }
func (m *avx) shift23(dst, a reg)   { m.op("VPSLLD $23, %s, %s", m.r(a), m.r(dst)) }

func (m *avx) abs(dst, a reg) {
	mask := m.take()
	m.constant(mask, 0x7fffffff)
	name := "VPAND"
	if m.wide {
		name = "VPANDD"
	}
	m.three(name, dst, a, mask)
	m.free(mask)
}

// fold joins whole registers at every step: what then stands above the lanes that count does no harm.
func (m *avx) fold(dst reg, join func(dst, a, b reg), parts []reg) {
	low, high := parts[0], m.take()
	if m.wide {
		m.op("VEXTRACTF64X4 $1, Z%d, Y%d", low, high)
		join(low, low, high)
	} else {
		join(low, low, parts[1])
	}
	m.op("VEXTRACTF128 $1, Y%d, X%d", low, high)
	join(low, low, high)
	m.op("VMOVHLPS X%d, X%d, X%d", low, low, high)
	join(low, low, high)
	m.op("VMOVSHDUP X%d, X%d", low, high)
	join(low, low, high)
	m.op("VBROADCASTSS X%d, %s", low, m.r(dst))
	m.free(high)
}

// pack stores 16 integers and moves the pointer on.
func (m *avx) pack(to layout, parts []reg) {
	out := avxPointers[ptrOut]
	switch {
	case m.wide: // offset8: the low bytes
		m.op("VPMOVDB Z%d, (%s)", parts[0], out)
	case to == wide16:
		m.packWords(parts)
		m.op("VMOVDQU Y%d, (%s)", parts[0], out)
	default:
		m.packWords(parts)
		m.op("VEXTRACTI128 $1, Y%d, X%d", parts[0], parts[1])
		m.op("VPACKUSWB X%d, X%d, X%d", parts[1], parts[0], parts[0])
		m.op("VMOVDQU X%d, (%s)", parts[0], out)
	}
	m.op("ADDQ $%d, %s", to.size(), out)
}

// packWords makes two registers of integers one of 16-bit integers, in the first.
func (m *avx) packWords(parts []reg) {
	m.op("VPACKSSDW Y%d, Y%d, Y%d", parts[1], parts[0], parts[0])
	m.op("VPERMQ $0xD8, Y%d, Y%d", parts[0], parts[0])
}
