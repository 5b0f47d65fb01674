package embed

import (
	"context"
	"math"
)

// Model returns the name to store beside the vectors of this table.
func (t *Table) Model() string { return t.model }

// Dims returns the length of the vectors.
func (t *Table) Dims() int { return t.dims }

// EmbedDocuments returns a vector for each of texts, in their order. A vector
// has Dims elements and length 1; it is all zero where the table knows nothing
// of a text. The only error is that of ctx.
func (t *Table) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		v, err := t.EmbedQuery(ctx, text)
		if err != nil {
			return nil, err
		}
		vectors[i] = v
	}
	return vectors, nil
}

// EmbedQuery returns the vector of one text, as EmbedDocuments does: questions
// and documents are embedded alike.
func (t *Table) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v := make([]float32, t.dims)
	for key := range features(text) {
		if slot, ok := t.find(key); ok {
			t.addRow(v, int(t.slots[slot])-1)
		}
	}
	normalize(v)
	return v, nil
}

// addRow adds a row of the table to v.
func (t *Table) addRow(v []float32, row int) {
	scale := t.scale(row)
	weights := t.weights[row*t.dims:][:len(v)]
	for i := range v {
		v[i] += scale * float32(int8(weights[i]))
	}
}

// normalize scales v to length 1, unless it is zero.
func normalize(v []float32) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	scale := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= scale
	}
}
