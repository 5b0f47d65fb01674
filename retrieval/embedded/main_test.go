package embedded_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
	"wence/retrieval/storetest"
)

// A test that needs another process runs this program again with -feed.
var (
	feed = flag.String("feed", "", "store notices in the file until standard input ends, then exit")
	from = flag.Int("from", 0, "the first version that -feed stores")
)

func TestMain(m *testing.M) {
	flag.Parse()
	if *feed != "" {
		if err := feedStore(*feed, *from); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func feedStore(path string, first int) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s, err := embedded.Open(ctx, path, embedded.Options{Logger: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err != nil {
		return err
	}
	go func() {
		io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	err = storetest.Feed(ctx, s, first, os.Stdout)
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	return errors.Join(err, s.Close())
}

// feeder is a process that stores notices.
type feeder struct {
	cmd    *exec.Cmd
	stdin  io.Closer
	stored chan int     // each version that it has acknowledged; closed when it is over
	said   bytes.Buffer // read after the end
}

func startFeeder(t *testing.T, path string, first int) *feeder {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f := &feeder{cmd: exec.Command(program, "-feed", path, "-from", strconv.Itoa(first)), stored: make(chan int, 1<<16)}
	f.cmd.Stderr = &f.said
	if f.stdin, err = f.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	stdout, err := f.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(f.stored)
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			var v int
			if n, _ := fmt.Sscanf(lines.Text(), "stored %d\n", &v); n == 1 {
				f.stored <- v
			}
		}
	}()
	return f
}

// end waits until the process has ended, after it was told to or killed, and gives the last version that it
// acknowledged, or last when it acknowledged none.
func (f *feeder) end(last int) (int, error) {
	for v := range f.stored {
		last = v
	}
	err := f.cmd.Wait()
	if said := f.said.String(); said != "" {
		err = errors.Join(err, errors.New(said))
	}
	return last, err
}

func open(t *testing.T) retrieval.Store { return openAt(t, filepath.Join(t.TempDir(), "wence.db")) }

func openAt(t *testing.T, path string) *embedded.Store {
	t.Helper()
	s, err := embedded.Open(t.Context(), path, embedded.Options{Logger: logTo(t)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// logTo fails the test when the store logs: nothing should go wrong in the background.
func logTo(t *testing.T) *slog.Logger { return slog.New(slog.NewTextHandler(failing{t}, nil)) }

type failing struct{ t *testing.T }

func (f failing) Write(line []byte) (int, error) {
	f.t.Errorf("logged: %s", line)
	return len(line), nil
}
