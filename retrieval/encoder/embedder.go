package encoder

import (
	"context"
	"fmt"
	"math"
)

// An Embedder turns texts into vectors of length 1, whose products tell how near in meaning they are. It is safe for
// concurrent use.
type Embedder struct{ net *Network }

// NewEmbedder makes an embedder of a network that was trained for it.
func NewEmbedder(net *Network) *Embedder { return &Embedder{net: net} }

// Model names the network, to be stored beside its vectors.
func (e *Embedder) Model() string { return e.net.Name() }

// EmbedDocuments returns a vector for each of texts, in order. What is longer than the network reads (Positions, about
// as many Chinese characters) is cut off. The only error is that of ctx, which is looked at every few hundred tokens.
func (e *Embedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	inputs := make([]Input, len(texts))
	for i, text := range texts {
		inputs[i] = e.net.Single(e.net.Tokenize(text))
	}
	vectors, err := e.net.First(ctx, inputs)
	if err != nil {
		return nil, fmt.Errorf("embed: %w", err)
	}
	for _, v := range vectors {
		normalize(v)
	}
	return vectors, nil
}

// EmbedQuery returns the vector of a question, of which the network may want to know that it is one.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vectors, err := e.EmbedDocuments(ctx, []string{e.net.header.QueryPrefix + text})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}

// normalize makes the length of v 1.
func normalize(v []float32) {
	var sum float64
	for _, x := range v {
		sum += float64(float64(x) * float64(x))
	}
	scale := 1 / math.Sqrt(max(sum, 1e-30))
	for i, x := range v {
		v[i] = float32(float64(x) * scale)
	}
}
