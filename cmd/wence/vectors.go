package main

import (
	"context"
	"time"

	"wence/retrieval"
	"wence/retrieval/encoder"
)

// vectorsEvery is how often a service looks for text without vectors that nobody told it of: other processes store too.
const vectorsEvery = time.Minute

// fillVectors gives vectors to the text that lacks them, behind the service and until the context ends: what was uploaded
// or stored by another process, and all of it when the model is another. Until a passage has its vector it is found by
// its words.
func (a *app) fillVectors(ctx context.Context) {
	again := time.NewTicker(vectorsEvery)
	defer again.Stop()
	for {
		if err := a.fillMissing(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("passages not embedded yet; tried again later", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-a.stored:
		case <-again.C:
		}
	}
}

// fillMissing is one pass.
func (a *app) fillMissing(ctx context.Context) error {
	missing, err := a.unembedded(ctx)
	if err != nil || missing <= 0 {
		return err
	}
	p := &progress{pass: embedding, log: a.log, begun: time.Now(), said: time.Now()}
	done, err := a.ingester().Embed(ctx, behind(a.embedder), func(done int) { p.at(done, max(done, missing)) })
	if done > 0 {
		a.log.Info("passages embedded", "model", a.embedder.Model(), "passages", done, "took", time.Since(p.begun).Round(time.Millisecond))
	}
	return err
}

// tellStored has fillVectors look for new text.
func (a *app) tellStored() {
	select {
	case a.stored <- struct{}{}:
	default: // it has been told already
	}
}

// behind is an embedder that leaves the machine to those who wait for an answer, where it can.
func behind(e retrieval.Embedder) retrieval.Embedder {
	if own, ok := e.(*encoder.Embedder); ok {
		return own.Behind()
	}
	return e
}
