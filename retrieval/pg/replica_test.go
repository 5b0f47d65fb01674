package pg_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wence/retrieval"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
	"wence/retrieval/storetest"
)

// group is a primary with two replicas, and a store over all three.
type group struct {
	primary, left, right *pgtest.Server
	store                *pg.Store
	put                  int // notices
}

const groupDatabase = "wence"

// newGroup stores one notice and waits until the replicas have it.
func newGroup(t *testing.T) *group {
	t.Helper()
	g := &group{primary: pgtest.NewServer(t, true)}
	g.primary.Database(groupDatabase)
	g.left, g.right = g.primary.Replica(), g.primary.Replica()
	g.store = g.open(t, groupDatabase)
	g.write(t)
	g.await(t, "both replicas are well and have the notice", func() bool {
		return g.well(0) && g.well(1) && g.has(t, g.left) && g.has(t, g.right)
	})
	return g
}

func (g *group) open(t *testing.T, database string) *pg.Store {
	t.Helper()
	s, err := pg.Open(t.Context(), g.primary.In(database), pg.Options{
		Logger:   slog.New(slog.NewTextHandler(t.Output(), nil)),
		Replicas: []string{g.left.In(database), g.right.In(database)},
		Lag:      2 * time.Second, Retry: 3 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// write puts another notice.
func (g *group) write(t *testing.T) {
	t.Helper()
	if _, err := g.store.Put(t.Context(), entry(strings.Repeat("/", g.put+1), "教师住房补贴")); err != nil {
		t.Fatal(err)
	}
	g.put++
}

func (g *group) well(i int) bool { return g.store.Replicas()[i].Problem == "" }

// has reports whether a server has all notices that were put.
func (g *group) has(t *testing.T, s *pgtest.Server) bool {
	var n int
	err := connect(t, s.In(groupDatabase)).QueryRow(t.Context(), `select count(*) from notice`).Scan(&n)
	return err == nil && n == g.put
}

func (g *group) await(t *testing.T, what string, is func() bool) {
	t.Helper()
	for start := time.Now(); !is(); time.Sleep(50 * time.Millisecond) {
		if time.Since(start) > 2*time.Minute {
			t.Fatalf("waited in vain: %s; %+v", what, g.store.Replicas())
		}
	}
}

// find searches and gives how many passages it found.
func (g *group) find(t *testing.T) int {
	t.Helper()
	found, err := g.store.Find(t.Context(), retrieval.Probe{Query: words("住房补贴"), Limit: 50})
	if err != nil {
		t.Fatalf("search: %v; %+v", err, g.store.Replicas())
	}
	return len(found.Candidates)
}

// TestReplicas reads from replicas through all that may befall them and the primary.
func TestReplicas(t *testing.T) {
	g := newGroup(t)
	t.Run("in turn", g.testTurns)
	t.Run("killed", g.testKilled)
	t.Run("primary down", g.testPrimaryDown)
	t.Run("promoted", g.testPromoted)
}

// pause stops a replica from replaying what it receives.
func (g *group) pause(t *testing.T, s *pgtest.Server) {
	t.Helper()
	pgtest.Exec(t, s.DSN, `select pg_wal_replay_pause()`)
	conn := connect(t, s.DSN)
	g.await(t, "replay pauses", func() bool {
		var state string
		err := conn.QueryRow(t.Context(), `select pg_get_wal_replay_pause_state()`).Scan(&state)
		return err == nil && state == "paused"
	})
}

func (g *group) resume(t *testing.T, s *pgtest.Server) {
	t.Helper()
	pgtest.Exec(t, s.DSN, `select pg_wal_replay_resume()`)
}

// testTurns lets each server know another number of notices, which tells who answered.
func (g *group) testTurns(t *testing.T) {
	time.Sleep(3 * time.Second) // a primary that rests must not make its replicas seem behind
	if !g.well(0) || !g.well(1) {
		t.Fatalf("behind a primary that rests: %+v", g.store.Replicas())
	}
	g.pause(t, g.right)
	g.write(t)
	g.await(t, "the left replica follows", func() bool { return g.has(t, g.left) })
	g.pause(t, g.left)
	g.write(t)
	var found []int
	for range 10 {
		found = append(found, g.find(t))
	}
	slices.Sort(found)
	if found = slices.Compact(found); !slices.Equal(found, []int{g.put - 2, g.put - 1}) {
		t.Errorf("searches found %d of %d passages, want each replica's in turn", found, g.put)
	}
	if st, err := g.store.Status(t.Context()); err != nil || st.Notices >= g.put {
		t.Errorf("%+v, %v: not of a replica", st, err)
	}
	g.await(t, "both are behind", func() bool { return !g.well(0) && !g.well(1) })
	for range 10 {
		if n := g.find(t); n != g.put {
			t.Errorf("found %d of %d passages while both replicas are behind", n, g.put)
		}
	}
	g.resume(t, g.left)
	g.resume(t, g.right)
	g.await(t, "both are well again", func() bool { return g.well(0) && g.well(1) })
}

// testKilled kills replicas while searches go on and the store is fed: none may fail, or see a part of a notice.
func (g *group) testKilled(t *testing.T) {
	g.primary.Database("fed")
	store := g.open(t, "fed")
	ctx, stop := context.WithCancel(t.Context())
	var work sync.WaitGroup
	defer work.Wait()
	defer stop()
	work.Go(func() {
		if err := storetest.Feed(ctx, store, 0, io.Discard); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	})
	var searched atomic.Int64
	for range 3 {
		work.Go(func() {
			for ctx.Err() == nil && !t.Failed() {
				storetest.CheckWhole(t, store)
				searched.Add(1)
			}
		})
	}
	for i, replica := range []*pgtest.Server{g.left, g.right, g.left} {
		before := searched.Load()
		replica.Kill()
		g.await(t, "the killed replica is passed over", func() bool { return !g.well(i % 2) })
		replica.Start()
		g.await(t, "the killed replica is used again", func() bool { return g.well(i % 2) })
		if searched.Load() == before {
			t.Error("no search meanwhile")
		}
	}
}

// testPrimaryDown searches on while nothing can be written.
func (g *group) testPrimaryDown(t *testing.T) {
	g.primary.Kill()
	want := g.find(t)
	for range 300 {
		if n := g.find(t); n != want {
			t.Fatalf("found %d passages, want %d", n, want)
		}
	}
	if list, _, err := g.store.Notices(t.Context(), 10, ""); err != nil || len(list) == 0 {
		t.Errorf("%d notices, %v", len(list), err)
	}
	if _, err := g.store.Put(t.Context(), entry("/late", "教师")); err == nil || !strings.Contains(err.Error(), "连不上数据库服务器") {
		t.Errorf("Put gave %v", err)
	}
	again := group{store: g.open(t, groupDatabase)}
	if n := again.find(t); n != want {
		t.Errorf("a store that was opened meanwhile finds %d passages, want %d", n, want)
	}
	g.primary.Start()
	if _, err := g.store.Put(t.Context(), entry("/late", "教师住房补贴")); err != nil {
		t.Error(err)
	}
	g.await(t, "what is new is found", func() bool { return g.find(t) == want+1 })
}

// testPromoted makes a primary of a replica: it is none any more.
func (g *group) testPromoted(t *testing.T) {
	pgtest.Exec(t, g.right.DSN, `select pg_promote()`)
	g.await(t, "the promoted server is passed over", func() bool {
		return strings.Contains(g.store.Replicas()[1].Problem, "已被提升")
	})
	g.await(t, "the other replica, which found the restarted primary again, is used", func() bool { return g.well(0) })
	g.find(t)
}

// TestNoReplica opens stores with what is no replica of theirs: a server that hangs, none at all, and the primary itself.
func TestNoReplica(t *testing.T) {
	hanging, err := net.Listen("tcp", "127.0.0.1:0") // accepts and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer hanging.Close()
	dsn := pgtest.New(t)
	at := func(host string) string { return with(t, dsn, func(u *url.URL) { u.Host = host }) }
	for name, tc := range map[string]struct {
		replicas []string
		problems []string
	}{
		"hanging": {[]string{at(hanging.Addr().String())}, []string{"2 秒内没有应答"}},
		"itself":  {[]string{dsn}, []string{""}},
		"down and itself in one": {[]string{at("127.0.0.1:1," + with(t, dsn, func(u *url.URL) { *u = url.URL{Path: u.Host} })[2:])},
			[]string{"连不上", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := pg.Open(t.Context(), dsn, pg.Options{Replicas: tc.replicas})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			list := s.Replicas()
			if len(list) != len(tc.problems) {
				t.Fatalf("%+v", list)
			}
			for i, r := range list {
				if !strings.Contains(r.Problem, tc.problems[i]) || tc.problems[i] == "" && r.Problem != "" {
					t.Errorf("%s: %q, want %q", r.Name, r.Problem, tc.problems[i])
				}
			}
			if _, err := s.Find(t.Context(), retrieval.Probe{Query: words("补贴"), Limit: 5}); err != nil {
				t.Error(err)
			}
		})
	}
	if _, err := pg.Open(t.Context(), dsn, pg.Options{Replicas: []string{"postgres://%zz"}}); err == nil || !strings.Contains(err.Error(), "备库") {
		t.Errorf("a replica's broken DSN: %v", err)
	}
	down := at("127.0.0.1:1")
	if _, err := pg.Open(t.Context(), down, pg.Options{Replicas: []string{down}}); err == nil || !strings.Contains(err.Error(), "连不上数据库服务器") {
		t.Errorf("primary and replica down: %v", err)
	}
}
