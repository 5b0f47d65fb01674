package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"wence/chat/cited"
	"wence/retrieval"
)

// passage is one result of a search.
type passage struct {
	Notice  cited.Notice `json:"notice"`
	Text    string       `json:"text"`
	Locator string       `json:"locator"`
	Link    string       `json:"link"`
	Score   float64      `json:"score"`
}

func passages(hits []retrieval.Hit, day retrieval.Date) []passage {
	all := make([]passage, len(hits))
	for i, h := range hits {
		all[i] = passage{
			Notice: cited.NoticeOf(h.Notice, day), Text: h.Passage.Reading(), Locator: h.Passage.Locator,
			Link: cited.Link(h.Passage), Score: h.Score,
		}
	}
	return all
}

// getNotices lists the stored notices, newest first.
func (s *server) getNotices(c *gin.Context) {
	limit, err := limitOf(c, 20, 100)
	if err != nil {
		s.problem(c, err)
		return
	}
	list, next, err := s.Corpus.Notices(c.Request.Context(), limit, c.Query("cursor"))
	if err != nil {
		s.problem(c, err)
		return
	}
	data := make([]cited.Notice, len(list))
	for i, n := range list {
		data[i] = cited.NoticeOf(n, s.day(""))
	}
	var cursor *string
	if next != "" {
		cursor = &next
	}
	c.JSON(http.StatusOK, gin.H{"data": data, "next_cursor": cursor})
}

// notice is a stored notice whole: what citations show of it, its text as read and its outline.
type notice struct {
	cited.Notice
	IndexNumber string    `json:"index_number"`
	Topic       string    `json:"topic"`
	Text        string    `json:"text"`
	Outline     []heading `json:"outline"`
	Notes       []string  `json:"notes"`
}

type heading struct {
	Level int    `json:"level"`
	Label string `json:"label"`
	Title string `json:"title"`
	Start int    `json:"start"` // bytes into text
	End   int    `json:"end"`
}

// getNotice gives a whole notice.
func (s *server) getNotice(c *gin.Context) {
	n, err := s.Corpus.Notice(c.Request.Context(), c.Param("id"))
	if err == nil && n.Withdrawn != "" {
		err = errWithdrawn
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	out := notice{
		Notice: cited.NoticeOf(n, s.day("")), IndexNumber: n.IndexNumber, Topic: n.Topic, Text: n.Text,
		Outline: make([]heading, len(n.Outline)), Notes: append([]string{}, n.Notes...),
	}
	for i, h := range n.Outline {
		out.Outline[i] = heading{Level: h.Level, Label: h.Label, Title: h.Title, Start: h.Start, End: h.End}
	}
	c.JSON(http.StatusOK, out)
}

// region is a place that stored notices apply to.
type region struct {
	ID   string   `json:"id"`
	Name string   `json:"name"`
	Path []string `json:"path"` // from the province down to the place itself; empty for the nation
}

// getRegions lists the places that stored notices apply to.
func (s *server) getRegions(c *gin.Context) {
	stored, err := s.Corpus.Regions(c.Request.Context())
	if err != nil {
		s.problem(c, err)
		return
	}
	stored = retrieval.Choices(stored)
	data := make([]region, len(stored))
	for i, r := range stored {
		data[i] = region{ID: r.ID, Name: r.Name, Path: append([]string{}, r.Path...)}
	}
	c.JSON(http.StatusOK, gin.H{"data": data})
}
