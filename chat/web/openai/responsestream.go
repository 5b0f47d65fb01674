package openai

import (
	"context"
	"encoding/json"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/plain"
	"wence/chat/web/sse"
)

// steps sends a response as events, numbered, of which each builds on those before.
type steps struct {
	out    *sse.Stream
	api    *API
	number int
	id     string // of the answer, "" before the first event
}

// streamResponse answers in events. An error before the first is an ordinary one.
func (a *API) streamResponse(ctx context.Context, c *gin.Context, q chat.Question) {
	s := &steps{out: sse.New(c.Writer), api: a}
	still := s.out.Beat(heartbeat)
	answer, err := a.Answers.Answer(ctx, q, s.event)
	still()
	switch {
	case err != nil && !s.out.Started():
		a.Fail(c, err)
		return
	case err != nil:
		e := a.Explain(c, err)
		s.send("error", gin.H{"code": e.Code, "message": e.Message, "param": nil})
		return
	}
	url := a.URL(c.Request)
	text := plain.Of(answer, plain.Options{URL: url})
	if s.id == "" { // no event came: the text was never sent
		s.open(answer.ID)
		s.delta(text.String())
	} else {
		s.delta(text.Tail())
	}
	s.close(a.open(answer.ID).complete(q, answer, url))
}

// event sends on what an answer says as it grows.
func (s *steps) event(e chat.Event) {
	switch data := e.Data.(type) {
	case chat.MetaEvent:
		s.open(data.ID)
	case chat.DeltaEvent:
		s.delta(data.Text)
	}
}

// open sends the response, the message and its text, all still empty.
func (s *steps) open(answer string) {
	s.id = answer
	r := s.api.open(answer)
	s.send("response.created", gin.H{"response": r})
	s.send("response.in_progress", gin.H{"response": r})
	s.send("response.output_item.added", gin.H{"output_index": 0, "item": outputMessage{messageID(answer), "message", "assistant", "in_progress", []outputText{}}})
	s.inText("response.content_part.added", gin.H{"part": outputText{Type: "output_text", Annotations: []responseAnnotation{}, Logprobs: []struct{}{}}})
}

func (s *steps) delta(text string) {
	if text != "" {
		s.inText("response.output_text.delta", gin.H{"delta": text, "logprobs": []struct{}{}})
	}
}

// close sends what the text points to, and the whole again at each level.
func (s *steps) close(r response) {
	item := r.Output[0]
	text := item.Content[0]
	for i, a := range text.Annotations {
		s.inText("response.output_text.annotation.added", gin.H{"annotation_index": i, "annotation": a})
	}
	s.inText("response.output_text.done", gin.H{"text": text.Text, "logprobs": []struct{}{}})
	s.inText("response.content_part.done", gin.H{"part": text})
	s.send("response.output_item.done", gin.H{"output_index": 0, "item": item})
	s.send("response.completed", gin.H{"response": r})
}

// inText sends an event about the one text.
func (s *steps) inText(name string, data gin.H) {
	data["item_id"], data["output_index"], data["content_index"] = messageID(s.id), 0, 0
	s.send(name, data)
}

func (s *steps) send(name string, data gin.H) {
	data["type"], data["sequence_number"] = name, s.number
	s.number++
	text, err := json.Marshal(data)
	if err != nil {
		name, text = "error", []byte(`{"type":"error","code":"internal","message":"服务内部错误,请稍后再试","param":null}`)
	}
	s.out.Named(name, text)
}
