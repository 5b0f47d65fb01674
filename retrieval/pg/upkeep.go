package pg

import (
	"context"
	"math"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// pause is what lies at least between two rounds of background work, so that a busy writer does not make them follow
	// each other all the time.
	pause = time.Second
	// quiet is how long nobody must have written before work is done that goes better when all is there.
	quiet = 5 * time.Second
)

// upkeep runs background work whenever it is woken, and other work when it has not been woken for a while.
type upkeep struct {
	calls    chan struct{} // holds at most one
	stopping chan struct{}
	ended    chan struct{}
	cancel   context.CancelFunc
}

// start begins with a first round, for what an earlier process left.
func (u *upkeep) start(ctx context.Context, work, rest func(context.Context)) {
	ctx, u.cancel = context.WithCancel(ctx)
	u.calls = make(chan struct{}, 1)
	u.stopping, u.ended = make(chan struct{}), make(chan struct{})
	u.wake()
	go func() {
		defer close(u.ended)
		idle := time.NewTimer(quiet)
		for {
			select {
			case <-u.calls:
				work(ctx)
				u.sleep(pause)
				idle.Reset(quiet)
			case <-idle.C:
				rest(ctx)
			case <-u.stopping:
				work(ctx)
				rest(ctx)
				return
			}
		}
	}()
}

func (u *upkeep) sleep(d time.Duration) {
	select {
	case <-u.stopping:
	case <-time.After(d):
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

// tend does the background work that is due while others write.
func (s *Store) tend(ctx context.Context) {
	s.report(ctx, "merge segments", s.settle(ctx, maxDead))
	s.report(ctx, "add up counts", s.foldTally(ctx))
	enough := manyVectors
	if s.pace.hurry(ctx, s.pool) {
		enough = math.MaxInt32
	}
	s.report(ctx, "index vectors", s.indexVectors(ctx, enough))
}

// pace is how fast vectors come. It is for the one who does background work.
type pace struct {
	at time.Time
	n  int64
}

// fast is how many vectors a second come faster than an index takes them. Then it is made when they have come, which is
// soon; those that come slowly would be scanned one by one for too long.
const fast = 100

// hurry reports whether vectors have come fast since it was last asked; yes, while that is unknown or long ago.
func (p *pace) hurry(ctx context.Context, pool *pgxpool.Pool) bool {
	now := pace{at: time.Now()}
	err := pool.QueryRow(ctx, `select coalesce(sum(n), 0)::bigint from tally where counter like 'vectors/%'`).Scan(&now.n)
	if err != nil {
		return true
	}
	before := *p
	*p = now
	passed := now.at.Sub(before.at)
	return passed > quiet || float64(now.n-before.n) > fast*passed.Seconds()
}

// rest does what goes better when all is there: to build an index over vectors takes a third of the time that adding
// them to one takes.
func (s *Store) rest(ctx context.Context) {
	s.report(ctx, "index vectors", s.indexVectors(ctx, 1))
}

func (s *Store) report(ctx context.Context, operation string, err error) {
	switch {
	case err == nil || ctx.Err() != nil:
	case code(err) == insufficientPrivilege:
		s.denied.Do(func() {
			s.log.WarnContext(ctx, "此数据库角色无权建立向量索引,带向量的检索会越来越慢;请把 passage_vector 表的所有权交给此角色", "error", err)
		})
	case transient(err): // the next round will do it
		s.log.WarnContext(ctx, "background work on the store", "error", failed(operation, err))
	default:
		s.log.ErrorContext(ctx, "background work on the store", "error", failed(operation, err))
	}
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
