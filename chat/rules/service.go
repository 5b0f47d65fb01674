package rules

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"wence/retrieval"
	"wence/retrieval/place"
)

// Searcher finds passages; *retrieval.Searcher does.
type Searcher interface {
	Search(ctx context.Context, q retrieval.Query) (retrieval.Result, error)
}

// Store is what the service asks of the corpus beside searching it; a retrieval.Store does.
type Store interface {
	Regions(ctx context.Context) ([]retrieval.Region, error)
	Status(ctx context.Context) (retrieval.Status, error)
}

// Options are what a service is made of. All but Model, Prompts and Now are required; Prompts goes with Model.
type Options struct {
	Search  Searcher
	Store   Store
	Places  *place.Gazetteer
	Lexicon *Lexicon
	Weights Weights
	Similar retrieval.Embedder // compares sentences with the question; the built-in one, for it must be fast
	Log     *slog.Logger
	Now     func() time.Time // defaults to time.Now
}

// A Service answers questions. It is safe for concurrent use.
type Service struct {
	opt     Options
	search  Searcher
	store   Store
	lexicon *Lexicon
	grounds grounds
	words   func() vocabulary // of the lexicon, made when first needed
}

// NewService makes a service.
func NewService(opt Options) *Service {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	return &Service{
		opt: opt, search: opt.Search, store: opt.Store, lexicon: opt.Lexicon, grounds: grounds{base: opt.Places},
		words: sync.OnceValue(func() vocabulary { return vocabularyOf(opt.Lexicon.words(), fewestSeen) }),
	}
}

// extractive names the built-in answerer in Meta.Model.
const extractive = "extractive"

// passagesRead is how many of the best passages are searched for the sentence that answers.
const passagesRead = 20

// Answer answers a question. emit, when not nil, is given the events of the answer as it comes about. The error is a
// *FieldError where the question cannot be used; that the notices do not say is an answer.
func (s *Service) Answer(ctx context.Context, q Question, emit func(Event)) (Answer, error) {
	if emit == nil {
		emit = func(Event) {}
	}
	start := time.Now()
	q = q.masked()
	r, err := s.understand(ctx, q)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{
		ID: uuid.Must(uuid.NewV7()).String(), Sentences: []Sentence{}, Citations: []Citation{}, Choices: []string{},
		Notes: append([]string{}, r.notes...), Timing: map[string]int64{},
		Meta: Meta{AsOf: r.day, Question: r.resolved, Model: extractive},
	}
	if len(r.regions) == 1 {
		a.Meta.Region = r.regions[0].Name
	}
	emit(Event{"meta", MetaEvent{ID: a.ID, Meta: a.Meta}})
	a.Meta.Model = extractive
	t := &teller{emit: emit}
	if err := s.fill(ctx, &a, q, r, t); err != nil {
		return Answer{}, fmt.Errorf("answer: %w", err)
	}
	a.Timing["total"] = time.Since(start).Milliseconds()
	t.tell(a.Citations, a.Text)
	return a, nil
}

// fill completes an answer: refused, out of reach, or from the passages.
func (s *Service) fill(ctx context.Context, a *Answer, q Question, r reading, t *teller) error {
	if why, refused := refusal(searchable(q.Text)); refused {
		a.Status, a.Text = Blocked, r.voice.say(why)
		return nil
	}
	reach := r.ground.reach(r.regions, r.voice)
	if reach.refusal != "" {
		a.Status, a.Text, a.Choices = reach.status, reach.refusal, append(a.Choices, reach.choices...)
		return nil
	}
	t.emit(Event{"status", StatusEvent{Stage: "searching", Text: r.voice.script("正在查找政策文件")}})
	parts, err := s.settle(ctx, a, r, reach.regions)
	if err != nil {
		return err
	}
	c := &composer{voice: r.voice, day: r.day, verifier: verifier{places: r.ground.places}, log: s.opt.Log, parted: len(parts) > 1}
	for _, p := range parts {
		c.add(p.understanding, p.decision)
		for _, chosen := range p.decision.chosen {
			a.Meta.Confidence = max(a.Meta.Confidence, chosen.answers)
		}
	}
	for _, region := range r.beyond {
		c.refusals = append(c.refusals, r.voice.say(sayBeyond, strings.Join(region.Path, "")))
	}
	c.finish(a)
	a.Meta.Degraded = r.voice.script(a.Meta.Degraded)
	return nil
}

// settle searches for each part of a question and decides on it. A part that has no answer alone is read once more as
// going on with the part before it.
func (s *Service) settle(ctx context.Context, a *Answer, r reading, regions []string) ([]settled, error) {
	var parts []settled
	for i, u := range r.parts {
		p, err := s.settlePart(ctx, a, u, regions)
		if err == nil && p.decision.status == Declined {
			p, err = s.respell(ctx, a, p, regions, r.voice)
		}
		if err == nil && i > 0 && p.decision.status != Answered {
			var again settled
			if again, err = s.settlePart(ctx, a, s.lexicon.goingOn(u, r.parts[i-1]), regions); again.decision.status == Answered {
				p = again
			}
		}
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// settlePart searches for one part and decides on it.
func (s *Service) settlePart(ctx context.Context, a *Answer, u understanding, regions []string) (settled, error) {
	if u.isVague() {
		d := decision{status: Clarify, choices: names(u.ground.stored), vague: true}
		return settled{understanding: u, decision: d}, nil
	}
	started := time.Now()
	found, err := s.search.Search(ctx, retrieval.Query{
		Text: u.text, Expansions: expansions(u.features), Regions: regions, AsOf: u.day, Limit: passagesRead,
	})
	if err != nil {
		return settled{}, err
	}
	a.Timing["search"] += time.Since(started).Milliseconds()
	a.Meta.degrade(found.Degraded)
	d, err := s.decide(ctx, u, found)
	return settled{understanding: u, decision: d, hits: found.Hits}, err
}

// decide decides on one part from what was found.
func (s *Service) decide(ctx context.Context, u understanding, found retrieval.Result) (decision, error) {
	if about, ok := s.aboutNotice(u, found.Hits); ok {
		return decision{status: Answered, chosen: []candidate{about}}, nil
	}
	candidates, err := s.extract(ctx, u, found)
	if err != nil {
		return decision{}, err
	}
	return decide(u, candidates), nil
}

// Search lists passages for a query, best first, with the places and the official wordings that Answer would use.
func (s *Service) Search(ctx context.Context, q Question, limit int) ([]retrieval.Hit, error) {
	q = q.masked()
	r, err := s.understand(ctx, q)
	if err != nil {
		return nil, err
	}
	u := r.parts[0]
	found, err := s.search.Search(ctx, retrieval.Query{
		Text: q.Text, Expansions: expansions(u.features), Regions: lineages(r.regions), AsOf: r.day, Limit: limit,
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return found.Hits, nil
}
