package openai

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/plain"
)

// A completion is the whole reply; as a chunk it is one of its pieces.
type completion struct {
	ID        string          `json:"id"`
	Object    string          `json:"object"`
	Created   int64           `json:"created"`
	Model     string          `json:"model"`
	Choices   []choice        `json:"choices"`
	Usage     *usage          `json:"usage,omitempty"`
	Citations []chat.Citation `json:"x_citations,omitempty"` // ours: the citations whole
	Status    chat.Status     `json:"x_status,omitempty"`    // ours: what kind of answer it is
}

type choice struct {
	Index        int     `json:"index"`
	Message      *words  `json:"message,omitempty"`
	Delta        *words  `json:"delta,omitempty"`
	FinishReason *string `json:"finish_reason"` // null until the end
	Logprobs     any     `json:"logprobs"`      // always null
}

// words are a message, or what a chunk adds to it.
type words struct {
	Role        string       `json:"role,omitempty"`
	Content     *string      `json:"content,omitempty"`
	Annotations []annotation `json:"annotations,omitempty"`
}

// stop ends every reply.
var stop = "stop"

// Complete answers POST /v1/chat/completions.
func (a *API) Complete(c *gin.Context) {
	var in request
	err := a.Decode(c, &in)
	q, unfit := question(in.Model, in.Messages)
	if err == nil {
		err = unfit
	}
	if err != nil {
		a.Fail(c, err)
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), a.Timeout)
	defer cancel()
	if in.Stream {
		a.stream(ctx, c, q, in.StreamOptions.IncludeUsage)
		return
	}
	answer, err := a.Answers.Answer(ctx, q, nil)
	if err != nil {
		a.Fail(c, err)
		return
	}
	text := plain.Of(answer, plain.Options{URL: a.URL(c.Request)}).String()
	counted := usageOf(q, answer, text)
	c.JSON(http.StatusOK, completion{
		ID: completionID(answer.ID), Object: "chat.completion", Created: a.Now().Unix(), Model: Model,
		Choices: []choice{{
			Message:      &words{Role: "assistant", Content: &text, Annotations: annotations(answer, a.URL(c.Request))},
			FinishReason: &stop,
		}},
		Usage: &counted, Citations: answer.Citations, Status: answer.Status,
	})
}

// completionID names a completion after the answer, so that a program can rate it.
func completionID(answer string) string { return "chatcmpl-" + answer }
