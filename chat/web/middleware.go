package web

import (
	"fmt"
	"net/http"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
)

const requestIDHeader = "X-Request-ID"

// givenID is what a caller's request id may look like; anything else would let strangers write into the log.
var givenID = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

// identify gives each request an id, the caller's own when it has a proper one.
func (s *server) identify(c *gin.Context) {
	id := c.GetHeader(requestIDHeader)
	if !givenID.MatchString(id) {
		id = newID()
	}
	c.Set(requestIDHeader, id)
	c.Header(requestIDHeader, id)
	c.Header("X-Content-Type-Options", "nosniff")
	c.Next()
}

func requestID(c *gin.Context) string { return c.GetString(requestIDHeader) }

// newID is a fresh id that sorts by time.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// record writes one line a request. The question is not in it: it may hold personal data.
func (s *server) record(c *gin.Context) {
	start := s.Now()
	c.Next()
	s.Log.InfoContext(c, "request", "request_id", requestID(c), "method", c.Request.Method, "route", c.FullPath(),
		"status", c.Writer.Status(), "bytes", c.Writer.Size(), "took", s.Now().Sub(start).Round(time.Microsecond))
}

// recoverPanic answers 500 where a handler panicked.
func (s *server) recoverPanic(c *gin.Context) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if p == http.ErrAbortHandler {
			panic(p)
		}
		s.Log.ErrorContext(c, "panic", "panic", p, "stack", string(debug.Stack()))
		s.problem(c, fmt.Errorf("%w: %v", errPanic, p))
	}()
	c.Next()
}
