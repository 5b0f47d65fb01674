package web

import (
	"context"
	"sync"
	"time"
)

// What was reckoned is shown as it was for so many times as long as it took, and at most for a minute.
const (
	idle  = 60
	fresh = time.Minute
)

// recent keeps what was reckoned last under each of a few names. It is reckoned once at a time: whoever comes meanwhile
// waits for it. The zero value is ready for use.
type recent[T any] struct {
	mu   sync.Mutex
	kept map[string]reckoned[T]
}

type reckoned[T any] struct {
	until time.Time
	value T
}

// get gives what was reckoned lately, or reckons it. What took long is kept for longer.
func (r *recent[T]) get(ctx context.Context, name string, reckon func(context.Context) (T, error)) (T, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if k, ok := r.kept[name]; ok && time.Now().Before(k.until) {
		return k.value, nil
	}
	began := time.Now()
	value, err := reckon(ctx)
	if err != nil {
		return value, err
	}
	if len(r.kept) > 10 || r.kept == nil {
		r.kept = map[string]reckoned[T]{}
	}
	r.kept[name] = reckoned[T]{time.Now().Add(min(fresh, idle*time.Since(began))), value}
	return value, nil
}
