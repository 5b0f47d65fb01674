package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// question is one to be asked, in all the forms that probes want.
type question struct {
	words  lexical.Query
	pairs  []int32
	vector []float32
}

func prepare(ctx context.Context, texts []string, e retrieval.Embedder) ([]question, error) {
	list := make([]question, len(texts))
	for i, text := range texts {
		vector, err := e.EmbedQuery(ctx, text)
		if err != nil {
			return nil, err
		}
		words := lexical.ParseQuery(zh.Fold(text))
		list[i] = question{words, pairs(words), vector}
	}
	return list, nil
}

// probe is a way to ask.
type probe struct {
	name   string
	ask    func(context.Context, question) error
	seldom bool // for slow ones: asked one question in 25
}

// latency is how long a probe took.
type latency struct {
	name     string
	p50, p95 time.Duration
}

// asking is what a store is asked for: the channels, and where.
type asking struct {
	name           string
	lexical, dense bool
	regions        []string
}

// limit is how many candidates a channel gives, as a search for 20 passages asks.
const limit = 60

func (a asking) probe(s retrieval.Store, name string, model string) probe {
	return probe{name: name + a.name, ask: func(ctx context.Context, q question) error {
		p := retrieval.Probe{Regions: a.regions, Limit: limit}
		if a.lexical {
			p.Query = q.words
		}
		if a.dense {
			p.Model, p.Vector = model, q.vector
		}
		_, err := s.Find(ctx, p)
		return err
	}}
}

// interleave asks every question by every probe, each time beginning with another probe. The first questions only warm.
func interleave(ctx context.Context, probes []probe, questions []question) ([]latency, error) {
	took := make([][]time.Duration, len(probes))
	warm := len(questions) / 10
	for i, q := range questions {
		for j := range probes {
			j = (i + j) % len(probes)
			if probes[j].seldom && i%25 != 0 {
				continue
			}
			start := time.Now()
			if err := probes[j].ask(ctx, q); err != nil {
				return nil, fmt.Errorf("%s: %w", probes[j].name, err)
			}
			if i >= warm {
				took[j] = append(took[j], time.Since(start))
			}
		}
	}
	list := make([]latency, len(probes))
	for i, t := range took {
		slices.Sort(t)
		list[i] = latency{probes[i].name, t[len(t)/2], t[len(t)*95/100]}
	}
	return list, nil
}
