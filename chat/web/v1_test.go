package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/sashabaranov/go-openai"

	"wence/chat"
	"wence/chat/cited"
	"wence/retrieval"
)

// scripted answers every question alike, as events and whole, and keeps the last question.
type scripted struct {
	answerer
	answer chat.Answer
	err    error // after the first words
	asked  *chat.Question
}

func (s scripted) Answer(_ context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error) {
	*s.asked = q
	if q.Text == "" {
		return chat.Answer{}, &chat.FieldError{Pointer: "/question", Detail: "问题不能为空"}
	}
	if emit != nil {
		emit(chat.Event{Name: "meta", Data: chat.MetaEvent{ID: s.answer.ID}})
		first, rest, _ := strings.Cut(s.answer.Text, "\n")
		emit(chat.Event{Name: "delta", Data: chat.DeltaEvent{Text: first}})
		if s.err == nil {
			emit(chat.Event{Name: "delta", Data: chat.DeltaEvent{Text: "\n" + rest}})
		}
	}
	return s.answer, s.err
}

var scriptedAnswer = filled(chat.Answer{
	ID: "0192f3c4-0000-7000-8000-000000000001", Status: chat.Partial, Text: "甲县补500元。[1]\n乙县补600元。[2][1]",
	Citations: []chat.Citation{
		{N: 1, Notice: cited.Notice{Title: "甲县办法", Number: "甲教〔2026〕1号", Validity: inForce}, Link: "/notices/a#p3"},
		{N: 2, Notice: cited.Notice{Title: "乙县办法", Validity: inForce}, Link: "/notices/b#p1"},
	},
	Label: chat.Label{Kind: cited.LabelQuoted, Text: "摘引原文。"},
})

var inForce = cited.Validity{State: retrieval.InForce}

// filled is an answer as a service gives it, whose lists are there also when they are empty.
func filled(a chat.Answer) chat.Answer {
	a.Sentences, a.Choices, a.Notes, a.Timing = []chat.Sentence{}, []string{}, []string{}, map[string]int64{}
	a.Citations, a.Related = append([]chat.Citation{}, a.Citations...), []chat.Citation{}
	return a
}

// v1 is a server with an answer, and a client to it.
func v1(t *testing.T, s scripted, change func(*Options)) *openai.Client {
	t.Helper()
	server := httptest.NewServer(newHandler(t, func(o *Options) {
		o.Answers, o.URL = s, "https://wence.example"
		if change != nil {
			change(o)
		}
	}))
	t.Cleanup(server.Close)
	config := openai.DefaultConfig("any")
	config.BaseURL = server.URL + "/v1"
	return openai.NewClientWithConfig(config)
}

func ask(messages ...openai.ChatCompletionMessage) openai.ChatCompletionRequest {
	return openai.ChatCompletionRequest{Model: "gpt-4o", Messages: messages}
}

const scriptedText = `甲县补500元。[1]
乙县补600元。[2][1]

来源:
[1] 《甲县办法》(甲教〔2026〕1号)
https://wence.example/notices/a#p3
[2] 《乙县办法》
https://wence.example/notices/b#p1

(摘引原文。)`

func TestV1Reply(t *testing.T) {
	var asked chat.Question
	client := v1(t, scripted{answer: scriptedAnswer, asked: &asked}, nil)
	reply, err := client.CreateChatCompletion(t.Context(), ask(
		openai.ChatCompletionMessage{Role: "system", Content: "只说喵。"},
		openai.ChatCompletionMessage{Role: "user", Content: "甲县补多少?"},
		openai.ChatCompletionMessage{Role: "assistant", Content: scriptedText},
		openai.ChatCompletionMessage{Role: "tool", Content: "{}", ToolCallID: "1"},
		openai.ChatCompletionMessage{Role: "user", MultiContent: []openai.ChatMessagePart{{Type: "text", Text: "乙县呢?"}}},
	))
	if err != nil {
		t.Fatal(err)
	}
	if got := reply.Choices[0].Message.Content; got != scriptedText {
		t.Errorf("text:\n%s", got)
	}
	if reply.Usage.CompletionTokens == 0 || reply.Usage.TotalTokens != reply.Usage.PromptTokens+reply.Usage.CompletionTokens {
		t.Errorf("usage %+v", reply.Usage)
	}
	want := []chat.Turn{{Role: "user", Content: "甲县补多少?"}, {Role: "assistant", Content: scriptedAnswer.Text}}
	if asked.Text != "乙县呢?" || !slices.Equal(asked.History, want) {
		t.Errorf("asked %+v", asked)
	}
}

func TestV1Stream(t *testing.T) {
	var asked chat.Question
	client := v1(t, scripted{answer: scriptedAnswer, asked: &asked}, nil)
	req := ask(openai.ChatCompletionMessage{Role: "user", Content: "补多少?"})
	req.Model, req.StreamOptions = "wence:甲县", &openai.StreamOptions{IncludeUsage: true}
	stream, err := client.CreateChatCompletionStream(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	var text, role, finish string
	var used *openai.Usage
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range chunk.Choices {
			text, role, finish = text+c.Delta.Content, role+c.Delta.Role, finish+string(c.FinishReason)
		}
		used = chunk.Usage
	}
	if text != scriptedText || role != "assistant" || finish != "stop" {
		t.Errorf("role %q, finish %q, text:\n%s", role, finish, text)
	}
	if used == nil || used.CompletionTokens == 0 {
		t.Errorf("usage %+v", used)
	}
	if asked.Region != "甲县" {
		t.Errorf("asked for %q", asked.Region)
	}
}

// TestV1Annotations holds that each annotation covers its mark, counted in characters.
func TestV1Annotations(t *testing.T) {
	var asked chat.Question
	h := newHandler(t, func(o *Options) { o.Answers = scripted{answer: scriptedAnswer, asked: &asked} })
	w := call(h, "POST", "/v1/chat/completions", `{"messages":[{"role":"user","content":"补多少?"}]}`)
	var reply struct {
		Choices []struct {
			Message struct {
				Content     string
				Annotations []struct {
					Citation struct {
						Start int `json:"start_index"`
						End   int `json:"end_index"`
						URL   string
						Title string
					} `json:"url_citation"`
				}
			}
		}
		Citations []chat.Citation `json:"x_citations"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &reply); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	message := reply.Choices[0].Message
	var got []string
	for _, a := range message.Annotations {
		at := a.Citation
		got = append(got, string([]rune(message.Content)[at.Start:at.End])+" "+at.URL+" "+at.Title)
	}
	want := []string{
		"[1] http://example.com/notices/a#p3 《甲县办法》(甲教〔2026〕1号)", "[2] http://example.com/notices/b#p1 《乙县办法》",
		"[1] http://example.com/notices/a#p3 《甲县办法》(甲教〔2026〕1号)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("annotations %q", got)
	}
	if len(reply.Citations) != 2 {
		t.Errorf("%d citations", len(reply.Citations))
	}
}

func TestV1Errors(t *testing.T) {
	var asked chat.Question
	fine := scripted{answer: scriptedAnswer, asked: &asked}
	user := openai.ChatCompletionMessage{Role: "user", Content: "补多少?"}
	for name, c := range map[string]struct {
		client  *openai.Client
		request openai.ChatCompletionRequest
		status  int
		param   string
	}{
		"nothing asked":  {v1(t, fine, nil), ask(), http.StatusBadRequest, "messages"},
		"empty question": {v1(t, fine, nil), ask(openai.ChatCompletionMessage{Role: "user"}), http.StatusBadRequest, "messages"},
		"timeout":        {v1(t, scripted{asked: &asked, err: context.DeadlineExceeded}, nil), ask(user), http.StatusGatewayTimeout, ""},
		"broken":         {v1(t, scripted{asked: &asked, err: errors.New("secret")}, nil), ask(user), http.StatusInternalServerError, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.client.CreateChatCompletion(t.Context(), c.request)
			var refused *openai.APIError
			if !errors.As(err, &refused) {
				t.Fatalf("got %v", err)
			}
			if refused.HTTPStatusCode != c.status || refused.Message == "" || strings.Contains(refused.Message, "secret") {
				t.Errorf("got %d %s", refused.HTTPStatusCode, refused.Message)
			}
			if param := refused.Param; c.param != "" && (param == nil || *param != c.param) {
				t.Errorf("param %v", param)
			}
		})
	}
}

// TestV1BrokenStream holds that a client is told of an answer that fails after its first words.
func TestV1BrokenStream(t *testing.T) {
	var asked chat.Question
	client := v1(t, scripted{answer: scriptedAnswer, asked: &asked, err: errors.New("secret")}, nil)
	stream, err := client.CreateChatCompletionStream(t.Context(), ask(openai.ChatCompletionMessage{Role: "user", Content: "补多少?"}))
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	for err == nil {
		_, err = stream.Recv()
	}
	var told *openai.APIError
	if !errors.As(err, &told) || told.Type != "server_error" || strings.Contains(told.Message, "secret") {
		t.Errorf("the stream ended with %v", err)
	}
}

// TestV1Refuses holds that whatever is wrong under /v1 is said in OpenAI's form.
func TestV1Refuses(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.PerAddress = 9 })
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{"POST", "/v1/chat/completions", `{"messages":`, http.StatusBadRequest},
		{"POST", "/v1/chat/completions", `{"messages":[{"role":"user","content":7}]}`, http.StatusBadRequest},
		{"POST", "/v1/chat/completions", `{"messages":[{"role":"user","content":"` + strings.Repeat("x", maxV1Body) + `"}]}`, http.StatusRequestEntityTooLarge},
		{"POST", "/v1/responses", `{"input":[]}`, http.StatusBadRequest},
		{"POST", "/v1/responses", `{"input":{"role":"user"}}`, http.StatusBadRequest},
		{"GET", "/v1/chat/completions", "", http.StatusMethodNotAllowed},
		{"POST", "/v1/embeddings", `{}`, http.StatusNotFound},
		{"GET", "/v1/models/gpt-4o", "", http.StatusNotFound},
		{"GET", "/v1/models", "", http.StatusOK},
		{"GET", "/v1/models", "", http.StatusOK},
		{"GET", "/v1/models", "", http.StatusOK},
		{"GET", "/v1/models", "", http.StatusTooManyRequests},
	} {
		w := call(h, c.method, c.path, c.body, "Authorization", "Bearer any", "Accept", "text/html")
		var said struct {
			Error struct{ Message, Type string }
		}
		_ = json.Unmarshal(w.Body.Bytes(), &said)
		if w.Code != c.status || (c.status != http.StatusOK) != (said.Error.Message != "" && said.Error.Type != "") {
			t.Errorf("%s %s: %d %s", c.method, c.path, w.Code, w.Body)
		}
	}
}

// FuzzV1 holds that no body makes the server fail.
func FuzzV1(f *testing.F) {
	for _, body := range []string{
		`{"messages":[{"role":"user","content":"补多少?"}]}`, `{"messages":[{"role":"user","content":[{"type":"text","text":"x"}]}],"stream":true}`,
		`{"messages":[{"role":"user","content":null}]}`, `{"messages":[null,{"role":"user","content":{}}]}`, `[]`, "",
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var asked chat.Question
		h := newHandler(t, func(o *Options) { o.Answers, o.PerAddress = scripted{answer: scriptedAnswer, asked: &asked}, -1 })
		for _, path := range []string{"/v1/chat/completions", "/v1/responses"} {
			w := call(h, "POST", path, body)
			if w.Code >= http.StatusInternalServerError || !strings.Contains(w.Body.String(), `{`) {
				t.Errorf("%q: %d %s", body, w.Code, w.Body)
			}
		}
	})
}

// TestV1ResponseStream holds what the events of a response say, one by one.
func TestV1ResponseStream(t *testing.T) {
	var asked chat.Question
	h := newHandler(t, func(o *Options) { o.Answers = scripted{answer: scriptedAnswer, asked: &asked} })
	w := call(h, "POST", "/v1/responses", `{"input":"补多少?","stream":true,"model":"wence:甲县"}`)
	var names, deltas []string
	for at, event := range strings.Split(strings.TrimSpace(w.Body.String()), "\n\n") {
		name, data, _ := strings.Cut(event, "\ndata: ")
		var said struct {
			Type   string
			Number int `json:"sequence_number"`
			Delta  string
		}
		if err := json.Unmarshal([]byte(data), &said); err != nil || "event: "+said.Type != name || said.Number != at {
			t.Errorf("event %d is %q: %v", at, event, err)
		}
		if said.Delta != "" {
			deltas = append(deltas, said.Delta)
		}
		names = append(names, strings.TrimPrefix(said.Type, "response."))
	}
	want := "created in_progress output_item.added content_part.added output_text.delta output_text.delta output_text.delta " +
		"output_text.annotation.added output_text.annotation.added output_text.annotation.added output_text.done " +
		"content_part.done output_item.done completed"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("events %s", got)
	}
	if text := strings.Join(deltas, ""); strings.ReplaceAll(text, "http://example.com", "https://wence.example") != scriptedText {
		t.Errorf("text:\n%s", text)
	}
	if asked.Text != "补多少?" || asked.Region != "甲县" {
		t.Errorf("asked %+v", asked)
	}
}
