package pgtest

import (
	"bytes"
	_ "embed"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

//go:embed postgres.sh
var script string

// run runs postgres.sh with additions to the environment and gives what it prints.
func run(environment []string, arguments ...string) (string, error) {
	cmd := exec.Command("bash", append([]string{"-s", "--"}, arguments...)...)
	cmd.Stdin = strings.NewReader(script)
	cmd.Env = append(os.Environ(), environment...)
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("postgres.sh %s: %w\n%s", arguments[0], err, problems.String())
	}
	return strings.TrimSpace(out.String()), nil
}

// Server is a server of one test.
type Server struct {
	DSN string // of its database postgres, as superuser
	t   testing.TB
	env []string
	dir string
}

// NewServer starts a server with an empty cluster, which is deleted when the test ends. durable makes it write as one in
// production does (fsync, WAL for replicas).
func NewServer(t testing.TB, durable bool) *Server {
	t.Helper()
	s := prepareServer(t, durable)
	s.Start()
	return s
}

// Replica starts a server that is a copy of this one, which must be durable, and follows it.
func (s *Server) Replica() *Server {
	s.t.Helper()
	r := prepareServer(s.t, true)
	dsn, err := run(r.env, "replica", s.DSN)
	if err != nil {
		s.t.Fatal(err)
	}
	r.DSN = dsn
	return r
}

// prepareServer decides where a server will be.
func prepareServer(t testing.TB, durable bool) *Server {
	t.Helper()
	// not t.TempDir, whose parents another user, as whom root runs the server, cannot enter
	dir, err := os.MkdirTemp("", "wence-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	s := &Server{t: t, dir: filepath.Join(dir, "cluster")}
	s.env = []string{"WENCE_POSTGRES_DATA=" + s.dir, "WENCE_POSTGRES_PORT=" + strconv.Itoa(freePort(t)), "WENCE_POSTGRES_DURABLE="}
	if durable {
		s.env[2] += "1"
	}
	t.Cleanup(func() {
		if _, err := run(s.env, "destroy"); err != nil {
			t.Error(err)
		}
		os.RemoveAll(dir)
	})
	return s
}

func freePort(t testing.TB) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// Start starts the server if it does not run; after a kill it recovers first.
func (s *Server) Start() {
	s.t.Helper()
	dsn, err := run(s.env, "start")
	if err != nil {
		s.t.Fatal(err)
	}
	s.DSN = dsn
}

// Stop stops the server as an administrator does.
func (s *Server) Stop() {
	s.t.Helper()
	if _, err := run(s.env, "stop"); err != nil {
		s.t.Fatal(err)
	}
}

// Kill kills the server's main process; the others end when they notice.
func (s *Server) Kill() {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, "postmaster.pid"))
	if err != nil {
		s.t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.SplitN(string(data), "\n", 2)[0])
	if err == nil {
		err = syscall.Kill(pid, syscall.SIGKILL)
	}
	if err != nil {
		s.t.Fatalf("kill the server: %v", err)
	}
}

// In gives the DSN of a database of the server.
func (s *Server) In(database string) string { return inDatabase(s.DSN, database) }

// Database makes a database and gives its DSN.
func (s *Server) Database(name string) string {
	s.t.Helper()
	Exec(s.t, s.DSN, "create database "+name)
	return inDatabase(s.DSN, name)
}
