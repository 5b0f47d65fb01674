package web

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/retrieval"
)

// Answerer answers questions; *chat.Service does.
type Answerer interface {
	Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error)
	Search(ctx context.Context, q chat.Question, limit int) ([]retrieval.Hit, error)
}

// Corpus is what the pages show of the stored notices; a retrieval.Store does.
type Corpus interface {
	Notice(ctx context.Context, id string) (retrieval.Notice, error)
	Notices(ctx context.Context, limit int, cursor string) ([]retrieval.Notice, string, error)
	Passages(ctx context.Context, noticeID string) ([]retrieval.Passage, error)
	Status(ctx context.Context) (retrieval.Status, error)
}

// Options are what a server needs. Answers, Corpus and Log are required.
type Options struct {
	Answers   Answerer
	Corpus    Corpus
	Log       *slog.Logger
	Questions []string         // sample questions on the page
	Timeout   time.Duration    // of one answer; defaults to 60 s
	Now       func() time.Time // defaults to time.Now
}

type server struct{ Options }

// New is the whole HTTP surface. All routes stand here.
func New(opt Options) http.Handler {
	if opt.Timeout == 0 {
		opt.Timeout = time.Minute
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	s := &server{opt}
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	_ = e.SetTrustedProxies(nil) // X-Forwarded-For of strangers must not defeat limits by address
	e.Use(s.identify, s.record, s.recoverPanic)
	e.NoRoute(func(c *gin.Context) { s.problem(c, errNoRoute) })
	e.NoMethod(func(c *gin.Context) { s.problem(c, errNoMethod) })

	api := e.Group("/api/v1")
	api.POST("/answers", s.postAnswer)
	api.GET("/search", s.getSearch)
	api.GET("/notices", s.getNotices)
	api.GET("/notices/:id", s.getNotice)

	e.GET("/livez", func(c *gin.Context) { c.String(http.StatusOK, "ok") })
	e.GET("/readyz", s.getReady)
	e.GET("/", s.getPage)
	e.GET("/notices", s.getNoticeList)
	e.GET("/notices/:id", s.getNoticePage)
	static, _ := fs.Sub(pageFiles, "page") // the folder is embedded
	e.GET("/assets/*path", gin.WrapH(http.StripPrefix("/assets", http.FileServerFS(static))))
	return e
}

// getReady tells a load balancer whether questions can be answered.
func (s *server) getReady(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), 2*time.Second)
	defer cancel()
	status, err := s.Corpus.Status(ctx)
	if err != nil {
		s.Log.ErrorContext(c, "not ready", "error", err)
		c.JSON(http.StatusServiceUnavailable, gin.H{"status": "unavailable"})
		return
	}
	c.JSON(http.StatusOK, gin.H{"status": "ok", "notices": status.Notices, "passages": status.Passages})
}
