package admission

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
)

// ErrBusy says that so much is in work and waiting that no more is taken on: to be tried again in some seconds.
var ErrBusy = errors.New("too much in work")

// errPanic says that the work panicked; its message holds the stack.
var errPanic = errors.New("work panicked")

// DoorOptions bound what a Door lets in. The zero value of each field stands for its default.
type DoorOptions struct {
	Work  int           // pieces in work at a time; defaults to 1
	Queue int           // pieces that wait for a place; defaults to 8 times Work
	Wait  time.Duration // of a piece at most before it is turned away; defaults to 5 s
	Limit time.Duration // of a piece with its waiting, after which its caller is told so; defaults to a minute
}

// A Door lets so many pieces of work be done at a time. It is safe for concurrent use.
type Door struct {
	opt    DoorOptions
	places *semaphore.Weighted
	within atomic.Int64 // in work and waiting
}

// NewDoor makes a door.
func NewDoor(opt DoorOptions) *Door {
	if opt.Work == 0 {
		opt.Work = 1
	}
	if opt.Queue == 0 {
		opt.Queue = 8 * opt.Work
	}
	if opt.Wait == 0 {
		opt.Wait = 5 * time.Second
	}
	if opt.Limit == 0 {
		opt.Limit = time.Minute
	}
	return &Door{opt: opt, places: semaphore.NewWeighted(int64(opt.Work))}
}

// Enter waits for a place, which leave gives back. The error is ErrBusy, or that of the context.
func (d *Door) Enter(ctx context.Context) (leave func(), err error) {
	if d.within.Add(1) > int64(d.opt.Work+d.opt.Queue) {
		d.within.Add(-1)
		return nil, fmt.Errorf("%w: the queue is full", ErrBusy)
	}
	if err := d.wait(ctx); err != nil {
		d.within.Add(-1)
		return nil, err
	}
	return func() {
		d.places.Release(1)
		d.within.Add(-1)
	}, nil
}

// wait takes a place. One that is free is given however short the wait.
func (d *Door) wait(ctx context.Context) error {
	if d.places.TryAcquire(1) {
		return nil
	}
	waiting, cancel := context.WithTimeout(ctx, d.opt.Wait)
	defer cancel()
	switch err := d.places.Acquire(waiting, 1); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return fmt.Errorf("%w: no place came free in %s", ErrBusy, d.opt.Wait)
}

// Do does a piece of work when there is a place for it. The error is ErrBusy when there is none, that of the context as
// soon as it ends, context.DeadlineExceeded after the limit, or the work's own. Work that does not look at its context
// keeps its place until it is done, though nobody waits for it any more.
func Do[T any](ctx context.Context, d *Door, work func(context.Context) (T, error)) (T, error) {
	var none T
	ctx, cancel := context.WithTimeout(ctx, d.opt.Limit)
	leave, err := d.Enter(ctx)
	if err != nil {
		cancel()
		return none, err
	}
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		defer cancel()
		var out outcome
		defer func() {
			if p := recover(); p != nil {
				out.err = fmt.Errorf("%w: %v\n%s", errPanic, p, debug.Stack())
			}
			leave() // before the caller goes on: his next piece finds this place free
			done <- out
		}()
		out.value, out.err = work(ctx)
	}()
	select {
	case out := <-done:
		return out.value, out.err
	case <-ctx.Done():
	}
	select {
	case out := <-done: // it came at the last moment, or it is what ended the context
		return out.value, out.err
	default:
		return none, ctx.Err()
	}
}
