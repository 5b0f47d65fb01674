package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat"
)

// heartbeat is how long a stream may be silent; proxies cut connections that say nothing for longer.
const heartbeat = 15 * time.Second

// streamAnswer sends the events of an answer as they come. An error before the first event is an ordinary problem.
func (s *server) streamAnswer(ctx context.Context, c *gin.Context, q chat.Question) {
	out := &stream{c: c}
	stop := out.beat(heartbeat)
	answer, err := s.Answers.Answer(ctx, q, func(e chat.Event) { out.send(e.Name, e.Data) })
	stop()
	switch {
	case err != nil && !out.started:
		s.problem(c, err)
	case err != nil:
		s.Log.ErrorContext(ctx, "answer failed in its stream", "request_id", requestID(c), "error", err)
		p := problemOf(err)
		p.Type, p.RequestID = "/docs/problems#"+p.Code, requestID(c)
		out.send("error", p)
	default:
		s.note(q, answer)
		out.send("done", answer)
	}
}

// A stream writes server-sent events. It is safe for concurrent use.
type stream struct {
	mu      sync.Mutex
	c       *gin.Context
	started bool
	id      int
}

// start sends the headers, once.
func (o *stream) start() {
	if o.started {
		return
	}
	o.started = true
	h := o.c.Writer.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store, no-transform")
	h.Set("X-Accel-Buffering", "no")
	o.c.Status(http.StatusOK)
}

func (o *stream) send(event string, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		text, event = []byte(`{"title":"服务内部错误,请稍后再试"}`), "error"
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.start()
	o.id++
	fmt.Fprintf(o.c.Writer, "id: %d\nevent: %s\ndata: %s\n\n", o.id, event, text)
	o.c.Writer.Flush()
}

// beat sends comments while nothing else is sent. The function returned ends it.
func (o *stream) beat(every time.Duration) (stop func()) {
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
				o.mu.Lock()
				o.start()
				fmt.Fprint(o.c.Writer, ": ping\n\n")
				o.c.Writer.Flush()
				o.mu.Unlock()
			}
		}
	})
	return func() {
		close(done)
		wg.Wait()
	}
}
