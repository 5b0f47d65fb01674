package web

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/web/key"
	"wence/chat/web/openai"
)

// maxV1Body is the largest body under /v1 in bytes: agents send long prompts and their tools along.
const maxV1Body = 1 << 20

// routeV1 adds OpenAI's shape.
func (s *server) routeV1(e *gin.Engine) {
	api := openai.New(openai.Options{
		Answers: asking{s.Answers, s}, Timeout: s.Timeout, Now: s.Now, URL: s.publicURL, Fail: s.problem, Explain: s.explain,
		Decode: func(c *gin.Context, into any) error { return decodeUpTo(maxV1Body, c, into) },
	})
	v1 := e.Group("/v1", s.keyed(key.OpenAI))
	v1.GET("/models", api.Models)
	v1.GET("/models/*id", api.ModelByID) // a name may hold a slash
	v1.POST("/chat/completions", api.Complete)
	v1.POST("/responses", api.Respond)
}

// asking answers as the service does, and notes the question.
type asking struct {
	Answerer
	server *server
}

// Answer answers a question and notes it.
func (a asking) Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error) {
	answer, err := a.Answerer.Answer(ctx, q, emit)
	if err == nil {
		a.server.note(q, answer)
	}
	return answer, err
}

// publicURL is the address of the service for links in texts: the configured one, else the one that the caller used.
func (s *server) publicURL(r *http.Request) string {
	if s.URL != "" {
		return s.URL
	}
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// isV1 reports a caller that knows OpenAI's form of errors alone.
func isV1(c *gin.Context) bool { return strings.HasPrefix(c.Request.URL.Path, "/v1/") }

// explain words an error inside a stream of OpenAI's shape.
func (s *server) explain(c *gin.Context, err error) openai.Error {
	s.Log.ErrorContext(c, "answer failed in its stream", "request_id", requestID(c), "error", err)
	return openaiError(problemOf(err))
}

// openaiError says a problem in OpenAI's form.
func openaiError(p problem) openai.Error {
	e := openai.Error{Message: cmp.Or(p.Detail, p.Title), Type: openai.TypeOf(p.Status), Code: p.Code}
	if len(p.Errors) > 0 {
		e.Param = v1Field(p.Errors[0].Pointer)
	}
	return e
}

// v1Field is the field of a request under /v1 that a pointer into a question means.
func v1Field(pointer string) string {
	switch field, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/"); field {
	case "question", "history":
		return "messages"
	case "region": // the model's name brings it
		return "model"
	default:
		return field
	}
}
