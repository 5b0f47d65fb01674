package main

import "fmt"

// neon is the machine of arm64. Go's assembler has no name for most arithmetic on vectors of floats; those
// instructions are written as the words that they are.
type neon struct {
	*writer
	registers
}

func newNEON(w *writer) *neon { return &neon{writer: w, registers: newRegisters(32)} }

var neonPointers = []string{ptrX: "R2", ptrY: "R3", ptrGain: "R4", ptrBias: "R5", ptrOut: "R6"}

// Instructions on four 32-bit lanes, without their registers.
const (
	fadd   = 0x4E20D400
	fsub   = 0x4EA0D400
	fmul   = 0x6E20DC00
	fdiv   = 0x6E20FC00
	fmax   = 0x4E20F400
	fabs   = 0x4EA0F800
	fsqrt  = 0x6EA1F800
	scvtf  = 0x4E21D800
	sdot   = 0x4E809400 // 16 bytes by 16 bytes, sums of four
	smull  = 0x0E20C000 // the lower 8 bytes by 8 bytes
	smull2 = 0x4E20C000 // the upper
	addp   = 0x4E60BC00 // sums of neighbours, 16 bits
	sadalp = 0x4E606800 // adds sums of neighbours, 16 bits, to 32 bits
)

// word writes an instruction of three registers, or of two with m = 0.
func (w *writer) word(name string, code uint32, d, n, m reg) {
	w.op("WORD $%#08x // %s V%d, V%d, V%d", code|uint32(m)<<16|uint32(n)<<5|uint32(d), name, d, n, m)
}

func (m *neon) parts() int { return 4 }

func (m *neon) begin(name string) {
	m.writer.begin(name, "rowArgs")
	m.op("MOVD args+0(FP), R0")
	m.op("MOVD $constants<>(SB), R7")
}

func (m *neon) end() { m.op("RET") }

func (m *neon) pass(pointers []pointer, body func()) {
	for _, p := range pointers {
		m.op("MOVD %d(R0), %s", 8*p, neonPointers[p])
	}
	m.op("MOVD %d(R0), R1", fieldBlocks)
	again := m.label("pass")
	m.place(again)
	body()
	for _, p := range pointers {
		if p != ptrOut {
			m.op("ADD $64, %s", neonPointers[p])
		}
	}
	m.op("SUBS $1, R1")
	m.op("BNE %s", again)
}

func (m *neon) load(dst reg, from pointer, part int) {
	m.op("FMOVQ %d(%s), F%d", 16*part, neonPointers[from], dst)
}

func (m *neon) store(src reg, to pointer, part int) {
	m.op("FMOVQ F%d, %d(%s)", src, 16*part, neonPointers[to])
}

func (m *neon) constant(dst reg, bits uint32) {
	m.op("FMOVQ %d(R7), F%d", m.writer.constant(bits), dst)
}

func (m *neon) field(dst reg, f field) {
	m.op("FMOVS %d(R0), F%d", f, dst)
	m.op("VDUP V%d.S[0], V%d.S4", dst, dst)
}

func (m *neon) setField(f field, src reg) { m.op("FMOVS F%d, %d(R0)", src, f) }

func (m *neon) add(dst, a, b reg)    { m.word("FADD", fadd, dst, a, b) }
func (m *neon) sub(dst, a, b reg)    { m.word("FSUB", fsub, dst, a, b) }
func (m *neon) mul(dst, a, b reg)    { m.word("FMUL", fmul, dst, a, b) }
func (m *neon) div(dst, a, b reg)    { m.word("FDIV", fdiv, dst, a, b) }
func (m *neon) max(dst, a, b reg)    { m.word("FMAX", fmax, dst, a, b) }
func (m *neon) abs(dst, a reg)       { m.word("FABS", fabs, dst, a, 0) }
func (m *neon) sqrt(dst, a reg)      { m.word("FSQRT", fsqrt, dst, a, 0) }
func (m *neon) addInt(dst, a, b reg) { m.op("VADD V%d.S4, V%d.S4, V%d.S4", b, a, dst) }
func (m *neon) subInt(dst, a, b reg) { m.op("VSUB V%d.S4, V%d.S4, V%d.S4", b, a, dst) }
func (m *neon) shift23(dst, a reg)   { m.op("VSHL $23, V%d.S4, V%d.S4", a, dst) }

func (m *neon) fold(dst reg, join func(dst, a, b reg), parts []reg) {
	other := m.take()
	join(parts[0], parts[0], parts[2])
	join(parts[1], parts[1], parts[3])
	join(dst, parts[0], parts[1])
	for _, bytes := range []int{8, 4} {
		m.op("VEXT $%d, V%d.B16, V%d.B16, V%d.B16", bytes, dst, dst, other)
		join(dst, dst, other)
	}
	m.op("VDUP V%d.S[0], V%d.S4", dst, dst)
	m.free(other)
}

// pack stores 16 integers, signed8, and moves the pointer on.
func (m *neon) pack(_ layout, parts []reg) {
	narrow := func(lanes string, dst, low, high reg) {
		m.op("VUZP1 %s, %s, %s", lane(high, lanes), lane(low, lanes), lane(dst, lanes))
	}
	narrow("H8", parts[0], parts[0], parts[1])
	narrow("H8", parts[2], parts[2], parts[3])
	narrow("B16", parts[0], parts[0], parts[2])
	m.op("VST1.P [V%d.B16], 16(%s)", parts[0], neonPointers[ptrOut])
}

func lane(r reg, lanes string) string { return fmt.Sprintf("V%d.%s", r, lanes) }
