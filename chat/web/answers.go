package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/retrieval"
)

// maxBody is the largest request body in bytes.
const maxBody = 64 << 10

// question is the body of POST /api/v1/answers.
type question struct {
	Question string         `json:"question"`
	Region   string         `json:"region"`
	AsOf     retrieval.Date `json:"as_of"`
	History  []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"history"`
}

// postAnswer answers a question, as one object or as a stream of events by the Accept header.
func (s *server) postAnswer(c *gin.Context) {
	q, err := decodeQuestion(c)
	if err != nil {
		s.problem(c, err)
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.Timeout)
	defer cancel()
	if strings.Contains(c.GetHeader("Accept"), "text/event-stream") {
		s.streamAnswer(ctx, c, q)
		return
	}
	answer, err := s.Answers.Answer(ctx, q, nil)
	if err != nil {
		s.problem(c, err)
		return
	}
	c.Set(outcomeKey, string(answer.Status))
	s.note(q, answer)
	c.JSON(http.StatusOK, answer)
}

// decodeQuestion reads the question in a request's body.
func decodeQuestion(c *gin.Context) (chat.Question, error) {
	var in question
	err := decodeBody(c, &in)
	if errors.Is(err, errEncoding) {
		err = &chat.FieldError{Pointer: "/question", Detail: "问题不是有效的UTF-8文本"}
	}
	if err != nil {
		return chat.Question{}, err
	}
	q := chat.Question{Text: in.Question, Region: in.Region, AsOf: in.AsOf}
	for _, t := range in.History {
		q.History = append(q.History, chat.Turn{Role: t.Role, Content: t.Content})
	}
	return q, nil
}

// decodeBody reads a body of JSON strictly enough to tell a caller what is wrong with it.
func decodeBody(c *gin.Context, into any) error { return decodeUpTo(maxBody, c, into) }

func decodeUpTo(most int64, c *gin.Context, into any) error {
	if t, _, err := mime.ParseMediaType(c.ContentType()); err != nil || t != "application/json" {
		return errType
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, most))
	if err != nil {
		return fmt.Errorf("read body: %w", err)
	}
	if !utf8.Valid(body) {
		return errEncoding
	}
	if err := json.Unmarshal(body, into); err != nil {
		return malformed(err)
	}
	return nil
}

// malformed says where JSON does not fit.
func malformed(err error) error {
	var typed *json.UnmarshalTypeError
	if errors.As(err, &typed) && typed.Field != "" {
		return &chat.FieldError{Pointer: "/" + strings.ReplaceAll(typed.Field, ".", "/"), Detail: "这个字段的类型不对"}
	}
	return &chat.FieldError{Pointer: "", Detail: "请求体不是有效的JSON"}
}

// getSearch lists passages for a query.
func (s *server) getSearch(c *gin.Context) {
	limit, err := limitOf(c, 10, 100)
	if err != nil {
		s.problem(c, err)
		return
	}
	q := chat.Question{Text: c.Query("q"), Region: c.Query("region"), AsOf: retrieval.Date(c.Query("as_of"))}
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.Timeout)
	defer cancel()
	hits, err := s.Answers.Search(ctx, q, limit)
	if err != nil {
		s.problem(c, renamed(err, "/question", "/q"))
		return
	}
	c.JSON(http.StatusOK, gin.H{"passages": passages(hits, s.day(q.AsOf))})
}

// renamed moves a field error to the name that the field has in this request.
func renamed(err error, from, to string) error {
	var field *chat.FieldError
	if errors.As(err, &field) && field.Pointer == from {
		moved := *field
		moved.Pointer = to
		return &moved
	}
	return err
}

// limitOf reads ?limit=.
func limitOf(c *gin.Context, standard, most int) (int, error) {
	text := c.Query("limit")
	if text == "" {
		return standard, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, &chat.FieldError{Pointer: "/limit", Detail: fmt.Sprintf("limit应为1到%d的整数", most)}
	}
	return n, nil
}

// day is the day asked for, today when none is.
func (s *server) day(asOf retrieval.Date) retrieval.Date {
	if asOf != "" {
		return asOf
	}
	return retrieval.DateOf(s.Now())
}
