package web

import (
	"context"

	"github.com/gin-gonic/gin"

	"wence/retrieval"
)

const consolePolicy = scriptPolicy + "'none'"

// routeConsole adds the console, which needs a key.
func (s *server) routeConsole(e *gin.Engine) {
	if s.AdminKey == "" {
		return
	}
	e.POST("/admin/session", s.postSignIn)
	e.POST("/admin/leave", s.postSignOut)
	e.POST("/api/v1/admin/uploads", s.signedIn, s.postUpload)
	console := e.Group("/admin", s.clerk)
	console.GET("", s.getOverview)
	console.GET("/notices", s.getStock)
	console.GET("/questions", s.getUnmet)
	console.GET("/facts", s.getConsoleFacts)
	if s.Editor == nil {
		return
	}
	console.GET("/notices/:id", s.getCorrection)
	console.POST("/notices/:id", s.postCorrection)
	console.POST("/notices/:id/reset", s.postReset)
	console.POST("/notices/:id/withdraw", s.postWithdraw)
	console.POST("/notices/:id/restore", s.postRestore)
}

// consoleHead fills the head of each page of the console.
type consoleHead struct {
	Assets string
	Here   string // the page's place in the navigation
}

func head(here string) consoleHead { return consoleHead{Assets: static().base(), Here: here} }

// scanned is how many notices a look through all of them reads at once.
const scanned = 500

// listing lists notices page by page, the withdrawn ones too where notices can be changed.
func (s *server) listing() listing {
	if s.Editor == nil {
		return s.Corpus.Notices
	}
	return s.Editor.AllNotices
}

// eachNotice calls visit with every notice, without its text, the newest published first.
func (s *server) eachNotice(ctx context.Context, visit func(retrieval.Notice)) error {
	page := s.listing()
	for cursor := ""; ; {
		list, next, err := page(ctx, scanned, cursor)
		if err != nil {
			return err
		}
		for _, n := range list {
			visit(n)
		}
		if next == "" {
			return nil
		}
		cursor = next
	}
}
