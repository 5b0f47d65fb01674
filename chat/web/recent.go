package web

import (
	"context"
	"sync"
	"time"
)

// fresh is for how long what takes long to reckon is shown as it was.
const fresh = time.Minute

// recent keeps what was reckoned last under each of a few names. It is reckoned once at a time: whoever comes meanwhile
// waits for it. The zero value is ready for use.
type recent[T any] struct {
	mu   sync.Mutex
	kept map[string]reckoned[T]
}

type reckoned[T any] struct {
	at    time.Time
	value T
}

// get gives what was reckoned within the last minute, or reckons it.
func (r *recent[T]) get(ctx context.Context, name string, reckon func(context.Context) (T, error)) (T, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if k, ok := r.kept[name]; ok && time.Since(k.at) < fresh {
		return k.value, nil
	}
	value, err := reckon(ctx)
	if err != nil {
		return value, err
	}
	if len(r.kept) > 10 || r.kept == nil {
		r.kept = map[string]reckoned[T]{}
	}
	r.kept[name] = reckoned[T]{time.Now(), value}
	return value, nil
}
