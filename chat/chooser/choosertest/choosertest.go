// Package choosertest has the built-in networks remember what they have read: tests ask the same few questions of the same
// notices many times, and reading is nearly all that they cost.
package choosertest

import (
	"context"
	"fmt"
	"sync"

	"wence/chat/chooser"
	"wence/chat/reader"
)

// A Reader reads a question and passages once.
type Reader struct {
	chooser.Reader
	known sync.Map
}

// Read implements chooser.Reader. What it gives is not to be changed.
func (r *Reader) Read(ctx context.Context, question string, passages []reader.Passage) ([][]float64, error) {
	key := fmt.Sprintf("%q %q", question, passages)
	if known, ok := r.known.Load(key); ok {
		return known.([][]float64), nil
	}
	scores, err := r.Reader.Read(ctx, question, passages)
	if err == nil {
		r.known.Store(key, scores)
	}
	return scores, err
}

// An Embedder embeds a text once; a question it embeds each time.
type Embedder struct {
	Network interface {
		chooser.Encoder
		Model() string
	}
	known sync.Map
}

// Model names the network.
func (e *Embedder) Model() string { return e.Network.Model() }

// EmbedQuery implements chooser.Encoder.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return e.Network.EmbedQuery(ctx, text)
}

// EmbedDocuments implements chooser.Encoder. The vectors are not to be changed.
func (e *Embedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	var fresh []string
	for _, text := range texts {
		if _, ok := e.known.Load(text); !ok {
			fresh = append(fresh, text)
		}
	}
	made, err := e.Network.EmbedDocuments(ctx, fresh)
	if err != nil {
		return nil, err
	}
	for i, text := range fresh {
		e.known.Store(text, made[i])
	}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		known, _ := e.known.Load(text)
		vectors[i] = known.([]float32)
	}
	return vectors, nil
}
