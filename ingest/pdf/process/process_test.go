//go:build unix

package process

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestRun(t *testing.T) {
	tests := []struct {
		name   string
		limits Limits
		script string
		want   error
		output string
		detail string // in the error's text
	}{
		{"output", Limits{}, `printf "a b"`, nil, "a b", ""},
		{"failure", Limits{}, `echo why >&2; exit 3`, nil, "", "exit status 3: why"},
		{"wall time", Limits{Time: 200 * time.Millisecond}, `sleep 30 & wait`, ErrTime, "", ""},
		{"processor time", Limits{CPU: time.Second, Time: 30 * time.Second}, `while :; do :; done`, ErrTime, "", "processor"},
		{"output limit", Limits{Output: 1000}, `while :; do echo xxxxxxxxxx; done`, ErrOutput, "", ""},
		{"memory", Limits{Memory: 64 << 20}, `x=$(head -c 100000000 /dev/zero | tr '\0' 'x')`, nil, "", "sh: "},
		{"memory, by the program's own word", Limits{}, `echo "terminate called after throwing an instance of 'std::bad_alloc'" >&2; kill -ABRT $$`, ErrMemory, "", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			out, err := Run(context.Background(), tc.limits, "sh", "-c", tc.script)
			if tc.want != nil && !errors.Is(err, tc.want) || tc.want == nil && (err != nil) != (tc.detail != "") {
				t.Fatalf("error %v, want %v", err, tc.want)
			}
			if tc.detail != "" && !strings.Contains(err.Error(), tc.detail) {
				t.Errorf("error %q lacks %q", err, tc.detail)
			}
			if tc.output != "" && string(out) != tc.output {
				t.Errorf("output %q", out)
			}
		})
	}
}

func TestGroupIsKilled(t *testing.T) {
	mark := filepath.Join(t.TempDir(), "mark")
	_, err := Run(context.Background(), Limits{Time: 200 * time.Millisecond}, "sh", "-c", `(sleep 1; echo x > "$0") & wait`, mark)
	if !errors.Is(err, ErrTime) {
		t.Fatal(err)
	}
	time.Sleep(1500 * time.Millisecond)
	if _, err := os.Stat(mark); err == nil {
		t.Error("a child outlived its group")
	}
}

func TestMissingAndCancelled(t *testing.T) {
	if _, err := Run(context.Background(), Limits{}, "no-such-program"); !errors.Is(err, ErrMissing) {
		t.Errorf("error %v, want ErrMissing", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, Limits{}, "sh", "-c", "sleep 9"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}
