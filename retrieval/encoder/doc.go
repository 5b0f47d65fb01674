// Package encoder runs a small BERT in pure Go, and holds the built-in embedder made of it.
//
//	text --Tokenize--> tokens --Input--> Run --> a hidden vector a token --heads--> scores     reads two texts together
//	text ------------------- Embedder ---------> the first token's, of length 1                compares texts apart
//
// One weights file is one network with its vocabulary and, for a reader, its heads. Matrices are 8-bit; activations are
// made 8-bit token by token, so a text's vectors do not depend on what is run beside it. Package kernel does the
// arithmetic, with the same bits on every machine. The weights' README says where they come from; train/ makes them.
package encoder
