package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// Index is what a Searcher needs of a Store.
type Index interface {
	Find(ctx context.Context, p Probe) (Findings, error)
}

// SearchOptions tune a Searcher. The zero value is what was measured best.
type SearchOptions struct {
	Budget time.Duration // for embedding the question; after it the search is lexical only. Defaults to 500 ms
	Weight Weight        // of the vector channel. Defaults to SteadyWeight
}

// A Weight says how much cosine similarity counts against normalised BM25, given the share of the question's idf mass
// that the best lexical hit covers.
type Weight func(coverage float64) float64

// SteadyWeight is 0.2 whatever the coverage. Measured with the built-in embedder on the samples' and the real notices'
// cases and on cmrc_trial: it lifts most sets and lowers none by more than a question. Weights that grow where words
// fail (0.2 + 2(1-c)²) were better before official wordings were searched for too, and lose colloquial questions now.
func SteadyWeight(float64) float64 { return 0.2 }

// What a notice that no longer applies keeps of its score, so that the one in force comes first among equals.
const staleShare = 0.85

// A Searcher ranks passages for a query. It is safe for concurrent use.
type Searcher struct {
	index    Index
	embedder Embedder // nil = lexical only
	opt      SearchOptions
	log      *slog.Logger
}

// NewSearcher makes a searcher over an index. embedder may be nil.
func NewSearcher(index Index, embedder Embedder, log *slog.Logger, opt SearchOptions) *Searcher {
	opt.Budget = cmp.Or(opt.Budget, 500*time.Millisecond)
	if opt.Weight == nil {
		opt.Weight = SteadyWeight
	}
	return &Searcher{index: index, embedder: embedder, opt: opt, log: log}
}

// Search finds passages, best first. The order is total. An embedder that is slow or down costs the vector channel,
// not the search.
func (s *Searcher) Search(ctx context.Context, q Query) (Result, error) {
	limit := cmp.Or(q.Limit, 20)
	probe := Probe{Query: parse(q), Regions: q.Regions, Limit: max(3*limit, 50)}
	var result Result
	if s.embedder != nil {
		vector, err := s.embed(ctx, q.Text)
		if err != nil {
			s.log.WarnContext(ctx, "search without vectors", "error", err)
			result.Degraded = "向量检索暂不可用,本次只按字词检索"
		}
		probe.Model, probe.Vector = s.embedder.Model(), vector
	}
	found, err := s.index.Find(ctx, probe)
	if err != nil {
		return Result{}, fmt.Errorf("search: %w", err)
	}
	result.IDF = found.IDF
	result.Hits = s.rank(found.Candidates, q.AsOf)
	result.Hits = result.Hits[:min(limit, len(result.Hits))]
	return result, nil
}

// parse makes the index's query of a question and its other wordings.
func parse(q Query) lexical.Query {
	query := lexical.ParseQuery(zh.Fold(q.Text))
	for _, e := range q.Expansions {
		query.Add(zh.Fold(e.Text), e.Weight)
	}
	return query
}

func (s *Searcher) embed(ctx context.Context, text string) ([]float32, error) {
	ctx, cancel := context.WithTimeout(ctx, s.opt.Budget)
	defer cancel()
	return s.embedder.EmbedQuery(ctx, text)
}

// rank fuses the channels: bm25/max + w·cosine, less for notices that no longer apply.
func (s *Searcher) rank(candidates []Candidate, day Date) []Hit {
	var top Candidate
	for _, c := range candidates {
		if c.BM25 > top.BM25 {
			top = c
		}
	}
	weight := s.opt.Weight(top.Coverage)
	hits := make([]Hit, len(candidates))
	for i, c := range candidates {
		h := Hit{Passage: c.Passage, Notice: c.Notice, Validity: c.Notice.ValidityAt(day), Matched: c.Coverage}
		if top.BM25 > 0 {
			h.add("bm25", c.BM25/top.BM25)
		}
		h.add("vector", weight*max(c.Cosine, 0))
		if !h.Validity.Current() {
			h.add("validity", -(1-staleShare)*h.Score)
		}
		hits[i] = h
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Notice.Published, a.Notice.Published),
			cmp.Compare(a.Passage.ID, b.Passage.ID))
	})
	return hits
}

// add counts a part into the score.
func (h *Hit) add(name string, value float64) {
	if value != 0 {
		h.Score += value
		h.Parts = append(h.Parts, Part{Name: name, Value: value})
	}
}
