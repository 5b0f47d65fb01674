package pg_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"wence/retrieval"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
)

// with changes the DSN, a URL.
func with(t *testing.T, dsn string, change func(*url.URL)) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	change(u)
	return u.String()
}

func as(role string) func(*url.URL) { return func(u *url.URL) { u.User = url.User(role) } }

// reader makes a role that may read the tables that are there.
func reader(t *testing.T, dsn string) string {
	t.Helper()
	role := "reader_" + strings.TrimPrefix(with(t, dsn, func(u *url.URL) { *u = url.URL{Path: u.Path} }), "/")
	pgtest.Exec(t, dsn, "create role "+role+" login", "grant select on all tables in schema public to "+role)
	t.Cleanup(func() { pgtest.Exec(t, dsn, "drop owned by "+role, "drop role "+role) })
	return with(t, dsn, as(role))
}

// TestOpenProblems wants each reason why a database cannot be used told in Chinese, with what helps.
func TestOpenProblems(t *testing.T) {
	migrated, empty := pgtest.New(t), pgtest.Empty(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	old, newer := pgtest.New(t), pgtest.New(t)
	pgtest.Exec(t, old, `update pg_extension set extversion = '0.7.4' where extname = 'vector'`)
	pgtest.Exec(t, newer, `insert into wence_schema (version_id, is_applied) values (9999, true)`)
	for _, tc := range []struct {
		name, dsn string
		want      []string
	}{
		{"no DSN", "postgres://%zz", []string{"连接串有误", "postgres://用户:密码@主机:5432/数据库"}},
		{"server down", with(t, migrated, func(u *url.URL) { u.Host = closed.Addr().String() }), []string{"连不上数据库服务器", "请确认 PostgreSQL 已启动"}},
		{"no database", with(t, migrated, func(u *url.URL) { u.Path = "/nowhere" }), []string{"数据库不存在", "createdb"}},
		{"no role", with(t, migrated, as("nobody_at_all")), []string{"拒绝此用户登录", "用户名"}},
		{"old pgvector", old, []string{"0.7.4", "ALTER EXTENSION vector UPDATE"}},
		{"newer schema", newer, []string{"9999", "请升级问策"}},
		{"no right to migrate", reader(t, empty), []string{"无权", "CREATE EXTENSION vector"}},
		{"read-only and empty", with(t, empty, readOnly), []string{"只读", "wence migrate"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, err := pg.Open(t.Context(), tc.dsn, pg.Options{})
			if err == nil {
				s.Close()
				t.Fatal("opened")
			}
			for _, want := range tc.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v does not say %q", err, want)
				}
			}
		})
	}
}

func readOnly(u *url.URL) {
	q := u.Query()
	q.Set("default_transaction_read_only", "on")
	u.RawQuery = q.Encode()
}

func TestPasswordIsNotTold(t *testing.T) {
	for _, dsn := range []string{"postgres://wence:geheim@127.0.0.1:1/x", "postgres://wence:geheim@127.0.0.1:port/x", "postgres://wence:geheim/y@127.0.0.1/x", "postgres://127.0.0.1:port/x?password=geheim",
		"host=127.0.0.1 port=port password = geheim", "host=127.0.0.1 password='geheim"} {
		if _, err := pg.Open(t.Context(), dsn, pg.Options{}); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("got %v", err)
		}
	}
}

// TestReadOnly searches through roles that may not write.
func TestReadOnly(t *testing.T) {
	dsn := pgtest.New(t)
	s := openAt(t, dsn)
	defer s.Close()
	if _, err := s.Put(t.Context(), entry("/a", "教师住房补贴")); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ dsn, want string }{
		"role":       {reader(t, dsn), "权限不足"},
		"connection": {with(t, dsn, readOnly), "数据库只读"},
	} {
		t.Run(name, func(t *testing.T) {
			r := openAt(t, tc.dsn)
			defer r.Close()
			found, err := r.Find(t.Context(), retrieval.Probe{Query: words("住房补贴"), Limit: 5})
			if err != nil || len(found.Candidates) != 1 {
				t.Fatalf("found %d, %v", len(found.Candidates), err)
			}
			for operation, err := range map[string]error{
				"Put":        second(r.Put(t.Context(), entry("/b", "教师"))),
				"SetVectors": r.SetVectors(t.Context(), "m", []retrieval.Vector{{PassageID: 1, Values: []float32{1}}}),
			} {
				if err == nil || !strings.Contains(err.Error(), tc.want) {
					t.Errorf("%s gave %v, which does not say %q", operation, err, tc.want)
				}
			}
			for operation, err := range map[string]error{
				"Journal": r.Journal(t.Context(), retrieval.Asked{ID: "1"}),
				"Rate":    r.Rate(t.Context(), "1", retrieval.Rating{Up: true}),
				"Forget":  second(r.Forget(t.Context(), time.Now())),
			} {
				if !errors.Is(err, retrieval.ErrReadOnly) || !strings.Contains(err.Error(), tc.want) {
					t.Errorf("%s gave %v, want ErrReadOnly and %q", operation, err, tc.want)
				}
			}
		})
	}
	if st, err := s.Status(t.Context()); err != nil || st.Notices != 1 || len(st.Vectors) != 0 {
		t.Errorf("%+v, %v", st, err)
	}
}

func second[T any](_ T, err error) error { return err }

// TestDiskFull makes a write of each table fail as it does when the disk is full, some of them at the commit only.
func TestDiskFull(t *testing.T) {
	dsn := pgtest.New(t)
	s := openAt(t, dsn)
	defer s.Close()
	before := entry("/a", "教师住房补贴", "学生营养餐")
	if _, err := s.Put(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	pgtest.Exec(t, dsn, `create function disk_full() returns trigger language plpgsql as
		$$ begin raise 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`)
	after := entry("/a", "教师交通补贴")
	for _, table := range []string{"notice", "passage", "lex_segment", "lex_dead", "tally"} {
		for _, when := range []string{"", "deferrable initially deferred"} {
			t.Run(table+" "+when, func(t *testing.T) {
				pgtest.Exec(t, dsn, fmt.Sprintf(`create constraint trigger disk_full after insert on %s %s for each row execute function disk_full()`, table, when))
				defer pgtest.Exec(t, dsn, `drop trigger disk_full on `+table)
				_, err := s.Put(t.Context(), after)
				if err == nil || !strings.Contains(err.Error(), "磁盘已满") {
					t.Errorf("got %v", err)
				}
				found, err := s.Find(t.Context(), retrieval.Probe{Query: words("补贴"), Limit: 5})
				if err != nil || len(found.Candidates) != 1 || found.Candidates[0].Passage.Text != "教师住房补贴" {
					t.Errorf("found %+v, %v", found.Candidates, err)
				}
			})
		}
	}
	if _, err := s.Put(t.Context(), after); err != nil {
		t.Error(err)
	}
}

// TestDeadline holds a search up on the server and wants it cancelled there.
func TestDeadline(t *testing.T) {
	dsn := pgtest.New(t)
	s := openAt(t, dsn)
	defer s.Close()
	locker := connect(t, dsn)
	if _, err := locker.Exec(t.Context(), `begin; lock table lex_post in access exclusive mode`); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err := s.Find(ctx, retrieval.Probe{Query: words("补贴"), Limit: 5})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	const waiting = `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
	for n := 1; n > 0; { // for ever where it is not cancelled: the lock is held until the test ends
		if err := locker.QueryRow(t.Context(), waiting).Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
}
