package web

import (
	"fmt"
	"log/slog"
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

// heads answers HEAD as GET; the server sends no body to who asks so.
func heads(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			r = r.WithContext(r.Context()) // a copy: the server must go on knowing what it was asked
			r.Method = http.MethodGet
		}
		next.ServeHTTP(w, r)
	})
}

func requestID(c *gin.Context) string { return c.GetString(requestIDHeader) }

// newID is a fresh id that sorts by time.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// outcomeKey is what handlers note on a request: the status of the answer that they gave.
const outcomeKey = "outcome"

// record writes one line a request, of the same fields each time. The question is not in it: it may hold personal data.
// What asks whether the service lives is not worth a line.
func (s *server) record(c *gin.Context) {
	start := s.Now()
	c.Next()
	took := s.Now().Sub(start)
	level := slog.LevelInfo
	if isProbe(c) {
		level = slog.LevelDebug
	}
	s.Log.LogAttrs(c, level, "request", slog.String("request_id", requestID(c)), slog.String("method", c.Request.Method),
		slog.String("route", c.FullPath()), slog.Int("status", c.Writer.Status()), slog.String("outcome", c.GetString(outcomeKey)),
		slog.Int("bytes", c.Writer.Size()), slog.Float64("ms", float64(took.Microseconds())/1000))
	if c.GetString(outcomeKey) != "" {
		s.paces.add(took)
	}
	if s.Observe != nil {
		s.Observe(Request{Route: c.FullPath(), Status: c.Writer.Status(), Outcome: c.GetString(outcomeKey), Took: took})
	}
}

// A Request is what is told of each that was answered.
type Request struct {
	Route   string // its pattern, "" for an address that there is not
	Status  int
	Outcome string // the status of the answer to a question; "" where none was asked
	Took    time.Duration
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
