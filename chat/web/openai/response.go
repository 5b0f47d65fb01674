package openai

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/plain"
)

// A responseRequest is what counts of the body of POST /v1/responses.
type responseRequest struct {
	Model    string `json:"model"`
	Input    input  `json:"input"`
	Stream   bool   `json:"stream"`
	Previous string `json:"previous_response_id"`
}

// An input is a conversation; a text alone is what the user says. Items that are no messages have no role.
type input []message

// UnmarshalJSON reads either form.
func (in *input) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err == nil {
		*in = input{{Role: "user", Content: content(text)}}
		return nil
	}
	return json.Unmarshal(data, (*[]message)(in))
}

// question reads the conversation. None is kept here, so none can be gone on with.
func (r responseRequest) question() (chat.Question, error) {
	if r.Previous != "" {
		return chat.Question{}, &chat.FieldError{Pointer: "/previous_response_id", Detail: "本服务不保存对话,请把先前的消息一并放进 input"}
	}
	q, err := question(r.Model, r.Input)
	if err != nil {
		return q, &chat.FieldError{Pointer: "/input", Detail: "input 里没有用户的消息"}
	}
	return q, nil
}

// A response is the whole reply to it. What the program does not have is there with the value that means so, for client
// libraries read it.
type response struct {
	ID                string            `json:"id"`
	Object            string            `json:"object"`
	Created           int64             `json:"created_at"`
	Status            string            `json:"status"`
	Model             string            `json:"model"`
	Output            []outputMessage   `json:"output"`
	Usage             *responseUsage    `json:"usage"`
	Error             *Error            `json:"error"`
	Incomplete        *struct{}         `json:"incomplete_details"`
	Instructions      *string           `json:"instructions"`
	Metadata          map[string]string `json:"metadata"`
	ParallelToolCalls bool              `json:"parallel_tool_calls"`
	Temperature       *float64          `json:"temperature"`
	TopP              *float64          `json:"top_p"`
	ToolChoice        string            `json:"tool_choice"`
	Tools             []struct{}        `json:"tools"`
	Previous          *string           `json:"previous_response_id"`
	Store             bool              `json:"store"`
	Citations         []chat.Citation   `json:"x_citations,omitempty"`
	Answer            chat.Status       `json:"x_status,omitempty"`
}

// An outputMessage is the one item of a response's output.
type outputMessage struct {
	ID      string       `json:"id"`
	Type    string       `json:"type"`
	Role    string       `json:"role"`
	Status  string       `json:"status"`
	Content []outputText `json:"content"`
}

// An outputText is the one part of the message.
type outputText struct {
	Type        string               `json:"type"`
	Text        string               `json:"text"`
	Annotations []responseAnnotation `json:"annotations"`
	Logprobs    []struct{}           `json:"logprobs"`
}

// A responseAnnotation is an annotation, laid out flat.
type responseAnnotation struct {
	Type string `json:"type"`
	urlCitation
}

type responseUsage struct {
	Input        int `json:"input_tokens"`
	InputDetails struct {
		Cached int `json:"cached_tokens"`
	} `json:"input_tokens_details"`
	Output        int `json:"output_tokens"`
	OutputDetails struct {
		Reasoning int `json:"reasoning_tokens"`
	} `json:"output_tokens_details"`
	Total int `json:"total_tokens"`
}

// Respond answers POST /v1/responses.
func (a *API) Respond(c *gin.Context) {
	var in responseRequest
	var q chat.Question
	err := a.Decode(c, &in)
	if err == nil {
		q, err = in.question()
	}
	if err != nil {
		a.Fail(c, err)
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), a.Timeout)
	defer cancel()
	if in.Stream {
		a.streamResponse(ctx, c, q)
		return
	}
	answer, err := a.Answers.Answer(ctx, q, nil)
	if err != nil {
		a.Fail(c, err)
		return
	}
	c.JSON(http.StatusOK, a.open(answer.ID).complete(q, answer, a.URL(c.Request)))
}

// open is the response to an answer before anything is said.
func (a *API) open(answer string) response {
	return response{
		ID: "resp_" + answer, Object: "response", Created: a.Now().Unix(), Status: "in_progress", Model: Model, Output: []outputMessage{},
		Metadata: map[string]string{}, ToolChoice: "auto", Tools: []struct{}{},
	}
}

// complete is the response with what the answer says.
func (r response) complete(q chat.Question, a chat.Answer, url string) response {
	text := outputText{Type: "output_text", Text: plain.Of(a, plain.Options{URL: url}).String(), Annotations: []responseAnnotation{}, Logprobs: []struct{}{}}
	for _, n := range annotations(a, url) {
		text.Annotations = append(text.Annotations, responseAnnotation{n.Type, n.Citation})
	}
	u := usageOf(q, a, text.Text)
	r.Usage = &responseUsage{Input: u.Prompt, Output: u.Completion, Total: u.Total}
	r.Output = []outputMessage{{messageID(a.ID), "message", "assistant", "completed", []outputText{text}}}
	r.Status, r.Citations, r.Answer = "completed", a.Citations, a.Status
	return r
}

func messageID(answer string) string { return "msg_" + answer }
