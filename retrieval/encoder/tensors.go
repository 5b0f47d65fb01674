package encoder

import (
	"strings"

	"wence/retrieval/encoder/kernel"
)

// What a network is made of, read from a file by name.

func (f *file) embedding(name string, rows, width int) (e embedding, err error) {
	if e.rows, err = f.int8s(name, rows, width); err != nil {
		return e, err
	}
	e.scale, err = f.floats(name+".scale", rows)
	return e, err
}

func (f *file) norm(name string) (n kernel.Norm, err error) {
	n.Epsilon = float32(f.header.Epsilon)
	if n.Gain, err = f.floats(name+".gain", f.header.Hidden); err != nil {
		return n, err
	}
	n.Bias, err = f.floats(name+".bias", f.header.Hidden)
	return n, err
}

func (f *file) layer(k *kernel.Kernel, name string) (l layer, err error) {
	hidden, wide := f.header.Hidden, f.header.Intermediate
	qkv, err := f.matrix(k, name+"qkv", hidden, 3*hidden)
	if err != nil {
		return l, err
	}
	l.query, l.keyValue = qkv.Columns(0, hidden), qkv.Columns(hidden, 3*hidden)
	if l.out, err = f.matrix(k, name+"out", hidden, hidden); err != nil {
		return l, err
	}
	if l.up, err = f.matrix(k, name+"up", hidden, wide); err != nil {
		return l, err
	}
	if l.down, err = f.matrix(k, name+"down", wide, hidden); err != nil {
		return l, err
	}
	if l.norm1, err = f.norm(name + "norm1"); err != nil {
		return l, err
	}
	l.norm2, err = f.norm(name + "norm2")
	return l, err
}

func (f *file) matrix(k *kernel.Kernel, name string, in, out int) (*kernel.Matrix, error) {
	s := kernel.MatrixSource{In: in, Out: out}
	var err error
	if s.Weights, err = f.int8s(name, in, out); err != nil {
		return nil, err
	}
	if s.Scale, err = f.floats(name+".scale", out); err != nil {
		return nil, err
	}
	if s.Bias, err = f.floats(name+".bias", out); err != nil {
		return nil, err
	}
	if s.Smooth, err = f.floats(name+".smooth", in); err != nil {
		return nil, err
	}
	return k.NewMatrix(s)
}

// cutHead returns the name of a head out of that of its tensor.
func cutHead(tensor string) (string, bool) { return strings.CutPrefix(tensor, "head.") }
