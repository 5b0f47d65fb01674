package pg

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// defaultLag is how far behind a replica may be at most.
	defaultLag = 10 * time.Second
	// checkPause lies between two looks at the replicas, and so a replica comes back after this long.
	checkPause = time.Second
	// checkTime is how long a server may take to say how it is.
	checkTime = 2 * time.Second
	// patience is how long a replica may take for one read.
	patience = 5 * time.Second
)

// Replica says how a replica is.
type Replica struct {
	Name    string        // host:port
	Lag     time.Duration // how far behind the primary, by what was seen of both, to a second
	Problem string        // in Chinese, why it is not read from; "" = it is
}

// replica is a server that follows the primary.
type replica struct {
	source
	log     *slog.Logger
	mu      sync.Mutex
	health  Replica
	version int64 // of the corpus, when last looked at
	reached bool  // whether it answered when last looked at
}

// replicas are those of a store, and who looks after them.
type replicas struct {
	list    []*replica
	next    atomic.Uint64
	lag     time.Duration
	history history
	cancel  context.CancelFunc
	ended   chan struct{}
}

// openReplicas makes pools for every host of every DSN; nil when there is none. A replica that is down is no error.
func openReplicas(ctx context.Context, opt Options) (*replicas, error) {
	if len(opt.Replicas) == 0 {
		return nil, nil
	}
	rs := &replicas{lag: opt.Lag, ended: make(chan struct{})}
	for _, dsn := range opt.Replicas {
		if err := rs.add(ctx, dsn, opt.Logger); err != nil {
			rs.close()
			return nil, err
		}
	}
	return rs, nil
}

// add makes the pools of one DSN.
func (rs *replicas) add(ctx context.Context, dsn string, log *slog.Logger) error {
	config, err := parse(dsn)
	if err != nil {
		return fmt.Errorf("备库: %w", err)
	}
	for _, one := range eachHost(config) {
		r := &replica{log: log, health: Replica{Name: fmt.Sprintf("%s:%d", one.ConnConfig.Host, one.ConnConfig.Port)}}
		if r.pool, err = pgxpool.NewWithConfig(ctx, one); err != nil {
			return fmt.Errorf("备库 %s: %w", r.health.Name, err)
		}
		rs.list = append(rs.list, r)
	}
	return nil
}

// eachHost splits a configuration of several hosts. What follows a host with the same name and port is another way to
// reach it (without TLS).
func eachHost(config *pgxpool.Config) []*pgxpool.Config {
	var list []*pgxpool.Config
	all := config.ConnConfig.Fallbacks
	config = config.Copy()
	config.ConnConfig.Fallbacks = nil
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = checkTime
	}
	config.PingTimeout = checkTime
	list = append(list, config)
	for _, f := range all {
		last := list[len(list)-1].ConnConfig
		if f.Host == last.Host && f.Port == last.Port {
			last.Fallbacks = append(last.Fallbacks, f)
			continue
		}
		next := config.Copy()
		next.ConnConfig.Fallbacks = nil
		next.ConnConfig.Host, next.ConnConfig.Port, next.ConnConfig.TLSConfig = f.Host, f.Port, f.TLSConfig
		list = append(list, next)
	}
	return list
}

// well gives the replicas that can be read from, another one first each time.
func (rs *replicas) well() []*replica {
	list := rs.those((*replica).well)
	if len(list) == 0 {
		return nil
	}
	first := int(rs.next.Add(1) % uint64(len(list)))
	return append(list[first:], list[:first]...)
}

// behind gives those that answer but are too far behind, the least first.
func (rs *replicas) behind() []*replica {
	list := rs.those(func(r *replica) bool { return r.reached && r.health.Lag > rs.lag })
	slices.SortFunc(list, func(a, b *replica) int { return int(a.state().Lag - b.state().Lag) })
	return list
}

// well must be called with the lock held.
func (r *replica) well() bool { return r.health.Problem == "" }

func (rs *replicas) those(are func(r *replica) bool) []*replica {
	var list []*replica
	for _, r := range rs.list {
		r.mu.Lock()
		if are(r) {
			list = append(list, r)
		}
		r.mu.Unlock()
	}
	return list
}

func (r *replica) state() Replica {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.health
}

// mark changes what is known of the replica's health.
func (r *replica) mark(ctx context.Context, change func(*Replica)) {
	r.mu.Lock()
	before := r.health
	change(&r.health)
	now := r.health
	r.mu.Unlock()
	switch {
	case before.Problem == "" && now.Problem != "":
		r.log.WarnContext(ctx, "备库暂不使用,检索改由其他服务器承担", "replica", now.Name, "problem", now.Problem)
	case before.Problem != "" && now.Problem == "":
		r.log.InfoContext(ctx, "备库恢复使用", "replica", now.Name)
	}
}

// oldest gives the least version of the corpus that a search may meet from now on.
func (rs *replicas) oldest(version int64) int64 {
	if rs == nil {
		return version
	}
	for _, r := range rs.those((*replica).well) {
		r.mu.Lock()
		version = min(version, r.version)
		r.mu.Unlock()
	}
	return version
}

// Replicas says how the replicas are that the store was opened with, in that order.
func (s *Store) Replicas() []Replica {
	if s.replicas == nil {
		return nil
	}
	list := make([]Replica, len(s.replicas.list))
	for i, r := range s.replicas.list {
		list[i] = r.state()
	}
	return list
}

func (rs *replicas) close() {
	if rs == nil {
		return
	}
	if rs.cancel != nil { // else nobody watches: the store could not be opened
		rs.cancel()
		<-rs.ended
	}
	for _, r := range rs.list {
		r.pool.Close()
	}
}
