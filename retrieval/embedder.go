package retrieval

import (
	"context"
	"slices"
	"strings"
)

// An Embedder turns texts into vectors of unit length, or zero where it knows nothing of a text. The same model must
// embed passages and questions.
type Embedder interface {
	// Model names the vectors: those of different models are never compared.
	Model() string
	// EmbedDocuments embeds passages; the result has one vector a text, in order.
	EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error)
	// EmbedQuery embeds a question.
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// EmbeddingText is what is embedded of a passage: the notice's title, the headings over it and its text in words. Without
// the title the rows of two counties' tables are alike.
func EmbeddingText(p Passage) string {
	return strings.Join(slices.Concat([]string{p.Title}, p.Headings, []string{p.Reading()}), "。")
}
