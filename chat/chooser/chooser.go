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
	"math"
	"slices"

	"wence/chat/evidence"
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

// passagesRead is how many of the best passages are read.
const passagesRead = 8

// A Candidate is a sentence that may answer.
type Candidate struct {
	evidence.Quote
	Signals Signals
	Score   float64 // the weighted sum of the signals; "none of them" scores 0
	Chance  float64 // that it answers
	Alone   float64 // that it would, if nothing better was found: places are no rivals of each other
}

// Candidates are the sentences of the best passages, the likeliest first.
func (c *Chooser) Candidates(ctx context.Context, r reading.Reading, hits []retrieval.Hit) ([]Candidate, error) {
	texts := Texts(hits[:min(len(hits), passagesRead)])
	passages := make([]reader.Passage, len(texts))
	for i, t := range texts {
		passages[i] = t.Passage()
	}
	scores, err := c.reader.Read(ctx, Asked(r), passages)
	if err != nil {
		return nil, fmt.Errorf("choose: %w", err)
	}
	var all []Candidate
	for i, t := range texts {
		best := slices.Max(append([]float64{reader.Unread}, scores[i]...))
		for j, q := range t.Quotes {
			s := signalsOf(r, q, hits[0])
			s[sigReader], s[sigPassage] = clip(scores[i][j]), clip(best)
			c.contradictions(r, q, &s)
			s[sigRank] = math.Log1p(float64(i))
			all = append(all, Candidate{Quote: q, Signals: s})
		}
	}
	if err := c.compare(ctx, r, all); err != nil {
		return nil, fmt.Errorf("choose: %w", err)
	}
	for i := range all {
		all[i].Score = all[i].Signals.sum(c.weights)
		all[i].Alone = logistic(all[i].Signals.alone().sum(c.weights))
	}
	chances(all)
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return all, nil
}

// compared is how many sentences are compared with the question in meaning: those that the reader finds likeliest. To
// compare all of them would take as long again as to read them.
const compared = 24

// compare sets how near in meaning each sentence is to the question; one that is not compared is as far as the farthest.
func (c *Chooser) compare(ctx context.Context, r reading.Reading, all []Candidate) error {
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Signals[sigReader], a.Signals[sigReader]) })
	for i := range all {
		all[i].Signals[sigMany] = math.Log1p(float64(len(all)))
	}
	near, err := c.cosines(ctx, Asked(r), all[:min(len(all), compared)])
	if err != nil || len(near) == 0 {
		return err
	}
	best, least := slices.Max(near), slices.Min(near)
	for i := range all {
		cosine := least
		if i < len(near) {
			cosine = near[i]
		}
		all[i].Signals[sigCosine], all[i].Signals[sigApart] = cosine, best-cosine
	}
	return nil
}

// cosines are those of a question's and each sentence's vectors, the sentence behind its notice's title.
func (c *Chooser) cosines(ctx context.Context, question string, all []Candidate) ([]float64, error) {
	asked, err := c.encoder.EmbedQuery(ctx, question)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(all))
	for i, candidate := range all {
		texts[i] = candidate.Hit.Notice.DisplayTitle() + "。" + candidate.Words()
	}
	vectors, err := c.encoder.EmbedDocuments(ctx, texts)
	if err != nil {
		return nil, err
	}
	near := make([]float64, len(all))
	for i, v := range vectors {
		for j := range v {
			near[i] += float64(v[j]) * float64(asked[j])
		}
	}
	return near, nil
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
