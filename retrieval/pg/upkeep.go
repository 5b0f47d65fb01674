package pg

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
)

// pause is what lies at least between two rounds of background work, so that a busy writer does not make them follow
// each other all the time.
const pause = time.Second

// upkeep runs background work whenever it is woken.
type upkeep struct {
	calls    chan struct{} // holds at most one
	stopping chan struct{}
	ended    chan struct{}
	cancel   context.CancelFunc
}

// start begins with a first round, for what an earlier process left.
func (u *upkeep) start(ctx context.Context, work func(context.Context) error, log *slog.Logger) {
	ctx, u.cancel = context.WithCancel(ctx)
	u.calls = make(chan struct{}, 1)
	u.stopping, u.ended = make(chan struct{}), make(chan struct{})
	u.wake()
	go func() {
		defer close(u.ended)
		for u.called() {
			if err := work(ctx); err != nil && ctx.Err() == nil {
				log.ErrorContext(ctx, "background work on the store", "error", err)
			}
			select {
			case <-u.stopping:
			case <-time.After(pause):
			}
		}
	}()
}

// called waits for the next call; false at the end, when none is due any more.
func (u *upkeep) called() bool {
	select {
	case <-u.calls:
		return true
	default:
	}
	select {
	case <-u.calls:
		return true
	case <-u.stopping:
		return false
	}
}

// wake asks for a round. It never waits.
func (u *upkeep) wake() {
	select {
	case u.calls <- struct{}{}:
	default: // one is due already, or this store does no background work
	}
}

// stop lets the rounds that are due come to their end within the time given, and waits.
func (u *upkeep) stop(within time.Duration) {
	if u.cancel == nil {
		return
	}
	defer u.cancel()
	close(u.stopping)
	select {
	case <-u.ended:
	case <-time.After(within):
		u.cancel()
		<-u.ended
	}
}

// tend does all background work that is due.
func (s *Store) tend(ctx context.Context) error {
	if err := s.settle(ctx, maxDead); err != nil {
		return fmt.Errorf("merge segments: %w", explain(err))
	}
	if err := s.foldTally(ctx); err != nil {
		return fmt.Errorf("add up counts: %w", explain(err))
	}
	if err := s.indexVectors(ctx); err != nil {
		return fmt.Errorf("index vectors: %w", explain(err))
	}
	return nil
}

// settle merges until nothing is due.
func (s *Store) settle(ctx context.Context, tolerated int) error {
	for {
		merged, err := s.mergeDue(ctx, tolerated)
		if err != nil || !merged {
			return err
		}
	}
}

// tallyRows is how many changes are summed up at each look before they are added up for good.
const tallyRows = 1000

// foldTally adds up the changes of the counts.
func (s *Store) foldTally(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		got, err := tryLock(ctx, tx, upkeepLock)
		if err != nil || !got {
			return err
		}
		_, err = tx.Exec(ctx, `with old as (delete from tally where (select count(*) from tally) > $1 returning counter, n)
			insert into tally select counter, sum(n) from old group by counter`, tallyRows)
		return err
	})
}
