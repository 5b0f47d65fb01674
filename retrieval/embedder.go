package retrieval

import (
	"context"
	"strings"
)

// An Embedder turns texts into vectors of unit length. The same model must embed passages and questions.
type Embedder interface {
	// Model names the vectors: those of different models are never compared.
	Model() string
	// EmbedDocuments embeds passages; the result has one vector a text, in order.
	EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error)
	// EmbedQuery embeds a question.
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// EmbeddingText is what is embedded of a passage: the headings over it and its text in words.
func EmbeddingText(p Passage) string {
	return strings.Join(append(append([]string{}, p.Headings...), p.Reading()), "\n")
}
