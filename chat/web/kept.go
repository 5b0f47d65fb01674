package web

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/maypok86/otter/v2"
)

// mostKept is how many bytes of pages are kept.
const mostKept = 32 << 20

// A keptPage is a page as it was sent.
type keptPage struct {
	status int
	header http.Header
	body   []byte
}

// keptHeaders are the headers that belong to a page and not to the request for it.
var keptHeaders = []string{
	"Content-Type", "Content-Encoding", "Content-Length", "Content-Security-Policy", "Referrer-Policy", "Cache-Control", "Vary", "Link",
}

func newKept() *otter.Cache[string, keptPage] {
	return otter.Must(&otter.Options[string, keptPage]{
		MaximumWeight: mostKept,
		Weigher:       func(key string, p keptPage) uint32 { return uint32(len(key) + len(p.body) + 1<<10) },
	})
}

// keep sends a page that was made before, of the same corpus and day; else it keeps the one that is made now.
func (s *server) keep(c *gin.Context) {
	status, err := s.Corpus.Status(c.Request.Context())
	if err != nil {
		s.problem(c, err)
		return
	}
	key := fmt.Sprint(status.Version, s.day(""), takesGzip(c), c.Request.URL.RequestURI())
	if page, ok := s.kept.GetIfPresent(key); ok {
		page.send(c)
		c.Abort()
		return
	}
	out := &copying{ResponseWriter: c.Writer}
	c.Writer = out
	c.Next()
	c.Writer = out.ResponseWriter
	if isShown(out.Status()) && out.body.Len() < mostKept/8 {
		page := keptPage{status: out.Status(), header: http.Header{}, body: out.body.Bytes()}
		for _, name := range keptHeaders {
			if value := out.Header().Get(name); value != "" {
				page.header.Set(name, value)
			}
		}
		s.kept.Set(key, page)
	}
}

func (p keptPage) send(c *gin.Context) {
	for name := range p.header {
		c.Header(name, p.header.Get(name))
	}
	c.Status(p.status)
	_, _ = c.Writer.Write(p.body) // a caller who is gone needs no answer
}

// copying remembers what is written.
type copying struct {
	gin.ResponseWriter
	body bytes.Buffer
}

func (w *copying) Write(p []byte) (int, error) {
	w.body.Write(p)
	return w.ResponseWriter.Write(p)
}
