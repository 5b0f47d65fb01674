package rules

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"wence/retrieval"
	"wence/retrieval/place"
)

// An extractor finds the sentences that answer one question.
type extractor struct {
	understanding
	features []feature // weighed
	weights  Weights
	places   *place.Gazetteer
	seen     []bool                // which features stand in a passage that was found
	told     map[string][]yearSpan // see yearsTold
	topScore float64               // of the best passage
}

// extract ranks the sentences of the passages that were found, best first.
func (s *Service) extract(ctx context.Context, u understanding, found retrieval.Result) ([]candidate, error) {
	x := extractor{understanding: u, features: weigh(u.features, found.IDF), weights: s.opt.Weights, places: u.ground.places}
	hits := u.named.only(found.Hits)
	if len(hits) > 0 {
		x.topScore = hits[0].Score
	}
	x.seen, x.told = seenIn(x.features, hits), yearsTold(hits)
	withoutSeams(x.features, x.seen)
	var all []candidate
	for _, h := range hits {
		all = append(all, x.candidates(h)...)
	}
	if err := s.compare(ctx, u, all); err != nil {
		return nil, err
	}
	measureGaps(all)
	for i := range all {
		all[i].score = all[i].signals.sum(x.weights.Rank)
		all[i].answers = probability(all[i].signals.sum(x.weights.Answer))
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return all, nil
}

// measureGaps sets how far each sentence stays behind the one that covers most of the question.
func measureGaps(all []candidate) {
	best := 0.0
	for _, c := range all {
		best = max(best, c.signals[sigCoverage])
	}
	for i := range all {
		all[i].signals[sigGap] = best - all[i].signals[sigCoverage]
	}
}

// seenIn says which features stand in a passage that was found, or over it.
func seenIn(features []feature, hits []retrieval.Hit) []bool {
	seen := make([]bool, len(features))
	for _, h := range hits {
		text := searchable(strings.Join(retrieval.IndexFields(h.Notice, h.Passage), "\n"))
		for i, ok := range coverOf(features, text) {
			seen[i] = seen[i] || ok
		}
	}
	return seen
}

// compare sets how similar each sentence, under its headings, is to the question.
func (s *Service) compare(ctx context.Context, u understanding, all []candidate) error {
	texts := make([]string, len(all))
	for i, c := range all {
		texts[i] = strings.Join(c.hit.Passage.Headings, "\n") + "\n" + c.quote
	}
	question, err := s.opt.Similar.EmbedQuery(ctx, u.text)
	if err != nil {
		return fmt.Errorf("compare sentences: %w", err)
	}
	vectors, err := s.opt.Similar.EmbedDocuments(ctx, texts)
	if err != nil {
		return fmt.Errorf("compare sentences: %w", err)
	}
	for i, v := range vectors {
		all[i].signals[sigCosine] = dot(question, v)
	}
	return nil
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

// candidates are the sentences of one passage.
func (x extractor) candidates(h retrieval.Hit) []candidate {
	p := h.Passage
	around := surroundings{
		headings: coverOf(x.features, searchable(strings.Join(p.Headings, "\n"))),
		passage:  coverOf(x.features, searchable(p.Reading())),
		title:    coverOf(x.features, searchable(h.Notice.DisplayTitle()+h.Notice.Number)),
	}
	if p.Columns != nil {
		row := x.judge(h, p.Text, x.findInRow(p), around)
		row.astray = row.astray || !x.proven(row.words())
		return []candidate{row}
	}
	deeds := x.deeds()
	var all []candidate
	for _, s := range sentencesOf(p.Text) {
		text := p.Text[s.Start:s.End]
		if isHeading(p, s) {
			continue
		}
		c := x.judge(h, text, x.find(text), around)
		if c.quote = x.quote(p, s); c.quote == text {
			c.brief = x.brief(text, x.find(text))
		}
		c.astray = c.astray || !x.proven(c.quote) || len(deeds) > 0 && !slices.Contains(coverOf(deeds, searchable(c.quote)), true)
		all = append(all, c)
	}
	return all
}
