package pg_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
	"wence/retrieval/storetest"
)

func connect(t testing.TB, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// TestMigrateTogether opens an empty database by several processes at once.
func TestMigrateTogether(t *testing.T) {
	dsn := pgtest.Empty(t)
	var opening sync.WaitGroup
	for range 6 {
		opening.Go(func() {
			s, err := pg.Open(t.Context(), dsn, pg.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := s.Status(t.Context()); err != nil {
				t.Error(err)
			}
			s.Close()
		})
	}
	opening.Wait()
}

// TestIngestTogether lets several stores put the same notices, each in another order.
func TestIngestTogether(t *testing.T) {
	const notices = 60
	dsn := pgtest.New(t)
	var entries []retrieval.Entry
	for i := range notices {
		// the same bytes under two names, so that ids are contended for too
		e := entry(fmt.Sprint("/", i), fmt.Sprintf("第%d号通知,教师补贴", i/2))
		e.Notice.SHA256 = fmt.Sprintf("%064d", i/2)
		entries = append(entries, e)
	}
	var ingesting sync.WaitGroup
	for range 4 {
		ingesting.Go(func() {
			s := openAt(t, dsn)
			defer s.Close()
			for _, i := range rand.Perm(notices) {
				if _, err := s.Put(t.Context(), entries[i]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	ingesting.Wait()
	s := openAt(t, dsn)
	defer s.Close()
	if st, err := s.Status(t.Context()); err != nil || st.Notices != notices || st.Passages != notices {
		t.Errorf("%+v, %v", st, err)
	}
	found, err := s.Find(t.Context(), retrieval.Probe{Query: words("补贴"), Limit: 1000})
	if err != nil || len(found.Candidates) != notices {
		t.Errorf("found %d of %d, %v", len(found.Candidates), notices, err)
	}
}

// TestLostConnections ends every connection of a store again and again; nobody notices.
func TestLostConnections(t *testing.T) {
	dsn := pgtest.New(t)
	s := openAt(t, dsn)
	defer s.Close()
	admin := connect(t, dsn)
	done := make(chan struct{})
	var ending sync.WaitGroup
	ending.Go(func() {
		for range 15 {
			time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
			if _, err := admin.Exec(t.Context(), `select pg_terminate_backend(pid) from pg_stat_activity
				where datname = current_database() and pid <> pg_backend_pid()`); err != nil {
				t.Error(err)
			}
		}
		close(done)
	})
	n := 0
	for running := true; running; n++ {
		select {
		case <-done:
			running = false
		default:
		}
		if _, err := s.Put(t.Context(), entry(fmt.Sprint("/", n), "教师补贴")); err != nil {
			t.Fatal(err)
		}
		found, err := s.Find(t.Context(), retrieval.Probe{Query: words("补贴"), Limit: 10000})
		if err != nil || len(found.Candidates) != n+1 {
			t.Fatalf("found %d of %d, %v", len(found.Candidates), n+1, err)
		}
	}
	ending.Wait()
}

// feedVariable makes this test program a process that feeds the store of that DSN.
const feedVariable = "WENCE_TEST_FEED"

func TestMain(m *testing.M) {
	if dsn, first := os.Getenv(feedVariable), 0; dsn != "" {
		fmt.Sscan(os.Getenv(feedVariable+"_FROM"), &first)
		s, err := pg.Open(context.Background(), dsn, pg.Options{})
		if err == nil {
			err = storetest.Feed(context.Background(), s, first, os.Stdout)
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// TestKilledWriter kills a writing process at random moments, and lets the next go on where it was.
func TestKilledWriter(t *testing.T) {
	dsn := pgtest.New(t)
	s := openAt(t, dsn)
	defer s.Close()
	last := -1
	for range 24 {
		last = feedAndKill(t, dsn, last, time.Duration(20+rand.IntN(400))*time.Millisecond)
		storetest.CheckFed(t, s, last)
	}
	if last < 100 {
		t.Errorf("only %d versions were stored", last)
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	storetest.CheckFed(t, s, last)
}

// feedAndKill gives the last version that the process had acknowledged. It is killed some time after the first.
func feedAndKill(t *testing.T, dsn string, last int, after time.Duration) int {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), feedVariable+"="+dsn, fmt.Sprintf("%s_FROM=%d", feedVariable, last+1))
	var problems strings.Builder
	child.Stderr = &problems
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		fmt.Sscanf(lines.Text(), "stored %d", &last)
		if first {
			time.AfterFunc(after, func() { child.Process.Kill() })
		}
	}
	if err := child.Wait(); err == nil || problems.Len() > 0 {
		t.Fatalf("the process ended by itself: %v, %s", err, problems.String())
	}
	return last
}

// TestKilledServer kills the server at random moments while it is written to, and starts it again.
func TestKilledServer(t *testing.T) {
	server := pgtest.NewServer(t, false)
	// recovery takes long on a busy machine
	s, err := pg.Open(t.Context(), server.Database("wence"), pg.Options{Retry: 5 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, stop := context.WithCancel(t.Context())
	acknowledged := &lastLine{}
	var feeding sync.WaitGroup
	feeding.Go(func() {
		if err := storetest.Feed(ctx, s, 0, acknowledged); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	})
	for range 5 {
		time.Sleep(time.Duration(200+rand.IntN(800)) * time.Millisecond)
		server.Kill()
		server.Start()
	}
	time.Sleep(200 * time.Millisecond)
	stop()
	feeding.Wait()
	last := acknowledged.version()
	if last < 50 {
		t.Errorf("only %d versions were stored", last)
	}
	storetest.CheckFed(t, s, last)
}

// lastLine remembers the last version that was acknowledged to it.
type lastLine struct {
	mu   sync.Mutex
	last int
}

func (l *lastLine) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, err := fmt.Sscanf(string(p), "stored %d\n", &l.last)
	return len(p), err
}

func (l *lastLine) version() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}
