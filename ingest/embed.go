package ingest

import (
	"context"
	"fmt"

	"wence/retrieval"
)

// embedBatch is how many passages are embedded and stored at a time; what is stored stays when the pass stops.
const embedBatch = 64

// Embed gives a vector to every passage that lacks one of the embedder's model, and returns how many it gave. It may
// be stopped at any moment and goes on where it was. progress, when not nil, is told the running count.
func (in *Ingester) Embed(ctx context.Context, e retrieval.Embedder, progress func(done int)) (int, error) {
	done := 0
	for after := int32(0); ; {
		batch, err := in.Store.Unembedded(ctx, e.Model(), after, embedBatch)
		if err != nil {
			return done, fmt.Errorf("embed passages: %w", err)
		}
		if len(batch) == 0 {
			return done, nil
		}
		texts := make([]string, len(batch))
		for i, p := range batch {
			texts[i] = retrieval.EmbeddingText(p)
		}
		values, err := e.EmbedDocuments(ctx, texts)
		if err != nil {
			return done, fmt.Errorf("embed passages: %w", err)
		}
		vectors := make([]retrieval.Vector, len(batch))
		for i, p := range batch {
			vectors[i] = retrieval.Vector{PassageID: p.ID, Values: values[i]}
		}
		if err := in.Store.SetVectors(ctx, e.Model(), vectors); err != nil {
			return done, fmt.Errorf("embed passages: %w", err)
		}
		after = batch[len(batch)-1].ID
		done += len(batch)
		if progress != nil {
			progress(done)
		}
	}
}
