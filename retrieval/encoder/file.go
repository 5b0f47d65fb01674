package encoder

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unsafe"
)

// ErrDamaged is the error for bytes that are no whole weights file.
var ErrDamaged = errors.New("weights file is damaged")

// The weights file, little endian:
//
//	8 bytes    magic
//	32 bytes   SHA-256 of all that follows
//	uint32     length of the header
//	header     JSON, filled with spaces so that the file so far is a multiple of 64 bytes
//	tensors    each at its offset from here, a multiple of 64
//
// Tensors are float32 or int8, row by row. Matrices of products (N.qkv, N.out, N.up, N.down) are int8 in the order of
// kernel.MatrixSource; beside them stand .scale and .bias of each column and .smooth of each row. Embeddings are int8
// with a .scale for each row. The other names are those that network.go asks for.
const (
	magic     = "WENCENN1"
	preamble  = len(magic) + sha256.Size + 4
	maxSize   = 1 << 12 // of any width: more is damage
	maxLayers = 64

	minPositions = 8 // room for the tokens that mark the ends of a text
)

// A header is what a weights file says of itself.
type header struct {
	Name         string   `json:"name"`
	Layers       int      `json:"layers"`
	Hidden       int      `json:"hidden"`
	Heads        int      `json:"heads"`
	Intermediate int      `json:"intermediate"`
	Positions    int      `json:"positions"` // the longest input, in tokens
	Epsilon      float64  `json:"epsilon"`   // of the layer norms
	QueryPrefix  string   `json:"query_prefix"`
	Vocabulary   []string `json:"vocabulary"`
	Tensors      []entry  `json:"tensors"`
}

// An entry says where a tensor is.
type entry struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
}

// A file is a weights file whose checksum is right.
type file struct {
	header  header
	hash    string // the first half of a SHA-256 in hex
	tensors map[string]entry
	data    []byte
}

// readFile checks data and reads its header. The file keeps data.
func readFile(data []byte) (*file, error) {
	if len(data) < preamble || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: it does not begin as one", ErrDamaged)
	}
	rest := data[preamble-4:]
	sum := sha256.Sum256(rest)
	if !bytes.Equal(sum[:], data[len(magic):preamble-4]) {
		return nil, fmt.Errorf("%w: its checksum is wrong", ErrDamaged)
	}
	length := int(binary.LittleEndian.Uint32(rest))
	if rest = rest[4:]; length > len(rest) {
		return nil, fmt.Errorf("%w: it ends within its header", ErrDamaged)
	}
	f := &file{hash: hex.EncodeToString(sum[:sha256.Size/2]), data: rest[length:], tensors: map[string]entry{}}
	if err := json.Unmarshal(rest[:length], &f.header); err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrDamaged, err)
	}
	for _, e := range f.header.Tensors {
		f.tensors[e.Name] = e
	}
	return f, f.header.check()
}

// check reports sizes that no network has.
func (h header) check() error {
	for _, v := range []struct {
		name            string
		value, multiple int
	}{{"hidden", h.Hidden, 64}, {"intermediate", h.Intermediate, 64}, {"heads", h.Heads, 1}, {"positions", h.Positions, 1}} {
		if v.value <= 0 || v.value > maxSize || v.value%v.multiple != 0 {
			return fmt.Errorf("%w: %s is %d", ErrDamaged, v.name, v.value)
		}
	}
	if h.Positions < minPositions {
		return fmt.Errorf("%w: only %d positions", ErrDamaged, h.Positions)
	}
	if h.Layers <= 0 || h.Layers > maxLayers || h.Hidden%h.Heads != 0 || h.Hidden/h.Heads%16 != 0 {
		return fmt.Errorf("%w: %d layers, %d heads", ErrDamaged, h.Layers, h.Heads)
	}
	if !(h.Epsilon > 0 && h.Epsilon < 1) {
		return fmt.Errorf("%w: epsilon is %v", ErrDamaged, h.Epsilon)
	}
	return nil
}

// bytes returns a tensor's bytes, held to its type and, where given, its shape.
func (f *file) bytes(name, kind string, shape ...int) ([]byte, error) {
	e, ok := f.tensors[name]
	if !ok || e.Type != kind || shape != nil && !equalShape(e.Shape, shape) {
		return nil, fmt.Errorf("%w: tensor %s is not %s %v", ErrDamaged, name, kind, shape)
	}
	size := map[string]int{"int8": 1, "float32": 4}[kind]
	for _, n := range e.Shape {
		if n <= 0 || n > len(f.data) || size > len(f.data)/n {
			return nil, fmt.Errorf("%w: tensor %s has the shape %v", ErrDamaged, name, e.Shape)
		}
		size *= n
	}
	if e.Offset < 0 || e.Offset > len(f.data)-size {
		return nil, fmt.Errorf("%w: tensor %s lies outside", ErrDamaged, name)
	}
	return f.data[e.Offset : e.Offset+size], nil
}

func equalShape(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// int8s returns a tensor without copying it.
func (f *file) int8s(name string, shape ...int) ([]int8, error) {
	data, err := f.bytes(name, "int8", shape...)
	if err != nil {
		return nil, err
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&data[0])), len(data)), nil
}

// floats returns a copy of a tensor. Each number is finite.
func (f *file) floats(name string, shape ...int) ([]float32, error) {
	data, err := f.bytes(name, "float32", shape...)
	if err != nil {
		return nil, err
	}
	numbers := make([]float32, len(data)/4)
	for i := range numbers {
		numbers[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		if v := float64(numbers[i]); math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("%w: tensor %s holds %v", ErrDamaged, name, v)
		}
	}
	return numbers, nil
}
