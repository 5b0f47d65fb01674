package encoder

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"testing"

	"wence/retrieval/encoder/kernel"
)

func readJSON(t testing.TB, path string, to any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// tinyFile is a small network of chance weights; train/tiny.py makes it.
func tinyFile(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/tiny.bin")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func tiny(t testing.TB, opt Options) *Network {
	t.Helper()
	n, err := Load(tinyFile(t), opt)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func run(t testing.TB, n *Network, batch ...Input) []Hidden {
	t.Helper()
	hidden, err := n.Run(context.Background(), batch)
	if err != nil {
		t.Fatal(err)
	}
	return hidden
}

func cosine(a, b []float32) float64 {
	var dot, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		dot, aa, bb = dot+x*y, aa+x*x, bb+y*y
	}
	return dot / math.Sqrt(aa*bb)
}

// equal reports whether two rows have the same bits.
func equal(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) })
}

// inputs returns n inputs of chance tokens and lengths.
func inputs(net *Network, n int) []Input {
	rng := rand.New(rand.NewPCG(1, 2))
	batch := make([]Input, n)
	for i := range batch {
		length := 1 + rng.IntN(net.Positions())
		for range length {
			batch[i].Tokens = append(batch[i].Tokens, rng.Int32N(int32(net.vocab.size)))
			batch[i].Segments = append(batch[i].Segments, uint8(rng.IntN(2)))
		}
	}
	return batch
}

func eachKernel(t *testing.T, test func(t *testing.T, k *kernel.Kernel)) {
	for _, k := range kernel.All() {
		t.Run(k.Name(), func(t *testing.T) { test(t, k) })
	}
}

func TestHidden(t *testing.T) {
	var cases []struct {
		Tokens   []int32
		Segments []int
		Hidden   []float32
	}
	readJSON(t, "testdata/tiny.json", &cases)
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	eachKernel(t, func(t *testing.T, k *kernel.Kernel) {
		n := tiny(t, Options{Kernel: k})
		for _, c := range cases {
			in := Input{Tokens: c.Tokens}
			for _, s := range c.Segments {
				in.Segments = append(in.Segments, uint8(s))
			}
			hidden := run(t, n, in)[0]
			if hidden.Tokens() != len(c.Tokens) {
				t.Fatalf("%d tokens, want %d", hidden.Tokens(), len(c.Tokens))
			}
			for i := range hidden.Tokens() {
				if cos := cosine(hidden.Row(i), c.Hidden[i*n.Width():][:n.Width()]); !(cos > 0.9995) {
					t.Errorf("token %d of %d: cosine %v", i, len(c.Tokens), cos)
				}
			}
		}
	})
}

func TestKernelsAgree(t *testing.T) {
	portable := tiny(t, Options{Kernel: kernel.Portable()})
	batch := inputs(portable, 30)
	want := run(t, portable, batch...)
	eachKernel(t, func(t *testing.T, k *kernel.Kernel) {
		for i, hidden := range run(t, tiny(t, Options{Kernel: k}), batch...) {
			if !equal(hidden.Data, want[i].Data) {
				t.Errorf("input %d of %d tokens differs", i, hidden.Tokens())
			}
		}
	})
}

func TestAloneAsInABatch(t *testing.T) {
	eachKernel(t, func(t *testing.T, k *kernel.Kernel) {
		n := tiny(t, Options{Kernel: k, Workers: 3})
		batch := inputs(n, 40)
		together := run(t, n, batch...)
		first, err := n.First(context.Background(), batch)
		if err != nil {
			t.Fatal(err)
		}
		for i, in := range batch {
			alone := run(t, n, in)[0]
			if !equal(alone.Data, together[i].Data) {
				t.Errorf("input %d of %d tokens differs in a batch", i, alone.Tokens())
			}
			if !equal(alone.Row(0), first[i]) {
				t.Errorf("input %d of %d tokens: First differs", i, alone.Tokens())
			}
		}
	})
}

func TestConcurrentUse(t *testing.T) {
	n := tiny(t, Options{Workers: 2})
	batch := inputs(n, 20)
	want := run(t, n, batch...)
	var wait sync.WaitGroup
	for range 6 {
		wait.Go(func() {
			got, err := n.Run(context.Background(), batch)
			if err != nil {
				t.Error(err)
				return
			}
			for i := range got {
				if !equal(got[i].Data, want[i].Data) {
					t.Errorf("input %d differs", i)
				}
			}
		})
	}
	wait.Wait()
	if len(n.workers) != 2 {
		t.Errorf("%d workers at rest, want 2", len(n.workers))
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	n := tiny(t, Options{Workers: 1})
	if _, err := n.Run(ctx, inputs(n, 3)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	run(t, n, inputs(n, 1)...) // the worker came back
}

func TestInputThatDoesNotFit(t *testing.T) {
	n := tiny(t, Options{})
	long := make([]int32, n.Positions()+1)
	for name, in := range map[string]Input{
		"empty": {}, "long": {Tokens: long}, "unknown": {Tokens: []int32{int32(n.vocab.size)}}, "negative": {Tokens: []int32{-1}},
		"segments": {Tokens: []int32{2, 3}, Segments: []uint8{0}}, "segment": {Tokens: []int32{2}, Segments: []uint8{2}},
	} {
		if _, err := n.Run(context.Background(), []Input{in}); !errors.Is(err, ErrInput) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestSingleAndPair(t *testing.T) {
	n := tiny(t, Options{})
	few, many := n.Tokenize("教师"), make([]Token, 100)
	cls, sep := n.vocab.cls, n.vocab.sep
	for _, c := range []struct {
		name     string
		in       Input
		tokens   []int32 // the first
		length   int
		segments int // how many are 1
	}{
		{"single", n.Single(few), []int32{cls, few[0].ID, few[1].ID, sep}, 4, 0},
		{"single, too long", n.Single(many), []int32{cls}, n.Positions(), 0},
		{"pair", n.Pair(few, few), []int32{cls, few[0].ID, few[1].ID, sep, few[0].ID, few[1].ID, sep}, 7, 3},
		{"second too long", n.Pair(few, many), []int32{cls, few[0].ID, few[1].ID, sep}, n.Positions(), n.Positions() - 4},
		{"both too long", n.Pair(many, many), []int32{cls}, n.Positions(), 1},
		{"nothing", n.Pair(nil, nil), []int32{cls, sep, sep}, 3, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			ones := 0
			for _, s := range c.in.Segments {
				ones += int(s)
			}
			if len(c.in.Tokens) != c.length || !slices.Equal(c.in.Tokens[:len(c.tokens)], c.tokens) || ones != c.segments {
				t.Errorf("%d tokens %v, %d of segment 1", len(c.in.Tokens), c.in.Tokens, ones)
			}
			run(t, n, c.in)
		})
	}
}

func TestHead(t *testing.T) {
	n := tiny(t, Options{})
	h, ok := n.Head("score.w")
	if !ok || !slices.Equal(h.Shape, []int{64, 3}) || len(h.Data) != 192 {
		t.Errorf("head %v of %d", h.Shape, len(h.Data))
	}
	if _, ok := n.Head("none"); ok {
		t.Error("a head that is not there")
	}
}
