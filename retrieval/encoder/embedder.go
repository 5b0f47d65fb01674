package encoder

import (
	"context"
	"fmt"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// An Embedder turns texts into vectors of length 1, whose products tell how near in meaning they are. A text in which
// the network knows no word has the zero vector, which is near to nothing. It is safe for concurrent use.
type Embedder struct {
	net     *Network
	workers int
}

// NewEmbedder makes an embedder of a network that was trained for it.
func NewEmbedder(net *Network) *Embedder { return &Embedder{net: net, workers: cap(net.workers)} }

// Behind is the embedder for work that others must not wait for: it leaves them half of the network's workers.
func (e *Embedder) Behind() *Embedder {
	return &Embedder{net: e.net, workers: (cap(e.net.workers) + 1) / 2}
}

// Model names the network, to be stored beside its vectors.
func (e *Embedder) Model() string { return e.net.Name() }

// EmbedDocuments returns a vector for each of texts, in order. What is longer than the network reads (Positions, about
// as many Chinese characters) is cut off. The only error is that of ctx, which is looked at every few hundred tokens.
func (e *Embedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	var inputs []Input
	var of []int // the text of each input
	for i, text := range texts {
		tokens := e.net.Begin(text)
		if vectors[i] = make([]float32, e.net.header.Hidden); e.net.knows(text, tokens) {
			inputs, of = append(inputs, e.net.Single(tokens)), append(of, i)
		}
	}
	err := e.net.run(ctx, inputs, runOptions{firstToken, e.workers}, func(i int, rows []float32) { normalize(vectors[of[i]], rows) })
	if err != nil {
		return nil, fmt.Errorf("embed: %w", err)
	}
	return vectors, nil
}

// EmbedQuery returns the vector of a question, of which the network may want to know that it is one.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if text != "" {
		text = e.net.header.QueryPrefix + text
	}
	vectors, err := e.EmbedDocuments(ctx, []string{text})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}

// knows reports whether one of the tokens of a text is a word in the vocabulary.
func (n *Network) knows(text string, tokens []Token) bool {
	return slices.ContainsFunc(tokens, func(t Token) bool {
		r, _ := utf8.DecodeRuneInString(text[t.Start:])
		return t.ID != n.vocab.unk && (unicode.IsLetter(r) || unicode.IsNumber(r))
	})
}

// normalize makes dst the vector v of length 1.
func normalize(dst, v []float32) {
	var sum float64
	for _, x := range v {
		sum += float64(float64(x) * float64(x))
	}
	scale := 1 / math.Sqrt(max(sum, 1e-30))
	for i, x := range v {
		dst[i] = float32(float64(x) * scale)
	}
}
