package openai

import (
	"context"
	"encoding/json"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/plain"
	"wence/chat/web/sse"
)

// heartbeat is how long a stream may be silent. Clients give up after some hundred lines without data, so it is seldom.
const heartbeat = 15 * time.Second

// chunks sends a reply in pieces under one id. The role is in the first alone: client libraries join what chunks say.
type chunks struct {
	out     *sse.Stream
	id      string
	created int64
}

// stream answers in chunks. An error before the first is an ordinary one.
func (a *API) stream(ctx context.Context, c *gin.Context, q chat.Question, counted bool) {
	s := &chunks{out: sse.New(c.Writer), created: a.Now().Unix()}
	still := s.out.Beat(heartbeat)
	answer, err := a.Answers.Answer(ctx, q, s.event)
	still()
	switch {
	case err != nil && !s.out.Started():
		a.Fail(c, err)
		return
	case err != nil:
		s.send(gin.H{"error": a.Explain(c, err)})
		return
	}
	address := a.URL(c.Request)
	text := plain.Of(answer, plain.Options{URL: address})
	tail := text.Tail()
	if s.id == "" { // no event came: the text was never sent
		s.open(answer.ID)
		tail = text.String()
	}
	s.close(answer, tail, address)
	if counted {
		u := usageOf(q, answer, text.String())
		s.send(s.chunk(completion{Choices: []choice{}, Usage: &u}))
	}
	s.out.Data([]byte("[DONE]"))
}

// event sends on what an answer says as it grows.
func (s *chunks) event(e chat.Event) {
	switch data := e.Data.(type) {
	case chat.MetaEvent:
		s.open(data.ID)
	case chat.DeltaEvent:
		s.send(s.chunk(completion{Choices: []choice{{Delta: &words{Content: &data.Text}}}}))
	}
}

func (s *chunks) open(answer string) {
	s.id = completionID(answer)
	empty := ""
	s.send(s.chunk(completion{Choices: []choice{{Delta: &words{Role: "assistant", Content: &empty}}}}))
}

// close sends what follows the text, with all annotations in one chunk, and the end.
func (s *chunks) close(a chat.Answer, tail, address string) {
	s.send(s.chunk(completion{
		Choices:   []choice{{Delta: &words{Content: &tail, Annotations: annotations(a, address)}}},
		Citations: a.Citations, Status: a.Status,
	}))
	s.send(s.chunk(completion{Choices: []choice{{Delta: &words{}, FinishReason: &stop}}}))
}

func (s *chunks) chunk(c completion) completion {
	c.ID, c.Object, c.Created, c.Model = s.id, "chat.completion.chunk", s.created, Model
	return c
}

func (s *chunks) send(piece any) {
	text, err := json.Marshal(piece)
	if err != nil {
		text = []byte(`{"error":{"message":"服务内部错误,请稍后再试","type":"server_error","param":null,"code":null}}`)
	}
	s.out.Data(text)
}
