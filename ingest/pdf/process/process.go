// Package process runs one outside program with bounds on time, memory and output, so that a hostile file costs a
// failed run and nothing else.
package process

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"
)

// Why a run failed, for callers that branch with errors.Is.
var (
	ErrMissing = errors.New("program is not installed")
	ErrTime    = errors.New("program was over its time")
	ErrOutput  = errors.New("program wrote over its limit")
	ErrMemory  = errors.New("program was over its memory")
)

// Limits bound a run. Zero fields take their defaults.
type Limits struct {
	Time   time.Duration // wall time; default 60 s
	CPU    time.Duration // processor time, in whole seconds; default that of Time. Not kept on Windows
	Memory int64         // address space in bytes; default 2 GB. Kept on Linux
	Output int64         // bytes of standard output; default 256 MB
}

func (l Limits) withDefaults() Limits {
	if l.Time == 0 {
		l.Time = time.Minute
	}
	if l.CPU == 0 {
		l.CPU = l.Time
	}
	if l.Memory == 0 {
		l.Memory = 2 << 30
	}
	if l.Output == 0 {
		l.Output = 256 << 20
	}
	return l
}

// waitDelay is how long a killed program's pipes may stay open.
const waitDelay = 2 * time.Second

// Run is Said for callers who need no more than the standard output.
func Run(ctx context.Context, limits Limits, program string, args ...string) ([]byte, error) {
	out, _, err := Said(ctx, limits, program, args...)
	return out, err
}

// Said runs a program to its end and gives its standard output, and the start of its standard error: programs complain
// there of what they left out. The program and whatever it started are killed when the
// context ends or a limit is reached. An error that is none of the package's is the program's own failure, with the
// start of its standard error.
func Said(ctx context.Context, limits Limits, program string, args ...string) (out, complaints []byte, err error) {
	limits = limits.withDefaults()
	path, err := exec.LookPath(program)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", program, ErrMissing)
	}
	timed, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	cmd := command(timed, limits, path, args)
	cmd.WaitDelay = waitDelay
	stdout := &bounded{left: limits.Output, full: cancel}
	stderr := &bounded{left: 64 << 10}
	cmd.Stdout, cmd.Stderr = stdout, stderr
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case stdout.cut:
		return nil, nil, fmt.Errorf("%s: over %d bytes: %w", program, limits.Output, ErrOutput)
	case timed.Err() != nil:
		return nil, nil, fmt.Errorf("%s: over %v: %w", program, limits.Time, ErrTime)
	case err != nil && overCPU(err):
		return nil, nil, fmt.Errorf("%s: over %v of processor time: %w", program, limits.CPU, ErrTime)
	case err != nil && overMemory(stderr.kept.Bytes()):
		return nil, nil, fmt.Errorf("%s: over %d bytes: %w", program, limits.Memory, ErrMemory)
	case err != nil:
		return stdout.kept.Bytes(), nil, fmt.Errorf("%s: %w: %s", program, err, bytes.TrimSpace(stderr.kept.Bytes()))
	}
	return stdout.kept.Bytes(), stderr.kept.Bytes(), nil
}

// OverLimit reports that a run ended at one of its limits: which of them struck first hangs on the machine.
func OverLimit(err error) bool {
	return errors.Is(err, ErrTime) || errors.Is(err, ErrOutput) || errors.Is(err, ErrMemory)
}

// overMemory reports a program that said that it had no memory left: C++'s exception, glibc's and poppler's words.
func overMemory(stderr []byte) bool {
	for _, words := range []string{"bad_alloc", "annot allocate memory", "Out of memory"} {
		if bytes.Contains(stderr, []byte(words)) {
			return true
		}
	}
	return false
}

// bounded keeps the first bytes written to it. A writer with full calls it once when there are more. The buffer is no
// embedded field, or its ReadFrom would read past the bound.
type bounded struct {
	kept bytes.Buffer
	left int64
	cut  bool
	full func()
}

func (b *bounded) Write(p []byte) (int, error) {
	n := min(int64(len(p)), b.left)
	b.left -= n
	b.kept.Write(p[:n])
	if n < int64(len(p)) && !b.cut && b.full != nil {
		b.cut = true
		b.full()
	}
	return len(p), nil
}
