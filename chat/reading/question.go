package reading

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"wence/chat/private"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// Bounds of a question.
const (
	MaxQuestion = 500  // characters
	MaxRegion   = 100  // characters of the name of a place
	MaxHistory  = 20   // turns; older ones are not looked at
	MaxTurn     = 2000 // characters of an assistant's turn; what goes beyond is not looked at, nor what goes beyond MaxQuestion of a user's
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

// HasRole reports that the turn is by one of the two who can speak.
func (t Turn) HasRole() bool { return t.Role == "user" || t.Role == "assistant" }

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
	case n > MaxQuestion || swells(q.Text, MaxQuestion):
		return &FieldError{Pointer: "/question", Detail: fmt.Sprintf("问题不能超过%d字(当前%d字)", MaxQuestion, n)}
	}
	if n := utf8.RuneCountInString(q.Region); n > MaxRegion {
		return &FieldError{Pointer: "/region", Detail: fmt.Sprintf("地区名不能超过%d字(当前%d字)", MaxRegion, n)}
	}
	if q.AsOf != "" {
		if _, err := retrieval.ParseDate(string(q.AsOf)); err != nil {
			return &FieldError{Pointer: "/as_of", Detail: "日期应写作YYYY-MM-DD,如2024-09-01"}
		}
	}
	for i, t := range q.History {
		if !t.HasRole() {
			return &FieldError{Pointer: fmt.Sprintf("/history/%d/role", i), Detail: "role 只能是 user 或 assistant"}
		}
	}
	return nil
}

// bounded is the question with as much of its history as is looked at.
func (q Question) bounded() Question {
	turns := make([]Turn, 0, min(len(q.History), MaxHistory))
	for _, t := range q.History[max(0, len(q.History)-MaxHistory):] {
		most := MaxTurn
		if t.Role == "user" {
			most = MaxQuestion
		}
		if t.Content = first(t.Content, most); swells(t.Content, most) {
			t.Content = ""
		}
		turns = append(turns, t)
	}
	if q.History != nil {
		q.History = turns
	}
	return q
}

// masked takes personal data out of a question and its history. Nothing puts it back: what goes to a model, an embeddings
// server or a log has gone for good, and no rule depends on it.
func (q Question) masked() Question {
	q.Text = private.Blank(q.Text)
	turns := make([]Turn, len(q.History))
	for i, t := range q.History {
		turns[i] = Turn{Role: t.Role, Content: private.Blank(t.Content)}
	}
	if q.History != nil {
		q.History = turns
	}
	return q
}

// first is the beginning of a text, at most n characters of it.
func first(text string, n int) string {
	for at := range text {
		if n == 0 {
			return text[:at]
		}
		n--
	}
	return text
}

// swells reports a text whose normal form is far longer than a text of so many characters: U+FDFA alone stands for 18.
func swells(text string, most int) bool { return utf8.RuneCountInString(zh.Fold(text)) > 2*most }
