package web

import (
	"context"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/web/sse"
)

// heartbeat is how long a stream may be silent; proxies cut connections that say nothing for longer.
const heartbeat = 15 * time.Second

// streamAnswer sends the events of an answer as they come. An error before the first event is an ordinary problem.
func (s *server) streamAnswer(ctx context.Context, c *gin.Context, q chat.Question) {
	out := sse.New(c.Writer)
	stop := out.Beat(heartbeat)
	answer, err := s.Answers.Answer(ctx, q, func(e chat.Event) { out.Event(e.Name, e.Data) })
	stop()
	switch {
	case err != nil && !out.Started():
		s.problem(c, err)
	case err != nil:
		s.Log.ErrorContext(ctx, "answer failed in its stream", "request_id", requestID(c), "error", err)
		p := problemOf(err)
		p.Type, p.RequestID = problemType(p.Code), requestID(c)
		out.Event("error", p)
	default:
		c.Set(outcomeKey, string(answer.Status))
		s.note(q, answer)
		out.Event("done", answer)
	}
}
