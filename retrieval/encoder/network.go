package encoder

import (
	"cmp"
	"fmt"
	"math"
	"runtime"

	"wence/retrieval/encoder/kernel"
)

// Options tune a Network. The zero value is right but for tests.
type Options struct {
	Workers int            // texts that are run side by side, each in about 7 MB. Defaults to GOMAXPROCS
	Kernel  *kernel.Kernel // Defaults to kernel.Best
}

// A Network is a BERT with its vocabulary and heads. It is immutable and safe for concurrent use: further callers wait
// until one of its workers is free.
type Network struct {
	header header
	hash   string
	vocab  *vocabulary
	kernel *kernel.Kernel

	word, position embedding
	segment        []float32 // two rows
	norm           kernel.Norm
	layers         []layer
	heads          map[string]Head

	workers chan *workspace // those at rest; nil for one that was not made yet
}

// A layer is one step of the encoder.
type layer struct {
	query, keyValue, out, up, down *kernel.Matrix
	norm1, norm2                   kernel.Norm
}

// An embedding is a table of vectors, 8-bit with a scale a row.
type embedding struct {
	rows  []int8
	scale []float32
}

// add adds row i to x.
func (e embedding) add(x []float32, i int) {
	row := e.rows[i*len(x):][:len(x)]
	for j := range x {
		x[j] += float32(float32(row[j]) * e.scale[i])
	}
}

// A Head is what a network holds beside the encoder, by the name that training gave it.
type Head struct {
	Shape []int
	Data  []float32 // row by row; not to be changed
}

// Load reads a weights file. The network keeps data, which must not be changed. Bytes that are no whole weights file
// give ErrDamaged.
func Load(data []byte, opt Options) (*Network, error) {
	f, err := readFile(data)
	if err != nil {
		return nil, err
	}
	n := &Network{header: f.header, hash: f.hash, kernel: opt.Kernel, heads: map[string]Head{}}
	if n.kernel == nil {
		n.kernel = kernel.Best()
	}
	if n.vocab, err = newVocabulary(f.header.Vocabulary); err != nil {
		return nil, err
	}
	if err := n.read(f); err != nil {
		return nil, err
	}
	n.workers = make(chan *workspace, cmp.Or(opt.Workers, runtime.GOMAXPROCS(0)))
	for range cap(n.workers) {
		n.workers <- nil
	}
	return n, nil
}

// read takes the tensors out of f.
func (n *Network) read(f *file) (err error) {
	h := f.header
	if n.word, err = f.embedding("word", len(h.Vocabulary), h.Hidden); err != nil {
		return err
	}
	if n.position, err = f.embedding("position", h.Positions, h.Hidden); err != nil {
		return err
	}
	if n.segment, err = f.floats("segment", 2, h.Hidden); err != nil {
		return err
	}
	if n.norm, err = f.norm("norm"); err != nil {
		return err
	}
	n.layers = make([]layer, h.Layers)
	for i := range n.layers {
		if n.layers[i], err = f.layer(n.kernel, fmt.Sprintf("%d.", i)); err != nil {
			return err
		}
	}
	return n.readHeads(f)
}

func (n *Network) readHeads(f *file) error {
	for _, e := range f.header.Tensors {
		if name, ok := cutHead(e.Name); ok {
			data, err := f.floats(e.Name)
			if err != nil {
				return err
			}
			n.heads[name] = Head{Shape: e.Shape, Data: data}
		}
	}
	return nil
}

// Name names the network by its name and what is in it: "wence-zh-512-1a2b3c4d". Vectors are stored under it.
func (n *Network) Name() string { return n.header.Name + "-" + n.hash[:8] }

// Kernel names the arithmetic in use.
func (n *Network) Kernel() string { return n.kernel.Name() }

// Width returns the length of hidden vectors.
func (n *Network) Width() int { return n.header.Hidden }

// Positions returns the longest input, in tokens.
func (n *Network) Positions() int { return n.header.Positions }

// Head returns a head by its name.
func (n *Network) Head(name string) (Head, bool) {
	h, ok := n.heads[name]
	return h, ok
}

// Tokenize cuts text into tokens, without those that mark its ends. A token is 24 bytes, so a text of megabytes takes
// ten times its size; Begin is for one of which no more than an input is wanted.
func (n *Network) Tokenize(text string) []Token { return n.vocab.tokenize(text, math.MaxInt) }

// Begin is the first tokens of a text, no more than fill an input.
func (n *Network) Begin(text string) []Token { return n.vocab.tokenize(text, n.header.Positions) }
