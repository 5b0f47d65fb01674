package main

import "math"

// A reg is a vector register of a machine.
type reg int

// A machine emits the instructions of one instruction set, for row programs. A program sees its row in blocks of 16
// numbers; parts registers hold one block. Its argument is a *rowArgs.
type machine interface {
	begin(name string)
	end()
	// pass emits body once a block, with the named pointers at the block.
	pass(pointers []pointer, body func())

	parts() int
	take() reg // a free register
	free(...reg)

	load(dst reg, from pointer, part int)
	store(src reg, to pointer, part int)
	constant(dst reg, bits uint32)
	field(dst reg, f field)    // a number of the argument, in all lanes
	setField(f field, src reg) // lane 0

	add(dst, a, b reg)
	sub(dst, a, b reg)
	mul(dst, a, b reg)
	div(dst, a, b reg)
	max(dst, a, b reg)
	abs(dst, a reg)
	sqrt(dst, a reg)
	addInt(dst, a, b reg)
	subInt(dst, a, b reg)
	shift23(dst, a reg) // left

	// fold makes lane i of all parts one number in all lanes of dst: i and i+8, then i and i+4, i+2, i+1 are joined.
	fold(dst reg, join func(dst, a, b reg), parts []reg)
	// pack stores the low bytes of a block of integers as f says.
	pack(f layout, parts []reg)
}

// A pointer is one of the pointers in rowArgs.
type pointer int

const (
	ptrX pointer = iota
	ptrY
	ptrGain
	ptrBias
	ptrOut
)

// A field is one of the numbers in rowArgs, by its offset.
type field int

const (
	fieldBlocks field = 40
	fieldP      field = 48
	fieldQ      field = 52
	fieldResult field = 56
)

// A layout says how quantised activations are stored.
type layout int

const (
	signed8 layout = iota // int8
	offset8               // uint8, 128 more
	wide16                // int16
)

// size is the bytes of a block of 16.
func (l layout) size() int {
	if l == wide16 {
		return 32
	}
	return 16
}

// registers hands out a machine's registers.
type registers struct{ left []reg }

func newRegisters(n int) registers {
	var r registers
	for i := n - 1; i >= 0; i-- {
		r.left = append(r.left, reg(i))
	}
	return r
}

func (r *registers) take() reg {
	last := r.left[len(r.left)-1]
	r.left = r.left[:len(r.left)-1]
	return last
}

func (r *registers) free(regs ...reg) { r.left = append(r.left, regs...) }

func bits(x float64) uint32 { return math.Float32bits(float32(x)) }
