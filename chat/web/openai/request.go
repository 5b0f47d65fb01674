package openai

import (
	"encoding/json"
	"strings"

	"wence/chat"
	"wence/chat/plain"
)

// A request is what counts of the body of POST /v1/chat/completions.
type request struct {
	Model         string    `json:"model"`
	Messages      []message `json:"messages"`
	Stream        bool      `json:"stream"`
	StreamOptions struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
}

// A message is one of a conversation.
type message struct {
	Role    string  `json:"role"`
	Content content `json:"content"`
}

// A content is a text, however it was written: as a string, as null, or in parts of which some are not text.
type content string

// UnmarshalJSON reads any of the forms.
func (t *content) UnmarshalJSON(data []byte) error {
	var parts []struct {
		Type string `json:"type"` // "text", or "input_text" and "output_text" of the responses API
		Text string `json:"text"`
	}
	var text string
	if err := json.Unmarshal(data, &text); err == nil { // null is the empty text
		*t = content(text)
		return nil
	}
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	var texts []string
	for _, p := range parts {
		if p.Text != "" && strings.HasSuffix(p.Type, "text") {
			texts = append(texts, p.Text)
		}
	}
	*t = content(strings.Join(texts, "\n"))
	return nil
}

// question is the last message of the user, with the turns before it as its history. The caller's system prompt and the
// replies of tools are left out.
func question(model string, messages []message) (chat.Question, error) {
	last := len(messages) - 1
	for last >= 0 && messages[last].Role != "user" {
		last--
	}
	if last < 0 {
		return chat.Question{}, &chat.FieldError{Pointer: "/messages", Detail: "messages 里没有 role 为 user 的消息"}
	}
	q := chat.Question{Text: string(messages[last].Content), Region: regionOf(model)}
	for _, m := range messages[:last] {
		switch {
		case m.Content == "":
		case m.Role == "user":
			q.History = append(q.History, chat.Turn{Role: m.Role, Content: string(m.Content)})
		case m.Role == "assistant":
			q.History = append(q.History, chat.Turn{Role: m.Role, Content: plain.Spoken(string(m.Content))})
		}
	}
	return q, nil
}
