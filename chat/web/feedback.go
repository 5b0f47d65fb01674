package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"wence/chat"
)

// Feedback keeps what people say of answers; *FeedbackFile does.
type Feedback interface {
	Record(ctx context.Context, r Rating) error
}

// A Rating is what a person says of an answer. The question is what the page sent along: the service keeps none itself.
type Rating struct {
	Time     time.Time `json:"time"`
	AnswerID string    `json:"answer_id"`
	Rating   string    `json:"rating"`             // "up" or "down"
	Reason   string    `json:"reason,omitempty"`   // one of reasons
	Comment  string    `json:"comment,omitempty"`  // at most maxComment characters
	Question string    `json:"question,omitempty"` // at most chat.MaxQuestion characters
	Region   string    `json:"region,omitempty"`
}

// reasons are why an answer can be bad.
var reasons = []string{"", "wrong", "incomplete", "outdated", "missed", "other"}

const maxComment = 300

// check refuses what cannot be a rating.
func (r Rating) check() error {
	switch {
	case uuid.Validate(r.AnswerID) != nil:
		return &chat.FieldError{Pointer: "", Detail: "地址中的回答编号无效"}
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

// postFeedback records what a person says of an answer.
func (s *server) postFeedback(c *gin.Context) {
	if s.Feedback == nil {
		s.problem(c, errNoRoute)
		return
	}
	var r Rating
	err := decodeBody(c, &r)
	r.AnswerID, r.Time = c.Param("id"), s.Now().UTC()
	if err == nil {
		err = r.check()
	}
	if err == nil {
		err = s.Feedback.Record(c.Request.Context(), r)
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

// A FeedbackFile appends ratings to a file, one JSON object a line. It is safe for concurrent use.
type FeedbackFile struct {
	Path string // made with the first rating

	mu sync.Mutex
}

// Record appends a rating in one write.
func (f *FeedbackFile) Record(_ context.Context, r Rating) (err error) {
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("record feedback: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	file, err := os.OpenFile(f.Path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("record feedback: %w", err)
	}
	if _, err := file.Write(append(line, '\n')); err != nil {
		_ = file.Close() // the first error says more
		return fmt.Errorf("record feedback: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("record feedback: %w", err)
	}
	return nil
}
