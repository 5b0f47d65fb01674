package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
)

// Bounds of a question.
const (
	MaxQuestion = 500 // characters
	MaxHistory  = 20  // turns; older ones are not looked at
)

// A Question is what a person asks.
type Question struct {
	Text    string
	Region  string         // a place by name; "" = as the text or the history say
	AsOf    retrieval.Date // "" = today
	History []Turn         // earlier turns, oldest first
}

// A Turn is one earlier message of the conversation.
type Turn struct {
	Role    string // "user" or "assistant"
	Content string
}

// A FieldError says which field of a question cannot be used and why, in Chinese for the person.
type FieldError struct {
	Pointer string // JSON pointer: /question
	Detail  string
	Choices []string // what was perhaps meant
}

// Error gives the pointer and the detail.
func (e *FieldError) Error() string { return e.Pointer + ": " + e.Detail }

// check refuses what cannot be a question.
func (q Question) check() error {
	switch n := utf8.RuneCountInString(strings.TrimSpace(q.Text)); {
	case !utf8.ValidString(q.Text):
		return &FieldError{Pointer: "/question", Detail: "问题不是有效的UTF-8文本"}
	case n == 0:
		return &FieldError{Pointer: "/question", Detail: "问题不能为空"}
	case n > MaxQuestion:
		return &FieldError{Pointer: "/question", Detail: fmt.Sprintf("问题不能超过%d字(当前%d字)", MaxQuestion, n)}
	}
	if q.AsOf != "" {
		if _, err := retrieval.ParseDate(string(q.AsOf)); err != nil {
			return &FieldError{Pointer: "/as_of", Detail: "日期应写作YYYY-MM-DD,如2024-09-01"}
		}
	}
	for i, t := range q.History {
		if t.Role != "user" && t.Role != "assistant" {
			return &FieldError{Pointer: fmt.Sprintf("/history/%d/role", i), Detail: "role 只能是 user 或 assistant"}
		}
	}
	return nil
}
