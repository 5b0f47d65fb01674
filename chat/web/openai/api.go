package openai

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat"
)

// Answerer answers questions; *chat.Service does.
type Answerer interface {
	Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error)
}

// Options are what an API is made of. All are required.
type Options struct {
	Answers Answerer
	Timeout time.Duration                   // of one answer
	Now     func() time.Time                // the clock
	URL     func(*http.Request) string      // of the service, before links: "https://wence.example"
	Decode  func(*gin.Context, any) error   // reads a request's body of JSON
	Fail    func(*gin.Context, error)       // answers with an error
	Explain func(*gin.Context, error) Error // words an error where a stream has begun
}

// An API serves requests in OpenAI's shape. It is safe for concurrent use.
type API struct{ Options }

// New makes an API.
func New(opt Options) *API { return &API{opt} }

// Model is the name of the one model there is. "Model:REGION" answers for a place, for a program that can set a model's
// name and nothing else.
const Model = "wence"
