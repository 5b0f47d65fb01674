//go:build unix

package process

import (
	"context"
	"errors"
	"os/exec"
	"strconv"
	"syscall"
)

// limited is the shell's part: it sets the limits that it can and becomes the program. One thread for tesseract: with
// more it is slower where files are read side by side.
const limited = `ulimit -v "$1" 2>/dev/null; ulimit -t "$2" 2>/dev/null; shift 2; OMP_THREAD_LIMIT=1 exec "$@"`

// command makes the program the leader of a process group of its own, which is killed whole.
func command(ctx context.Context, limits Limits, path string, args []string) *exec.Cmd {
	kilobytes := strconv.FormatInt(limits.Memory>>10, 10)
	seconds := strconv.FormatInt(max(1, int64(limits.CPU.Seconds())), 10)
	cmd := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", limited, "sh", kilobytes, seconds, path}, args...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return cmd
}

// overCPU reports that the kernel ended the program for its processor time.
func overCPU(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && (status.Signal() == syscall.SIGXCPU || status.Signal() == syscall.SIGKILL)
}
