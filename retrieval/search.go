package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"time"

	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// Index is what a Searcher needs of a Store.
type Index interface {
	Find(ctx context.Context, p Probe) (Findings, error)
	Regions(ctx context.Context) ([]Region, error)
}

// SearchOptions tune a Searcher.
type SearchOptions struct {
	Budget  time.Duration // for embedding the question; after it the search is lexical only. Defaults to 500 ms
	Weights Weights       // of the signals; the zero value stands for the trained ones
}

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
	opt.Weights = cmp.Or(opt.Weights, trained())
	return &Searcher{index: index, embedder: embedder, opt: opt, log: log}
}

// Search finds passages, best first. The order is total. An embedder that is slow or down costs the vector channel,
// not the search.
func (s *Searcher) Search(ctx context.Context, q Query) (Result, error) {
	regions, err := s.reach(ctx, q)
	if err != nil {
		return Result{}, fmt.Errorf("search: %w", err)
	}
	result, err := s.searchText(ctx, q, q.Text, regions)
	if err != nil {
		return Result{}, fmt.Errorf("search: %w", err)
	}
	lists := [][]Hit{result.Hits}
	for _, text := range q.Others {
		other, err := s.searchText(ctx, q, text, regions)
		if err != nil {
			return Result{}, fmt.Errorf("search: %w", err)
		}
		lists = append(lists, other.Hits)
	}
	result.Hits = merge(lists)
	if limit := cmp.Or(q.Limit, defaultLimit); limit >= 0 {
		result.Hits = result.Hits[:min(limit, len(result.Hits))]
	}
	return result, nil
}

const (
	defaultLimit = 20 // hits of a query that does not say
	breadth      = 60 // candidates a channel, at least
)

// reach gives the IDs of the regions whose notices may answer, nil for all: of the stored ones all that are not known to
// be of another place than those asked about, and that of notices that do not say.
func (s *Searcher) reach(ctx context.Context, q Query) ([]string, error) {
	if len(q.Places) == 0 {
		return q.Regions, nil
	}
	stored, err := s.index.Regions(ctx)
	if err != nil {
		return nil, err
	}
	ids := []string{""}
	for _, r := range stored {
		if r.Toward(q.Places) != ReachOther {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) > len(stored) {
		return q.Regions, nil
	}
	return ids, nil
}

// searchText ranks all candidates for one wording of the query.
func (s *Searcher) searchText(ctx context.Context, q Query, text string, regions []string) (Result, error) {
	probe := Probe{
		Query: parse(text, q.Expansions), Regions: regions, Notices: q.Notices, Limit: max(breadth, q.Limit),
	}
	var result Result
	if s.embedder != nil {
		vector, err := s.embed(ctx, text)
		if err != nil {
			s.log.WarnContext(ctx, "search without vectors", "error", err)
			result.Degraded = "向量检索暂不可用,本次只按字词检索"
		}
		probe.Model, probe.Vector = s.embedder.Model(), vector
	}
	found, err := s.index.Find(ctx, probe)
	if err != nil {
		return Result{}, err
	}
	result.IDF = found.IDF
	result.Hits = s.rank(q, text, found)
	return result, nil
}

// parse makes the index's query of a question and its other wordings.
func parse(text string, expansions []Expansion) lexical.Query {
	query := lexical.ParseQuery(zh.Fold(text))
	for _, e := range expansions {
		query.Add(zh.Fold(e.Text), e.Weight)
	}
	return query
}

func (s *Searcher) embed(ctx context.Context, text string) ([]float32, error) {
	ctx, cancel := context.WithTimeout(ctx, s.opt.Budget)
	defer cancel()
	return s.embedder.EmbedQuery(ctx, text)
}
