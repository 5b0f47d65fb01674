package chat

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/chat/model"
	"wence/chat/reading"
	"wence/prompts"
	"wence/retrieval"
)

// What is found for a question at most, and what of it is read.
const (
	passagesFound = 20
	passagesShown = 12   // to a model
	longestShown  = 9000 // characters of all passages together that a model is shown
)

// find searches for a question in its own words, and with a model also in those of notices.
func (s *Service) find(ctx context.Context, a *Answer, r reading.Reading) ([]retrieval.Hit, error) {
	if s.writer != nil {
		began := time.Now()
		var usage model.Usage
		a.Meta.Searched, usage = s.writer.Restate(ctx, r.Text, turns(r.History))
		a.Usage.Add(usage)
		a.Timing["restate"] = time.Since(began).Milliseconds()
	}
	return s.search(ctx, a, r, a.Meta.Searched)
}

// search searches for a question in its own words and in others that mean the same.
func (s *Service) search(ctx context.Context, a *Answer, r reading.Reading, others []string) ([]retrieval.Hit, error) {
	began := time.Now()
	q := r.Query(s.wording(r))
	q.Others, q.AsOf, q.Limit = others, r.Day, passagesFound
	found, err := s.opt.Search.Search(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("find passages: %w", err)
	}
	a.Timing["search"] = time.Since(began).Milliseconds()
	a.Meta.degrade(r.Voice.Script(found.Degraded))
	return current(r, found.Hits), nil
}

// current are the hits without those of notices that were not there yet and those in which somebody planted orders for a
// model; versions that a stored one replaces come last, unless the question is about a notice or a year of its own.
func current(r reading.Reading, hits []retrieval.Hit) []retrieval.Hit {
	hits = slices.DeleteFunc(hits, func(h retrieval.Hit) bool {
		return r.NotYet(h.Notice) || planted(h)
	})
	if len(r.Notices) > 0 || len(r.Years()) > 0 || r.AsksChange() {
		return hits
	}
	slices.SortStableFunc(hits, func(a, b retrieval.Hit) int {
		return cmp.Compare(superseded(a), superseded(b))
	})
	return hits
}

// planted reports a passage in which somebody planted orders for a model: none is shown it, and nobody reads it as the
// notice's word.
func planted(h retrieval.Hit) bool {
	return fidelity.SpeaksToMachines(h.Notice.Title + "\n" + h.Passage.Text)
}

// superseded is 1 for a passage of a notice that a stored one replaces.
func superseded(h retrieval.Hit) int {
	if h.Validity.State == retrieval.Replaced {
		return 1
	}
	return 0
}

// wording is the question as it is searched for: behind the one before it, where there is one and no model to say what
// it goes on with.
func (s *Service) wording(r reading.Reading) string {
	if before := r.Before(); before != "" && s.writer == nil {
		return before + " " + r.WithYears()
	}
	return r.WithYears()
}

// turns are the messages of a conversation as a model is shown them.
func turns(history []Turn) []prompts.Turn {
	all := make([]prompts.Turn, 0, len(history))
	for _, t := range history {
		all = append(all, prompts.Turn(t))
	}
	return all
}

// shown are the best passages, as many as a model is shown.
func shown(hits []retrieval.Hit) []*evidence.Passage {
	var all []*evidence.Passage
	left := longestShown
	for _, h := range hits {
		n := utf8.RuneCountInString(h.Passage.Text)
		if len(all) == passagesShown || len(all) > 0 && n > left {
			continue
		}
		left -= n
		all = append(all, evidence.Read(h))
	}
	return all
}

// Search lists passages for a query, best first, with the places, names and notices that Answer would read in it.
func (s *Service) Search(ctx context.Context, q Question, limit int) ([]retrieval.Hit, error) {
	r, err := s.reader.Read(ctx, q)
	if err != nil {
		return nil, err
	}
	query := r.Query(r.Wording)
	query.AsOf, query.Limit = r.Day, limit
	found, err := s.opt.Search.Search(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return found.Hits, nil
}

// RegionsAt gives the IDs of the regions whose rules apply at a place: its own and those above it; nil for "". The name
// is read as that in a Question is. A *FieldError tells where there is no such place.
func (s *Service) RegionsAt(ctx context.Context, name string) ([]string, error) {
	if name == "" {
		return nil, nil
	}
	r, err := s.reader.Place(ctx, name)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, stored := range r.Stored {
		switch stored.Toward(r.Places) {
		case retrieval.ReachOwn, retrieval.ReachAbove:
			ids = append(ids, stored.ID)
		}
	}
	return append(ids, r.Places[0].ID), nil
}
