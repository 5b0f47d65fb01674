// Package kernel holds the arithmetic of a BERT: products with 8-bit matrices, products of floats for attention, and
// what is done to rows between them.
//
// It is written in plain Go, and in assembly for AVX2, AVX-VNNI and AVX-512 VNNI on amd64 and for NEON on arm64, with
// and without the dot product. Best returns the fastest that the machine can run. All give the same bits:
//
//   - sums of 8-bit products are integers, so exact;
//   - sums of floats are made in one order, fixed here: 16 lanes that are folded in halves, or term by term;
//   - there are no fused multiply-adds, whose result differs in the last bit;
//   - e^x and erfc are series of additions and multiplications, not a library's.
//
// A row's result does not depend on the rows beside it.
package kernel

//go:generate go run ./gen
