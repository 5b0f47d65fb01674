package encoder

import (
	"context"

	"wence/retrieval/encoder/kernel"
)

// tileRows is how many rows go through a feed-forward layer at a time, and how many queries attend at a time: few enough
// to stay in a core's cache, and a multiple of the kernels' six.
const tileRows = 48

// wanted says which rows of an input are wanted in the end.
type wanted bool

const (
	allTokens  wanted = false
	firstToken wanted = true
)

// A sequence is the rows of one input among those of its group.
type sequence struct{ start, length int }

// A workspace is the memory of one worker. It is used by one goroutine at a time.
type workspace struct {
	net       *Network
	sequences []sequence
	rows      int

	x, y     []float32 // a row a token: what goes from layer to layer, and what is added to it
	queries  []float32 // a row a query
	keyValue []float32 // a row a token: keys of all heads, then values
	context  []float32 // a row a query: what it attended to
	keys     []float32 // of one head, a column a token
	scores   []float32 // of one head, a row a query of a tile
	wide     []float32 // a tile of the feed-forward layer
	in       *kernel.Rows
	inWide   *kernel.Rows
}

func newWorkspace(n *Network) *workspace {
	h := n.header
	rows := max(groupTokens, h.Positions)
	longest := padded(h.Positions)
	return &workspace{
		net: n,
		x:   make([]float32, rows*h.Hidden), y: make([]float32, rows*h.Hidden),
		queries: make([]float32, rows*h.Hidden), keyValue: make([]float32, rows*2*h.Hidden), context: make([]float32, rows*h.Hidden),
		keys: make([]float32, h.Hidden/h.Heads*longest), scores: make([]float32, tileRows*longest),
		wide: make([]float32, tileRows*h.Intermediate),
		in:   n.kernel.NewRows(rows, h.Hidden), inWide: n.kernel.NewRows(tileRows, h.Intermediate),
	}
}

// run makes the hidden vectors of the inputs and gives them to yield.
func (w *workspace) run(ctx context.Context, inputs []Input, want wanted, yield func(i int, rows []float32)) error {
	w.embed(inputs)
	for i := range w.net.layers {
		if err := ctx.Err(); err != nil {
			return err
		}
		w.layer(&w.net.layers[i], want && i == len(w.net.layers)-1)
	}
	for i, s := range w.sequences {
		yield(i, w.x[s.start*w.net.header.Hidden:][:s.length*w.net.header.Hidden])
	}
	return nil
}

// embed makes the rows that the first layer reads.
func (w *workspace) embed(inputs []Input) {
	n, width := w.net, w.net.header.Hidden
	w.sequences, w.rows = w.sequences[:0], 0
	for _, in := range inputs {
		w.sequences = append(w.sequences, sequence{w.rows, len(in.Tokens)})
		for i, id := range in.Tokens {
			x, y := w.x[w.rows*width:][:width], w.y[w.rows*width:][:width]
			clear(x)
			n.word.add(x, int(id))
			copy(y, n.segment[in.segment(i)*width:])
			n.position.add(y, i)
			w.rows++
		}
	}
	w.addNorm(n.norm)
}
