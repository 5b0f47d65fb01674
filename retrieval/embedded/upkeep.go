package embedded

import (
	"context"
	"log/slog"
)

// upkeep runs work in the background whenever it is woken.
type upkeep struct {
	calls chan struct{} // holds at most one
	end   context.CancelFunc
	ended chan struct{}
}

// start begins with a first round, for what an earlier process left.
func (u *upkeep) start(ctx context.Context, work func(context.Context) error, log *slog.Logger) {
	ctx, u.end = context.WithCancel(ctx)
	u.calls = make(chan struct{}, 1)
	u.ended = make(chan struct{})
	u.wake()
	go func() {
		defer close(u.ended)
		for {
			select {
			case <-ctx.Done():
				return
			case <-u.calls:
			}
			if err := work(ctx); err != nil && ctx.Err() == nil {
				log.ErrorContext(ctx, "merge index segments", "error", err)
			}
		}
	}()
}

// wake asks for a round. It never waits.
func (u *upkeep) wake() {
	select {
	case u.calls <- struct{}{}:
	default: // one is due already
	}
}

// stop ends the round that is running, which takes back what it has not committed, and waits.
func (u *upkeep) stop() {
	u.end()
	<-u.ended
}
