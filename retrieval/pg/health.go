package pg

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// sighting is what a server says of itself.
type sighting struct {
	cluster   string    // identifies the primary and its replicas
	started   time.Time // identifies the server
	following bool      // whether it is a replica
	position  int64     // bytes of WAL written, or replayed
	version   int64     // of the corpus
}

const sightingQuery = `select system_identifier::text, pg_postmaster_start_time(), pg_is_in_recovery(),
	coalesce(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end - '0/0', 0)::bigint,
	(select coalesce(sum(n), 0)::bigint from tally where counter = 'version')
	from pg_control_system()`

func look(ctx context.Context, pool *pgxpool.Pool) (s sighting, err error) {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	err = pool.QueryRow(ctx, sightingQuery).Scan(&s.cluster, &s.started, &s.following, &s.position, &s.version)
	return s, err
}

// history is where the primary was in its WAL, and when. A replica's lag is the time since the first position that it has
// not reached, so replicas of a primary that rests are up to date, and replicas that get nothing any more are not.
// Timestamps of transactions, which a replica could tell alone, would say neither.
type history struct {
	cluster string
	started time.Time
	marks   []milestone // rising; the first is older than span, or of time zero
}

type milestone struct {
	at       time.Time
	position int64
}

// span is how far back a history reaches at least.
const span = time.Minute

// add notes where the primary is. A replica that has not reached the very first position is behind by nobody knows how
// much, hence that mark's time. A primary that went back is another one.
func (h *history) add(s sighting, now time.Time) {
	h.cluster, h.started = s.cluster, s.started
	last := len(h.marks) - 1
	switch {
	case last < 0 || s.position < h.marks[last].position:
		h.marks = []milestone{{position: s.position}}
	case s.position > h.marks[last].position:
		h.marks = append(h.marks, milestone{now, s.position})
	}
	for len(h.marks) > 1 && now.Sub(h.marks[1].at) > span {
		h.marks = h.marks[1:]
	}
}

// lag is how far behind a server is that has reached the position.
func (h *history) lag(position int64, now time.Time) time.Duration {
	for _, m := range h.marks {
		if m.position > position {
			return now.Sub(m.at)
		}
	}
	return 0
}

// judge gives a server's lag, and why it must not be read from.
func (h *history) judge(s sighting, most time.Duration, now time.Time) (lag time.Duration, problem string) {
	switch {
	case h.cluster != "" && s.cluster != h.cluster:
		return 0, "不是此主库的备库(系统标识不同);请检查 WENCE_STORE_READ"
	case !s.following && !s.started.Equal(h.started):
		return 0, "不是备库:已被提升为主库,或与主库脱离"
	}
	if lag = h.lag(s.position, now); lag > most {
		return lag, "落后主库太多;请检查复制是否正常"
	}
	return lag, ""
}

// watch looks at the servers until the context ends. The first look is over when it returns.
func (rs *replicas) watch(ctx context.Context, primary *pgxpool.Pool) {
	if rs == nil {
		return
	}
	ctx, rs.cancel = context.WithCancel(context.WithoutCancel(ctx))
	rs.check(ctx, primary)
	go func() {
		defer close(rs.ended)
		tick := time.NewTicker(checkPause)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				rs.check(ctx, primary)
			}
		}
	}()
}

// check looks at the primary first: a replica that is where the primary was a moment ago is up to date.
func (rs *replicas) check(ctx context.Context, primary *pgxpool.Pool) {
	if s, err := look(ctx, primary); err == nil {
		rs.history.add(s, time.Now())
	}
	var group sync.WaitGroup
	for _, r := range rs.list {
		group.Go(func() { rs.examine(ctx, r) })
	}
	group.Wait()
}

// unanswered says why a server gave no answer within the time.
func unanswered(err error, within time.Duration) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("%d 秒内没有应答;请检查该服务器和网络", int(within.Seconds()))
	}
	return explain(err).Error()
}

func (rs *replicas) examine(ctx context.Context, r *replica) {
	s, err := look(ctx, r.pool)
	if ctx.Err() != nil {
		return
	}
	r.mark(ctx, func(h *Replica) {
		if err != nil {
			h.Problem = unanswered(err, checkTime)
		} else {
			h.Lag, h.Problem = rs.history.judge(s, rs.lag, time.Now())
			r.version = s.version
		}
		r.reached = err == nil
	})
}
