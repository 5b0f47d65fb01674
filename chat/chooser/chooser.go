// Package chooser picks, without a chat model, the sentences of the found passages that answer a question, or none.
//
//	passages --reader--> a score a sentence --with what search and scope know--> signals --weights--> probabilities --> Choice
//
// What counts how much is learned: weights.tsv is made by `wence train` from questions with answers. That a sentence is of
// another school, stage or subject than the one asked about is a signal among others (contradiction.go); that it is of
// another school year is not a matter of weight, and no answer.
// Declining is a choice like any other: the one that no sentence is likelier than.
package chooser

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"wence/chat/reader"
	"wence/chat/reading"
	"wence/retrieval"
)

// Reader reads a question and passages together; *reader.Reader does.
type Reader interface {
	Read(ctx context.Context, question string, passages []reader.Passage) ([][]float64, error)
}

// Encoder makes vectors of texts that tell how near in meaning they are; *encoder.Embedder does.
type Encoder interface {
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
	EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error)
}

// A Chooser chooses. It is safe for concurrent use.
type Chooser struct {
	reader  Reader
	encoder Encoder
	namer   Namer
	weights Weights
}

// New makes a chooser.
func New(r Reader, e Encoder, n Namer, w Weights) *Chooser {
	return &Chooser{reader: r, encoder: e, namer: n, weights: w}
}

// Candidates are the sentences of the best passages, the likeliest first.
func (c *Chooser) Candidates(ctx context.Context, r reading.Reading, hits []retrieval.Hit) ([]Candidate, error) {
	all, err := c.read(ctx, r, hits)
	if err != nil {
		return nil, fmt.Errorf("choose: %w", err)
	}
	if err := c.compare(ctx, r, all); err != nil {
		return nil, fmt.Errorf("choose: %w", err)
	}
	for i := range all {
		all[i].Score = c.weights.score(&all[i].Signals)
	}
	c.weights.alone(all)
	chances(all)
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return all, nil
}

// Asked is the question as it is read: for the place given with it, behind the question before it where it leans on that,
// with the years that it tells by today.
func Asked(r reading.Reading) string {
	text := r.WithYears()
	if r.Leans() {
		text = r.Before() + " " + text
	}
	if r.Given {
		text = r.Places[0].Name + " " + text
	}
	return text
}
