package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/private"
	"wence/retrieval"
)

// Shelf keeps answers to be looked at on a page of their own; a retrieval.Store does.
type Shelf interface {
	KeepAnswer(ctx context.Context, a retrieval.KeptAnswer) error
	KeptAnswer(ctx context.Context, id string) (retrieval.KeptAnswer, error)
}

// answerPolicy is that of the page of an answer, from which one may ask on.
var answerPolicy = strings.Replace(plainPolicy, "form-action 'none'", "form-action 'self'", 1) + "'self'"

// A toldAnswer is a kept answer as it is read again: the fields of chat.Answer that a page shows.
type toldAnswer struct {
	Status    chat.Status
	Text      string
	Citations []chat.Citation
	Related   []chat.Citation
	Label     chat.Label
	Choices   []string
	Notes     []string
	History   []chat.Turn // what was said before; "" for an answer that a bot kept
}

// answerPage fills answer.html.
type answerPage struct {
	Assets   string
	ID       string
	Question string
	Region   string
	Answer   toldAnswer
	Lines    [][]piece // of the text
	Problem  string    // with what was asked on
	Asked    string    // what that was
}

// A piece is a stretch of a line, or a mark.
type piece struct {
	Text string
	N    int // of the citation that the mark stands for; 0 = no mark
}

var markPattern = regexp.MustCompile(`\[(\d{1,3})\]`)

// pieces cuts a text into lines, and these at their marks. What stands in brackets and is no citation's number is text.
func pieces(text string, citations int) [][]piece {
	var lines [][]piece
	for line := range strings.Lines(text) {
		var cut []piece
		at := 0
		line = strings.TrimRight(line, "\n")
		for _, m := range markPattern.FindAllStringSubmatchIndex(line, -1) {
			n, _ := strconv.Atoi(line[m[2]:m[3]])
			if n < 1 || n > citations {
				continue
			}
			cut = append(cut, piece{Text: line[at:m[0]]}, piece{Text: line[m[0]:m[1]], N: n})
			at = m[1]
		}
		lines = append(lines, append(cut, piece{Text: line[at:]}))
	}
	return lines
}

// told finds a kept answer. errAnswerGone when it is kept no more, or never was.
func (s *server) told(ctx context.Context, id string) (page answerPage, err error) {
	if s.Kept == nil {
		return page, errAnswerGone
	}
	kept, err := s.Kept.KeptAnswer(ctx, id)
	if isMissing(err) {
		return page, errAnswerGone
	}
	page = answerPage{Assets: static().base(), ID: kept.ID, Question: kept.Question, Region: kept.Region}
	if err == nil {
		err = json.Unmarshal(kept.Body, &page.Answer)
	}
	page.Lines = pieces(page.Answer.Text, len(page.Answer.Citations))
	return page, err
}

// getAnswerPage shows an answer whole.
func (s *server) getAnswerPage(c *gin.Context) {
	page, err := s.told(c.Request.Context(), c.Param("id"))
	if err != nil {
		s.problem(c, err)
		return
	}
	s.renderAnswer(c, page)
}

// renderAnswer shows an answer to those who have its address, and to no search engine.
func (s *server) renderAnswer(c *gin.Context, page answerPage) {
	c.Header("X-Robots-Tag", "noindex")
	c.Header("Cache-Control", "private, no-cache")
	s.render(c, "answer.html", answerPolicy, page)
}

// postAnswerPage asks on, with what was said before as the history, and goes to the page of the new answer.
func (s *server) postAnswerPage(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
	page, err := s.told(c.Request.Context(), c.Param("id"))
	if err == nil && !isOwn(c) {
		err = errOrigin
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	q := chat.Question{Text: c.PostForm("question"), Region: c.PostForm("region"), History: page.Answer.History}
	if q.Text != page.Question { // a choice of places asks the same again
		q.History = append(q.History, chat.Turn{Role: "user", Content: page.Question}, chat.Turn{Role: "assistant", Content: page.Answer.Text})
	}
	id, err := s.askAndKeep(c.Request.Context(), q)
	if p := problemOf(err); err != nil && len(p.Errors) > 0 {
		page.Problem, page.Asked = p.Detail, q.Text
		c.Status(http.StatusUnprocessableEntity)
		s.renderAnswer(c, page)
		return
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	c.Redirect(http.StatusSeeOther, "/answers/"+id)
}

// askAndKeep answers a question, and keeps the answer with its history. It gives the answer's ID.
func (s *server) askAndKeep(ctx context.Context, q chat.Question) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeout)
	defer cancel()
	a, err := asking{s.Answers, s}.Answer(ctx, q, nil)
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(struct {
		chat.Answer
		History []chat.Turn
	}{a, q.History})
	if err != nil {
		return "", fmt.Errorf("keep answer: %w", err)
	}
	return a.ID, s.Kept.KeepAnswer(ctx, retrieval.KeptAnswer{ID: a.ID, At: s.Now().UTC(), Question: private.Mask(q.Text), Region: private.Mask(q.Region), Body: body})
}
