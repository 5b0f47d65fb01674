// Package journal notes what people ask and how they rate the answers, without making anybody wait.
//
//	Asked, Rated ── mask ──> queue ── one goroutine ──> Store     a full queue drops, the log says how many
//
// What is older than Options.Keep is forgotten, at the start and every day.
package journal

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"wence/chat/private"
	"wence/retrieval"
)

// Store keeps the journal; a retrieval.Store does.
type Store interface {
	Journal(ctx context.Context, a retrieval.Asked) error
	Rate(ctx context.Context, answerID string, r retrieval.Rating) error
	Forget(ctx context.Context, before time.Time) (int, error)
	Asked(ctx context.Context, q retrieval.AskedQuery) ([]retrieval.Asked, error)
}

// Options of a Recorder. All are required.
type Options struct {
	Store Store
	Log   *slog.Logger
	Keep  time.Duration // how long a question is kept
}

const (
	queueLength = 1024           // lines that wait; more than a busy minute's
	forgetEvery = 24 * time.Hour // between two looks for old lines
)

// A Recorder writes lines to the journal in the background. It is safe for concurrent use.
type Recorder struct {
	Options
	queue   chan line
	dropped atomic.Int64 // since the last line was written
	off     atomic.Bool  // the store cannot be written to
	closing chan struct{}
	cancel  context.CancelFunc
	ended   chan struct{}
}

// line is a question, or what was said of its answer.
type line struct {
	retrieval.Asked
	rating bool
}

// Start begins to record, and to forget. Close ends it.
func Start(opt Options) *Recorder {
	ctx, cancel := context.WithCancel(context.Background())
	r := &Recorder{
		Options: opt, queue: make(chan line, queueLength), closing: make(chan struct{}), cancel: cancel, ended: make(chan struct{}),
	}
	go r.work(ctx)
	return r
}

// Asked notes a question, with personal data masked. It does not wait: a line for which there is no room is dropped.
func (r *Recorder) Asked(a retrieval.Asked) { r.add(line{Asked: a}) }

// Rated notes the rating of the answer a.ID; of one that the journal does not have nothing is noted, for anybody may make
// up names of answers. It does not wait, like Asked.
func (r *Recorder) Rated(a retrieval.Asked) { r.add(line{Asked: a, rating: true}) }

func (r *Recorder) add(l line) {
	if r.off.Load() {
		return
	}
	l.Question, l.Region, l.Rating.Comment = private.Mask(l.Question), private.Mask(l.Region), private.Mask(l.Rating.Comment)
	select {
	case r.queue <- l:
	default:
		r.dropped.Add(1)
	}
}

// Close writes what waits and ends. When the context ends first, what still waits is lost. No line may come after it.
func (r *Recorder) Close(ctx context.Context) error {
	close(r.closing)
	defer r.cancel()
	select {
	case <-r.ended:
		return nil
	case <-ctx.Done():
	}
	r.cancel()
	<-r.ended
	return ctx.Err()
}

func (r *Recorder) work(ctx context.Context) {
	defer close(r.ended)
	forget := time.NewTicker(forgetEvery)
	defer forget.Stop()
	c := newClock()
	if c.isPlausible(ctx, r.Store) {
		r.forget(ctx)
	} else {
		r.Log.WarnContext(ctx, "old questions are left for a day: the newest question is old or of the future, and the clock may be wrong")
	}
	for {
		select {
		case l := <-r.queue:
			r.write(ctx, l)
		case <-forget.C:
			if c.leapt() {
				r.Log.WarnContext(ctx, "old questions are left for a day: the clock was set to another day")
				continue
			}
			r.forget(ctx)
		case <-r.closing:
			r.drain(ctx)
			return
		}
	}
}

// drain writes what waits.
func (r *Recorder) drain(ctx context.Context) {
	for ctx.Err() == nil {
		select {
		case l := <-r.queue:
			r.write(ctx, l)
		default:
			return
		}
	}
}

func (r *Recorder) write(ctx context.Context, l line) {
	if r.off.Load() {
		return
	}
	var err error
	if l.rating {
		err = r.Store.Rate(ctx, l.ID, l.Rating)
		if errors.Is(err, retrieval.ErrNotFound) {
			err = nil // an answer that was never given, or is forgotten
		}
	} else {
		err = r.Store.Journal(ctx, l.Asked)
	}
	r.report(ctx, "question not noted", err)
	if n := r.dropped.Swap(0); n > 0 {
		r.Log.WarnContext(ctx, "journal too slow, questions not noted", "dropped", n)
	}
}

func (r *Recorder) forget(ctx context.Context) {
	n, err := r.Store.Forget(ctx, time.Now().Add(-r.Keep))
	r.report(ctx, "old questions not forgotten", err)
	if n > 0 {
		r.Log.InfoContext(ctx, "old questions forgotten", "questions", n)
	}
}

// report logs an error; the first that says that nothing can be written ends the recording.
func (r *Recorder) report(ctx context.Context, what string, err error) {
	switch {
	case err == nil:
	case errors.Is(err, retrieval.ErrReadOnly):
		if !r.off.Swap(true) {
			r.Log.WarnContext(ctx, "questions are not noted: the store cannot be written to", "error", err)
		}
	default:
		r.Log.WarnContext(ctx, what, "error", err)
	}
}
