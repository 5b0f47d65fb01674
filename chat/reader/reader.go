// Package reader reads a question and a passage together, and says which sentence answers and whether any does. It is a
// cross-encoder: a small BERT with heads on it, run by package encoder. train/ makes its weights, and train/README.md says
// from what.
//
//	question, passages --Read--> for each sentence the log-odds that it answers
package reader

import (
	"context"
	"fmt"
	"math"

	"wence/retrieval/encoder"
)

// A Reader reads. It is safe for concurrent use.
type Reader struct {
	net *encoder.Network

	// Heads. A sentence is the mean of its tokens' vectors, weighted by pool; its log-odds are by sentence. The first
	// token's vector tells by none that no sentence answers.
	pool           []float32
	sentence, none scorer
}

// A scorer is a linear function of a vector.
type scorer struct {
	weight []float32
	bias   float32
}

func (s scorer) of(x []float32) float64 { return float64(dot(s.weight, x) + s.bias) }

// New makes a reader of a network that was trained to be one.
func New(net *encoder.Network) (*Reader, error) {
	r := &Reader{net: net}
	pool, ok := net.Head("pool")
	if !ok || len(pool.Data) != net.Width() {
		return nil, fmt.Errorf("reader: network %s has no head %q", net.Name(), "pool")
	}
	r.pool = pool.Data
	for name, to := range map[string]*scorer{"s": &r.sentence, "n": &r.none} {
		weight, ok1 := net.Head(name + "w")
		bias, ok2 := net.Head(name + "b")
		if !ok1 || !ok2 || len(weight.Data) != net.Width() || len(bias.Data) != 1 {
			return nil, fmt.Errorf("reader: network %s has no head %q", net.Name(), name)
		}
		*to = scorer{weight.Data, bias.Data[0]}
	}
	return r, nil
}

// Name names the weights.
func (r *Reader) Name() string { return r.net.Name() }

// A Passage is what is read of a passage.
type Passage struct {
	Title     string   // of its notice
	Heading   string   // the innermost over it, "" = none
	Sentences []string // in order; a table's row in words is one
}

// Unread is the score of a sentence that did not fit into what is read at a time.
const Unread = -99

// Read gives, for each passage, the score of each of its sentences: the log-odds that it answers, against that nothing
// in the passage does. The errors are those of ctx.
func (r *Reader) Read(ctx context.Context, question string, passages []Passage) ([][]float64, error) {
	asked := r.question(question)
	var windows []window
	scores := make([][]float64, len(passages))
	for i, p := range passages {
		scores[i] = make([]float64, len(p.Sentences))
		for j := range scores[i] {
			scores[i][j] = Unread
		}
		windows = append(windows, r.windows(asked, i, p)...)
	}
	hidden, err := r.run(ctx, asked, windows)
	if err != nil {
		return nil, fmt.Errorf("read passages: %w", err)
	}
	for i, w := range windows {
		none := r.none.of(hidden[i].Row(0))
		for _, s := range w.sentences {
			scores[w.passage][s.index] = r.sentence.of(r.pooled(hidden[i], 2+len(asked)+s.from, 2+len(asked)+s.to)) - none
		}
	}
	return scores, nil
}

// run runs the network over the windows.
func (r *Reader) run(ctx context.Context, asked []encoder.Token, windows []window) ([]encoder.Hidden, error) {
	inputs := make([]encoder.Input, len(windows))
	for i, w := range windows {
		inputs[i] = r.net.Pair(asked, w.tokens)
	}
	return r.net.Run(ctx, inputs)
}

// pooled is the mean of the vectors from one token to another, each weighted by e to the power of its product with pool.
func (r *Reader) pooled(h encoder.Hidden, from, to int) []float32 {
	const most = 8 // of the product, either way
	sum, total := make([]float32, h.Width), float32(0)
	for i := from; i < to; i++ {
		x := h.Row(i)
		w := float32(math.Exp(float64(min(max(dot(r.pool, x), -most), most))))
		total += w
		for j := range sum {
			sum[j] += w * x[j]
		}
	}
	for j := range sum {
		sum[j] /= total + 1e-6
	}
	return sum
}

func dot(a, b []float32) float32 {
	var sum float32
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
