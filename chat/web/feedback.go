package web

import (
	"fmt"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"wence/chat"
	"wence/retrieval"
)

// A rating is the body of POST /api/v1/answers/{id}/feedback. The question is the page's, for an answer that the journal
// does not have.
type rating struct {
	Rating   string `json:"rating"`   // "up" or "down"
	Reason   string `json:"reason"`   // one of reasons
	Comment  string `json:"comment"`  // at most maxComment characters
	Question string `json:"question"` // at most chat.MaxQuestion characters
	Region   string `json:"region"`
}

// reasons are why an answer can be bad.
var reasons = []string{"", "wrong", "incomplete", "outdated", "missed", "other"}

const maxComment = 300

// check refuses what cannot be a rating.
func (r rating) check() error {
	switch {
	case r.Rating != "up" && r.Rating != "down":
		return &chat.FieldError{Pointer: "/rating", Detail: "rating 只能是 up 或 down"}
	case !slices.Contains(reasons, r.Reason):
		return &chat.FieldError{Pointer: "/reason", Detail: "没有这个原因", Choices: reasons[1:]}
	case utf8.RuneCountInString(r.Comment) > maxComment:
		return &chat.FieldError{Pointer: "/comment", Detail: fmt.Sprintf("说明不能超过%d字", maxComment)}
	case utf8.RuneCountInString(r.Question) > chat.MaxQuestion:
		return &chat.FieldError{Pointer: "/question", Detail: fmt.Sprintf("问题不能超过%d字", chat.MaxQuestion)}
	case utf8.RuneCountInString(r.Region) > 100:
		return &chat.FieldError{Pointer: "/region", Detail: "地区不能超过100字"}
	}
	return nil
}

// postFeedback notes what a person says of an answer.
func (s *server) postFeedback(c *gin.Context) {
	if s.Journal == nil {
		s.problem(c, errNoRoute)
		return
	}
	var r rating
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		err = &chat.FieldError{Pointer: "", Detail: "地址中的回答编号无效"}
	}
	if err == nil {
		err = decodeBody(c, &r)
	}
	if err == nil {
		err = r.check()
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	s.Journal.Rated(retrieval.Asked{
		ID: id.String(), At: s.Now().UTC(), Question: r.Question, Region: r.Region,
		Rating: retrieval.Rating{Up: r.Rating == "up", Down: r.Rating == "down", Reason: r.Reason, Comment: r.Comment},
	})
	c.Status(http.StatusNoContent)
}
