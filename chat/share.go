package chat

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"wence/chat/model"
	"wence/chat/reading"
	"wence/retrieval/zh"
)

const (
	mostKept   = 1000             // answers
	answerTime = 55 * time.Second // of one answer that others may wait for
)

// Sharing keeps equal questions from being worded twice: those asked at one time wait for the first, and those asked
// later get its answer, until the corpus changes. Only what the model wholly worded is kept.
type sharing struct {
	flights singleflight.Group
	kept    *otter.Cache[string, Answer]
}

func newSharing() *sharing {
	return &sharing{kept: otter.Must(&otter.Options[string, Answer]{MaximumSize: mostKept})}
}

// A flight is what the first of equal questions came to.
type flight struct {
	answer Answer
	teller teller
}

// share completes an answer, from an equal question's where there is one. Without a model every question is answered
// for itself, for that is quicker than asking whether it was.
func (s *Service) share(ctx context.Context, a *Answer, r reading.Reading, t *teller) error {
	if s.writer == nil {
		return s.fill(ctx, a, r, t)
	}
	key, err := s.key(ctx, r)
	if err != nil {
		return err
	}
	if kept, ok := s.sharing.kept.GetIfPresent(key); ok {
		a.adopt(kept)
		return nil
	}
	gate := &gate{emit: t.emit}
	defer gate.close()
	first := false
	landed := s.sharing.flights.DoChan(key, func() (any, error) {
		first = true
		return s.fly(ctx, key, *a, r, gate)
	})
	select {
	case <-ctx.Done():
		return ctx.Err()
	case result := <-landed:
		if result.Err != nil {
			return result.Err
		}
		f := result.Val.(flight)
		if !first {
			a.adopt(f.answer)
			return nil
		}
		*a, t.text, t.cited = f.answer, f.teller.text, f.teller.cited
		return nil
	}
}

// fly answers for all that wait; it goes on when the first of them leaves.
func (s *Service) fly(ctx context.Context, key string, a Answer, r reading.Reading, gate *gate) (flight, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
	defer cancel()
	a.Timing = maps.Clone(a.Timing)
	t := teller{emit: gate.send}
	if err := s.fill(ctx, &a, r, &t); err != nil {
		return flight{}, err
	}
	if a.Meta.Model == s.writer.Name() && a.Meta.Degraded == "" {
		s.sharing.kept.Set(key, a)
	}
	return flight{a, t}, nil
}

// adopt takes over an equal question's answer. The name and the times stay the asker's own, and nothing was used.
func (a *Answer) adopt(from Answer) {
	id, timing := a.ID, a.Timing
	*a = from
	a.ID, a.Timing, a.Usage = id, timing, model.Usage{}
}

// key tells equal questions: the same words, language, places, day, conversation, corpus and model.
func (s *Service) key(ctx context.Context, r reading.Reading) (string, error) {
	status, err := s.opt.Store.Status(ctx)
	if err != nil {
		return "", err
	}
	parts := []string{s.writer.Name(), fmt.Sprint(status.Version), fmt.Sprint(r.Voice), string(r.Day), strings.ToLower(zh.Fold(r.Text))}
	for _, region := range r.Places {
		parts = append(parts, region.ID)
	}
	for _, turn := range r.History {
		parts = append(parts, turn.Role, turn.Content)
	}
	return fmt.Sprintf("%q", parts), nil
}

// A gate passes events on until it is closed: who asked may have left.
type gate struct {
	mu     sync.Mutex
	emit   func(Event)
	closed bool
}

func (g *gate) send(e Event) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed {
		g.emit(e)
	}
}

func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
}
