package encoder

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// groupTokens is how many tokens of short inputs are run together, which spares reading the matrices again; more saves
// little and lets others wait. No input waits for one beside it: there is no padding.
const groupTokens = 256

// A Hidden is what a network makes of an input: a vector for each token.
type Hidden struct {
	Width int
	Data  []float32
}

// Tokens returns how many tokens there are.
func (h Hidden) Tokens() int { return len(h.Data) / h.Width }

// Row returns the vector of token i.
func (h Hidden) Row(i int) []float32 { return h.Data[i*h.Width:][:h.Width:h.Width] }

// Run returns the hidden vectors of each input, in order. Its errors are ErrInput and that of ctx, which is looked at
// every few hundred tokens.
func (n *Network) Run(ctx context.Context, batch []Input) ([]Hidden, error) {
	hidden := make([]Hidden, len(batch))
	err := n.run(ctx, batch, runOptions{allTokens, cap(n.workers)}, func(i int, rows []float32) { hidden[i] = Hidden{n.header.Hidden, append([]float32(nil), rows...)} })
	return hidden, err
}

// First returns the hidden vector of each input's first token, as Run does, in less time.
func (n *Network) First(ctx context.Context, batch []Input) ([][]float32, error) {
	vectors := make([][]float32, len(batch))
	err := n.run(ctx, batch, runOptions{firstToken, cap(n.workers)}, func(i int, rows []float32) { vectors[i] = append([]float32(nil), rows...) })
	return vectors, err
}

// runOptions are what is wanted of a run, and how many workers it may take at a time.
type runOptions struct {
	want    wanted
	workers int
}

// run gives each input's rows to yield, in any order, from several goroutines.
func (n *Network) run(ctx context.Context, batch []Input, opt runOptions, yield func(i int, rows []float32)) error {
	for i, in := range batch {
		if err := n.check(in); err != nil {
			return fmt.Errorf("input %d: %w", i, err)
		}
	}
	g, inner := errgroup.WithContext(ctx)
	g.SetLimit(opt.workers)
	for from := 0; from < len(batch) && inner.Err() == nil; {
		to := from + groupSize(batch[from:])
		first, inputs := from, batch[from:to]
		g.Go(func() error {
			return n.runGroup(inner, inputs, opt.want, func(i int, rows []float32) { yield(first+i, rows) })
		})
		from = to
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// groupSize is how many of the inputs are run together.
func groupSize(batch []Input) int {
	tokens := 0
	for i, in := range batch {
		if tokens += len(in.Tokens); tokens > groupTokens && i > 0 {
			return i
		}
	}
	return len(batch)
}

// runGroup waits for a worker and has it run the inputs.
func (n *Network) runGroup(ctx context.Context, inputs []Input, want wanted, yield func(i int, rows []float32)) error {
	var w *workspace
	select {
	case w = <-n.workers:
	case <-ctx.Done():
		return ctx.Err()
	}
	if w == nil {
		w = newWorkspace(n)
	}
	defer func() { n.workers <- w }()
	return w.run(ctx, inputs, want, yield)
}
