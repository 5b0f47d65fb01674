package web

import (
	"embed"
	"html/template"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/retrieval"
)

//go:embed page
var pageFiles embed.FS

var pages = template.Must(template.ParseFS(pageFiles, "page/*.html"))

// policy is the Content-Security-Policy of every page: nothing from elsewhere, no inline script or style.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

// render answers with a page.
func (s *server) render(c *gin.Context, name string, data any) {
	c.Header("Content-Security-Policy", policy)
	c.Header("Referrer-Policy", "same-origin")
	c.Header("Content-Type", "text/html; charset=utf-8")
	c.Status(http.StatusOK)
	if err := pages.ExecuteTemplate(c.Writer, name, data); err != nil {
		s.Log.ErrorContext(c, "page not rendered", "page", name, "error", err)
	}
}

// getPage is the page to ask on.
func (s *server) getPage(c *gin.Context) {
	s.render(c, "ask.html", gin.H{"Questions": s.Questions})
}

// getNoticeList lists the stored notices for people.
func (s *server) getNoticeList(c *gin.Context) {
	list, next, err := s.Corpus.Notices(c.Request.Context(), 50, c.Query("cursor"))
	if err != nil {
		s.problem(c, err)
		return
	}
	sources := make([]chat.Source, len(list))
	for i, n := range list {
		sources[i] = chat.SourceOf(n, s.day(""))
	}
	s.render(c, "notices.html", gin.H{"Notices": sources, "Next": next})
}

// part is one stretch of a notice's text on its source page: a passage with its anchor.
type part struct {
	Seq   int
	Lines [][]string // paragraphs; a table row has its cells
}

// getNoticePage is the source page: the notice as read, each passage with the anchor that citations link to.
func (s *server) getNoticePage(c *gin.Context) {
	ctx := c.Request.Context()
	n, err := s.Corpus.Notice(ctx, c.Param("id"))
	if err != nil {
		s.problem(c, err)
		return
	}
	passages, err := s.Corpus.Passages(ctx, n.ID)
	if err != nil {
		s.problem(c, err)
		return
	}
	s.render(c, "notice.html", gin.H{"Notice": chat.SourceOf(n, s.day("")), "Index": n.IndexNumber, "Parts": parts(passages), "Notes": n.Notes})
}

func parts(passages []retrieval.Passage) []part {
	all := make([]part, len(passages))
	for i, p := range passages {
		all[i].Seq = p.Seq
		for line := range strings.SplitSeq(p.Text, "\n") {
			all[i].Lines = append(all[i].Lines, strings.Split(line, "\t"))
		}
	}
	return all
}
