package chooser

import (
	"cmp"
	"context"
	"math"
	"slices"

	"wence/chat/evidence"
	"wence/chat/reader"
	"wence/chat/reading"
	"wence/retrieval"
)

// A Candidate is a sentence that may answer.
type Candidate struct {
	evidence.Quote
	Signals Signals
	Score   float64 // the log-odds that the weights make of the signals; "none of them" scores 0
	Chance  float64 // that it answers
	Alone   float64 // that it would, were its notice the only one: places are no rivals of each other
}

const (
	passagesRead = 8 // how many of the best passages are read

	// mostWeighed is how many sentences are weighed of those read, often 40 or 80. To compare all in meaning would take as
	// long again as to read them, and of 577 that answer none was beyond the 14th by the reader.
	mostWeighed = 24
)

// read gives the sentences of the best passages that the reader finds likeliest, with all signals but those of meaning.
func (c *Chooser) read(ctx context.Context, r reading.Reading, hits []retrieval.Hit) ([]Candidate, error) {
	texts := Texts(hits[:min(len(hits), passagesRead)])
	passages := make([]reader.Passage, len(texts))
	for i, t := range texts {
		passages[i] = t.Passage()
	}
	scores, err := c.reader.Read(ctx, Asked(r), passages)
	if err != nil {
		return nil, err
	}
	var all []Candidate
	wanted := r.Wanted()
	for i, t := range texts {
		best := slices.Max(append([]float64{reader.Unread}, scores[i]...))
		for j, q := range t.Quotes {
			s := signalsOf(r, wanted, q, hits[0])
			s[sigReader], s[sigPassage] = clip(scores[i][j]), clip(best)
			c.contradictions(r, q, &s)
			s[sigRank] = math.Log1p(float64(i))
			all = append(all, Candidate{Quote: q, Signals: s})
		}
	}
	return likeliest(all), nil
}

// likeliest leaves of sentences those to be weighed, and sets how many there were.
func likeliest(all []Candidate) []Candidate {
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Signals[sigReader], a.Signals[sigReader]) })
	left := all[:min(len(all), mostWeighed)]
	for i := range left {
		left[i].Signals[sigMany] = math.Log1p(float64(len(all)))
	}
	return left
}

// compare sets how near in meaning each sentence is to the question.
func (c *Chooser) compare(ctx context.Context, r reading.Reading, all []Candidate) error {
	near, err := c.cosines(ctx, Asked(r), all)
	if err != nil || len(near) == 0 {
		return err
	}
	best := slices.Max(near)
	for i := range all {
		all[i].Signals[sigCosine], all[i].Signals[sigApart] = near[i], best-near[i]
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
		texts[i] = candidate.Hit.Notice.PlacedTitle() + "。" + candidate.Words()
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
