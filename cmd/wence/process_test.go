//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"wence/ingest"
	"wence/retrieval/embedded"
)

// These tests run the program itself, as a process that can be limited and killed.

// programDir is where program has built the program; "" before that.
var programDir string

// program builds the program once.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "wence-test-")
	if err != nil {
		return "", err
	}
	programDir = dir
	path := filepath.Join(dir, "wence")
	build := exec.Command("go", "build", "-o", path, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if programDir != "" {
		os.RemoveAll(programDir)
	}
	os.Exit(code)
}

// process is a run of the program on a store of its own.
type process struct {
	t              *testing.T
	cmd            *exec.Cmd
	stdout, stderr lockedBuffer
	done           chan struct{} // closed when the program has ended
	err            error         // how it ended
}

// lockedBuffer is written by a process and looked at by its test.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// begin starts the program through wrapper, a shell script that ends in exec "$@"; "" = as it is.
func begin(t *testing.T, store, wrapper string, args ...string) *process {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	if wrapper == "" {
		wrapper = `exec "$@"`
	}
	p := &process{t: t, cmd: exec.Command("sh", append([]string{"-c", wrapper, "sh", path}, args...)...), done: make(chan struct{})}
	p.cmd.Env = append(os.Environ(), "WENCE_STORE="+store, "TMPDIR="+t.TempDir())
	p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.err = p.cmd.Wait(); close(p.done) }()
	t.Cleanup(func() { p.cmd.Process.Kill(); <-p.done })
	return p
}

// status waits for the program's end and gives its exit status, -1 when a signal ended it.
func (p *process) status(within time.Duration) int {
	p.t.Helper()
	select {
	case <-p.done:
	case <-time.After(within):
		p.t.Fatalf("still running after %v:\n%s", within, p.stderr.String())
	}
	var exit *exec.ExitError
	if p.err != nil && !errors.As(p.err, &exit) {
		p.t.Fatal(p.err)
	}
	return p.cmd.ProcessState.ExitCode()
}

// await waits until the output holds a string.
func (p *process) await(output *lockedBuffer, want string) {
	p.t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); !strings.Contains(output.String(), want); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.t.Fatalf("%q never came in\n%s\n%s", want, p.stdout.String(), p.stderr.String())
		}
	}
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// storedIn counts the notices of a store, 0 when it does not exist yet.
func storedIn(t *testing.T, path string) int {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		return 0
	}
	store, err := embedded.Open(context.Background(), path, embedded.Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatalf("the store does not open: %v", err)
	}
	defer store.Close()
	s, err := store.Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s.Notices
}

// folderOf makes a folder of so many small notices.
func folderOf(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	fill(t, dir, n, "1250元")
	return dir
}

// fill writes so many small notices that state an amount.
func fill(t *testing.T, dir string, n int, amount string) {
	t.Helper()
	for i := range n {
		text := strings.NewReplacer("3号", fmt.Sprintf("%d号", i), "1250元", amount).Replace(sampleNotice)
		write(t, filepath.Join(dir, fmt.Sprintf("%d", i%7), fmt.Sprintf("%05d.txt", i)), text)
	}
}

// rerun runs the program to its end and checks that all files are stored and embedded then.
func rerun(t *testing.T, store, dir string, files int) ingest.Report {
	t.Helper()
	p := begin(t, store, "", "ingest", "--json", dir)
	if code := p.status(5 * time.Minute); code != 0 {
		t.Fatalf("exit status %d: %s", code, p.stderr.String())
	}
	var report ingest.Report
	if err := json.Unmarshal([]byte(p.stdout.String()), &report); err != nil {
		t.Fatal(err)
	}
	if n := storedIn(t, store); n != files || len(report.Records) != files {
		t.Fatalf("%d notices and %d records after the last run, want %d", n, len(report.Records), files)
	}
	return report
}

// TestKill: kill -9 at any moment loses nothing that was committed, and a rerun completes. Whenever a run gets through
// before it is killed, all files change, so that replacing is interrupted as well.
func TestKill(t *testing.T) {
	const files, kills = 600, 16
	dir := folderOf(t, files)
	store := filepath.Join(t.TempDir(), "kill.db")
	rng := rand.New(rand.NewPCG(7, 7))
	before, through := 0, 0
	for killed := 0; killed < kills; {
		p := begin(t, store, "", "ingest", dir)
		select {
		case <-p.done:
			if p.cmd.ProcessState.ExitCode() != 0 {
				t.Fatalf("run after %d kills: %s", killed, p.stderr.String())
			}
			through++
			fill(t, dir, files, fmt.Sprintf("%d元", 2000+through))
		case <-time.After(time.Duration(100+rng.IntN(900)) * time.Millisecond):
			p.signal(syscall.SIGKILL)
			p.status(time.Minute)
			killed++
		}
		now := storedIn(t, store)
		if now < before {
			t.Fatalf("%d notices were stored, and %d after kill %d", before, now, killed)
		}
		before = now
	}
	report := rerun(t, store, dir, files)
	t.Logf("%d kills, %d runs got through; last run: %d new, %d replaced, %d unchanged, %d vectors", kills, through,
		report.Count(ingest.Stored), report.Count(ingest.Replaced), report.Count(ingest.Unchanged), report.Vectors)
	if again := rerun(t, store, dir, files); again.Count(ingest.Unchanged) != files || again.Vectors != 0 {
		t.Errorf("a run over a whole store: %d unchanged, %d vectors", again.Count(ingest.Unchanged), again.Vectors)
	}
}

// TestInterrupt: Ctrl-C ends a run soon and cleanly, says how to go on, and a rerun goes on there.
func TestInterrupt(t *testing.T) {
	const files = 1500
	dir := folderOf(t, files)
	store := filepath.Join(t.TempDir(), "interrupt.db")
	p := begin(t, store, "", "ingest", dir)
	for deadline := time.Now().Add(time.Minute); storedIn(t, store) < 20; {
		if time.Now().After(deadline) {
			t.Fatal("nothing is stored")
		}
	}
	p.signal(os.Interrupt)
	if code := p.status(20 * time.Second); code != 1 || !strings.Contains(p.stderr.String(), "已中断,已收录的") || !strings.Contains(p.stderr.String(), "重新运行同一条命令即可继续") {
		t.Errorf("exit status %d: %s", code, p.stderr.String())
	}
	report := rerun(t, store, dir, files)
	if report.Count(ingest.Unchanged) < 20 || report.Count(ingest.Stored) == 0 {
		t.Errorf("rerun: %d unchanged, %d new", report.Count(ingest.Unchanged), report.Count(ingest.Stored))
	}
}

// TestInterruptRecognition: Ctrl-C while another program reads a scan ends that too, and leaves nothing behind.
func TestInterruptRecognition(t *testing.T) {
	temp := t.TempDir()
	p := begin(t, filepath.Join(t.TempDir(), "scan.db"), `TMPDIR=`+temp+` exec "$@"`, "ingest", filepath.Join(samplesFolder, "pdf", "notounicode_identity.pdf"))
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if pages, _ := filepath.Glob(filepath.Join(temp, "wence-pdf-*", "*.p?m")); len(pages) > 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("no page is drawn for recognition: %s", p.stderr.String())
		}
	}
	p.signal(os.Interrupt)
	if code := p.status(20 * time.Second); code != 1 {
		t.Errorf("exit status %d: %s", code, p.stderr.String())
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("%s is left behind", left[0].Name())
	}
}

// TestWatch: new and changed files are ingested as they come; Ctrl-C ends it, with the status of what failed last.
func TestWatch(t *testing.T) {
	dir := folderOf(t, 3)
	store := filepath.Join(t.TempDir(), "watch.db")
	p := begin(t, store, "", "ingest", "--watch", dir)
	p.await(&p.stderr, "正在监视")
	write(t, filepath.Join(dir, "新", "a.txt"), strings.Replace(sampleNotice, "3号", "99号", 1))
	p.await(&p.stdout, "✓ a.txt")
	write(t, filepath.Join(dir, "新", "a.txt"), strings.Replace(sampleNotice, "3号", "98号", 1))
	p.await(&p.stdout, "替换1个")
	write(t, filepath.Join(dir, "b.pdf"), "no notice \x00\x01\x02")
	p.await(&p.stdout, "✗ b.pdf")
	p.signal(os.Interrupt)
	if code := p.status(20 * time.Second); code != 1 || !strings.Contains(p.stdout.String(), "已停止监视") {
		t.Errorf("exit status %d: %s\n%s", code, p.stdout.String(), p.stderr.String())
	}
	if n := storedIn(t, store); n != 4 {
		t.Errorf("%d notices stored", n)
	}

	p = begin(t, store, "", "ingest", "--watch", "--json", filepath.Join(dir, "0"))
	p.await(&p.stderr, "正在监视")
	p.signal(os.Interrupt)
	if code := p.status(20 * time.Second); code != 0 {
		t.Errorf("exit status %d of a run in which nothing failed: %s", code, p.stderr.String())
	}
}

// TestWatchStore: a store within the watched folder is not taken for a file, or each run would bring about the next.
func TestWatchStore(t *testing.T) {
	dir := folderOf(t, 2)
	store := filepath.Join(dir, "wence.db")
	p := begin(t, store, "", "ingest", "--watch", dir)
	p.await(&p.stderr, "正在监视")
	write(t, filepath.Join(dir, "a.txt"), strings.Replace(sampleNotice, "3号", "99号", 1))
	p.await(&p.stdout, "✓ a.txt")
	time.Sleep(3 * quiet)
	p.signal(os.Interrupt)
	if code := p.status(20 * time.Second); code != 0 || strings.Contains(p.stdout.String(), "wence.db") || strings.Count(p.stdout.String(), "新收录") != 3 {
		t.Errorf("exit status %d:\n%s\n%s", code, p.stdout.String(), p.stderr.String())
	}
}

// TestBar: on a terminal there is a bar; elsewhere there is none.
func TestBar(t *testing.T) {
	dir := folderOf(t, 300)
	p := begin(t, filepath.Join(t.TempDir(), "bar.db"), `exec script -qefc "$1 $2 $3" /dev/null`, "ingest", dir)
	if code := p.status(2 * time.Minute); code != 0 {
		t.Fatalf("exit status %d: %s", code, p.stdout.String())
	}
	for _, want := range []string{"读取文件,共", "个/s", "/301", "计算向量", "新收录300个"} {
		if !strings.Contains(p.stdout.String(), want) {
			t.Errorf("terminal lacks %q:\n%.2000s", want, p.stdout.String())
		}
	}
	p = begin(t, filepath.Join(t.TempDir(), "lines.db"), "", "ingest", dir)
	if code := p.status(2 * time.Minute); code != 0 || strings.Contains(p.stderr.String(), "\r") {
		t.Errorf("exit status %d: %q", code, p.stderr.String())
	}
}
