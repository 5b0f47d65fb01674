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
	api := e.Group("/api/v1/admin", s.signedIn)
	api.POST("/uploads", s.postUpload)
	api.GET("/changes", s.getChanges)
	console := e.Group("/admin", s.clerk)
	console.GET("", s.getOverview)
	console.GET("/notices", s.getStock)
	console.GET("/questions", s.getUnmet)
	console.GET("/facts", s.getConsoleFacts)
	console.GET("/changes", s.getAudit)
	if s.Editor == nil {
		return
	}
	console.GET("/notices/:id", s.getCorrection)
	console.POST("/notices/:id", s.postCorrection)
	withdraw := func(retrieval.Notice) edit { return s.withdrawal() }
	restore := func(retrieval.Notice) edit { return s.restoration() }
	console.POST("/notices/:id/reset", s.onPage(s.reset))
	console.POST("/notices/:id/withdraw", s.onPage(withdraw))
	console.POST("/notices/:id/restore", s.onPage(restore))
	api.PATCH("/notices/:id", s.patchNotice)
	api.POST("/notices/:id/withdraw", s.overAPI(withdraw))
	api.POST("/notices/:id/restore", s.overAPI(restore))
	api.DELETE("/notices/:id", s.overAPI(func(retrieval.Notice) edit { return s.deletion() }))
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
