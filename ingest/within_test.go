package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"wence/ingest/document"
)

// TestWithin: a reader that panics, loops or is stopped costs one clear error, at once.
func TestWithin(t *testing.T) {
	forever := make(chan struct{})
	defer close(forever)
	stopped, stop := context.WithCancel(context.Background())
	stop()
	cases := []struct {
		name string
		ctx  context.Context
		work func(ctx context.Context) (int, error)
		want error
		said string
	}{
		{"works", context.Background(), func(context.Context) (int, error) { return 7, nil }, nil, ""},
		{"panics", context.Background(), func(context.Context) (int, error) { panic("reader") }, document.ErrDamaged, "可能已损坏"},
		{"loops", context.Background(), func(context.Context) (int, error) { <-forever; return 0, nil }, document.ErrTooLarge, "读取时间"},
		{"minds its context", context.Background(), func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() }, document.ErrTooLarge, "读取时间"},
		{"run stopped", stopped, func(context.Context) (int, error) { <-forever; return 0, nil }, context.Canceled, ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			got, err := within(tc.ctx, 100*time.Millisecond, tc.work)
			if !errors.Is(err, tc.want) || tc.want == nil && got != 7 {
				t.Errorf("%d, %v, want %v", got, err, tc.want)
			}
			var problem *document.Problem
			if errors.As(err, &problem) != (tc.said != "") || tc.said != "" && !strings.Contains(problem.Reason, tc.said) {
				t.Errorf("error %v, want a problem that says %q", err, tc.said)
			}
		})
	}
}
