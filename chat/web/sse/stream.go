// Package sse writes server-sent events.
package sse

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// A Stream writes events to one response. Nothing is sent, and no status decided, before the first of them. It is safe
// for concurrent use.
type Stream struct {
	mu      sync.Mutex
	w       http.ResponseWriter
	started bool
	id      int
}

// New is a stream to w.
func New(w http.ResponseWriter) *Stream { return &Stream{w: w} }

// Started reports that something was sent, so that the status stands.
func (s *Stream) Started() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.started
}

// Event sends an event with its name and a number, and data as JSON.
func (s *Stream) Event(name string, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		text, name = []byte(`{"title":"服务内部错误,请稍后再试"}`), "error"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.id++
	s.write(fmt.Sprintf("id: %d\nevent: %s\ndata: %s\n\n", s.id, name, text))
}

// Data sends a line of text without a name.
func (s *Stream) Data(text []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.write(fmt.Sprintf("data: %s\n\n", text))
}

// Named sends a line of text under a name.
func (s *Stream) Named(name string, text []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.write(fmt.Sprintf("event: %s\ndata: %s\n\n", name, text))
}

// Beat sends a comment whenever the time has passed, for proxies cut connections that say nothing. The function
// returned ends it.
func (s *Stream) Beat(every time.Duration) (stop func()) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				s.mu.Lock()
				s.write(": ping\n\n")
				s.mu.Unlock()
			}
		}
	})
	return func() {
		close(done)
		wg.Wait()
	}
}

// write sends text behind the headers, which go out once.
func (s *Stream) write(text string) {
	if !s.started {
		s.started = true
		h := s.w.Header()
		h.Set("Content-Type", "text/event-stream; charset=utf-8")
		h.Set("Cache-Control", "no-store, no-transform")
		h.Set("X-Accel-Buffering", "no")
		s.w.WriteHeader(http.StatusOK)
	}
	fmt.Fprint(s.w, text)
	_ = http.NewResponseController(s.w).Flush() // a caller that is gone is seen by the context
}
