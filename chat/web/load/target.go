package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// A target is what is asked.
type target struct {
	name, url string
	process   *exec.Cmd // nil = this process
	stop      func()
}

// newBare is a Gin handler that reads a question and says something as long as an answer.
func newBare() *target {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	text := strings.Repeat("答", 600)
	e.POST("/api/v1/answers", func(c *gin.Context) {
		var q question
		if err := c.BindJSON(&q); err == nil {
			c.JSON(http.StatusOK, gin.H{"status": "answered", "text": text})
		}
	})
	s := httptest.NewServer(e)
	return &target{name: "bare Gin", url: s.URL, stop: s.Close}
}

// start has the program ingest the samples into a store and serve it.
func start(ctx context.Context, program, store string) (*target, error) {
	t := &target{name: "embedded"}
	if strings.Contains(store, "://") {
		t.name = "PostgreSQL"
	}
	env := append(os.Environ(), "WENCE_STORE="+store, "WENCE_CHAT_MODEL=", "WENCE_EMBED_MODEL=")
	ingest := exec.CommandContext(ctx, program, "ingest", "ingest/samples/notices")
	ingest.Env = env
	if out, err := ingest.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("ingest: %w\n%s", err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := free.Addr().String()
	free.Close()
	t.url, t.process = "http://"+address, exec.CommandContext(ctx, program, "serve", "--addr", address)
	t.process.Env = env
	if err := t.process.Start(); err != nil {
		return nil, err
	}
	t.stop = func() { _ = t.process.Process.Signal(os.Interrupt); _ = t.process.Wait() }
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		resp, err := http.Get(t.url + "/readyz")
		if err == nil {
			resp.Body.Close()
			return t, nil
		}
		if time.Now().After(deadline) {
			t.stop()
			return nil, fmt.Errorf("serve %s: %w", t.name, err)
		}
	}
}

// tick is a hundredth of a second, in which Linux tells times of processes.
const tick = 10 * time.Millisecond

// worked is the time that processors have spent on the target, 0 where the system does not tell or it is this process.
// Unlike a rate it does not depend on what else the machine does.
func (t *target) worked() time.Duration {
	if t.process == nil {
		return 0
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", t.process.Process.Pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick
}

// memory is what the target takes at present in bytes, 0 where the system does not tell.
func (t *target) memory() (bytes int64) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.process.Process.Pid))
	if err != nil {
		return 0
	}
	_, line, _ := strings.Cut(string(status), "VmRSS:")
	_, _ = fmt.Sscanf(line, "%d kB", &bytes)
	return bytes << 10
}
