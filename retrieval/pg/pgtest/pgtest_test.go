package pgtest_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"wence/retrieval/pg/pgtest"
)

func count(t *testing.T, dsn, query string) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if err := conn.QueryRow(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNew(t *testing.T) {
	a, b := pgtest.New(t), pgtest.New(t)
	pgtest.Exec(t, a, `insert into tally values ('version', 1)`)
	if got := count(t, a, `select count(*) from tally`); got != 1 {
		t.Errorf("%d rows in the first database, want 1", got)
	}
	if got := count(t, b, `select count(*) from tally`); got != 0 {
		t.Errorf("%d rows in the second database, want 0", got)
	}
}

func TestEmpty(t *testing.T) {
	if got := count(t, pgtest.Empty(t), `select count(*) from pg_class where relnamespace = 'public'::regnamespace`); got != 0 {
		t.Errorf("%d relations, want 0", got)
	}
}

// TestNoServer runs TestNew where there is no server: it must fail and say what to do.
func TestNoServer(t *testing.T) {
	child := exec.Command(os.Args[0], "-test.v", "-test.run=^TestNew$")
	child.Env = append(os.Environ(), "WENCE_TEST_POSTGRES=postgres://postgres@127.0.0.1:1/postgres")
	out, err := child.CombinedOutput()
	if err == nil || strings.Contains(string(out), "SKIP") || !strings.Contains(string(out), "Set WENCE_TEST_POSTGRES to") {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestServer kills a server: what was committed is there when it runs again.
func TestServer(t *testing.T) {
	s := pgtest.NewServer(t, true)
	dsn := s.Database("kept")
	pgtest.Exec(t, dsn, `create table kept (n int)`, `insert into kept values (1)`)
	s.Kill()
	s.Start()
	if got := count(t, dsn, `select count(*) from kept`); got != 1 {
		t.Errorf("%d rows after the kill, want 1", got)
	}
	s.Stop()
	s.Start()
	if got := count(t, dsn, `select count(*) from kept`); got != 1 {
		t.Errorf("%d rows after the stop, want 1", got)
	}
}

// TestTemplates makes templates of further schemas on a server of the test's own: old ones go.
func TestTemplates(t *testing.T) {
	s := pgtest.NewServer(t, false)
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		pgtest.Exec(t, s.DSN, "create database wence_template_"+name+" is_template true")
	}
	t.Setenv("WENCE_TEST_POSTGRES", s.DSN)
	child := exec.Command(os.Args[0], "-test.run=^TestNew$")
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := count(t, s.DSN, `select count(*) from pg_database where datname like 'wence_template_%'`); got != 4 {
		t.Errorf("%d templates are left, want 4", got)
	}
	if got := count(t, s.DSN, `select count(*) from pg_database where datname in ('wence_template_a', 'wence_template_b')`); got != 0 {
		t.Errorf("%d of the oldest templates are left", got)
	}
}
