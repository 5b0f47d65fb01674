// Package admission keeps the service answering while more is asked than it can answer: so many questions are in work at
// a time, a few more wait, and the others are told at once to come again. Without it everybody waits, and nobody is
// answered in time.
//
//	Answer, Search ──> Door: a place free? ── yes ──> the service, which has until the limit
//	                                        ── no ──> a short queue ── full, or no place in time ──> ErrBusy
//
// A question without a model runs the built-in reader, which takes a fifth of a second of a core: places are counted in
// cores then. With one it mostly waits for the model.
package admission

import (
	"context"
	"sync"

	"wence/chat"
	"wence/retrieval"
)

// Answerer answers questions; *chat.Service does.
type Answerer interface {
	Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error)
	Search(ctx context.Context, q chat.Question, limit int) ([]retrieval.Hit, error)
	RegionsAt(ctx context.Context, name string) ([]string, error)
}

// A Service is an Answerer behind a door.
type Service struct {
	Answerer
	door *Door
}

// NewService puts a door before an answerer.
func NewService(a Answerer, d *Door) *Service { return &Service{Answerer: a, door: d} }

// Answer answers as the answerer does, or fails with ErrBusy. emit is not called after it has returned.
func (s *Service) Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error) {
	g := gate{emit: emit}
	defer g.close()
	return Do(ctx, s.door, func(ctx context.Context) (chat.Answer, error) { return s.Answerer.Answer(ctx, q, g.send) })
}

// Search searches as the answerer does, or fails with ErrBusy.
func (s *Service) Search(ctx context.Context, q chat.Question, limit int) ([]retrieval.Hit, error) {
	return Do(ctx, s.door, func(ctx context.Context) ([]retrieval.Hit, error) { return s.Answerer.Search(ctx, q, limit) })
}

// A gate passes events on until it is closed.
type gate struct {
	mu     sync.Mutex
	emit   func(chat.Event) // nil = nobody listens
	closed bool
}

func (g *gate) send(e chat.Event) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed && g.emit != nil {
		g.emit(e)
	}
}

func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
}
