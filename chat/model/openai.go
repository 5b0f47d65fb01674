package model

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/failsafe-go/failsafe-go/bulkhead"
	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/sashabaranov/go-openai"

	"wence/prompts"
)

// Options say which chat endpoint to use and how patient to be with it.
type Options struct {
	URL        string        // base of the API, up to and with /v1; "" = OpenAI's own
	Model      string        // required
	Key        string        // "" for servers without keys
	Silence    time.Duration // longest wait for the first token, retries included, and for each further one; defaults to 15 s
	Total      time.Duration // of one reply; defaults to 40 s
	Retries    int           // before the first byte, after 429, 5xx and lost connections; defaults to 2, below 0 = none
	Concurrent int           // requests at a time; defaults to 8
	Queue      time.Duration // longest wait for one's turn; defaults to 3 s
	Rest       time.Duration // how long a model that failed 5 of 10 times is left alone; defaults to 20 s
}

// temperature keeps the wording close to the passages. Models that take none are sent none.
const temperature = 0.2

// tailTime is how long the report of usage may take after the reply has ended.
const tailTime = 2 * time.Second

// OpenAI words drafts through an OpenAI-compatible server. It is safe for concurrent use.
type OpenAI struct {
	client  *openai.Client
	opt     Options
	seats   bulkhead.Bulkhead[any]
	breaker circuitbreaker.CircuitBreaker[any]
}

// NewOpenAI prepares the client; nothing is sent yet.
func NewOpenAI(opt Options) (*OpenAI, error) {
	if opt.Model == "" {
		return nil, errors.New("no model named")
	}
	opt.Silence = cmp.Or(opt.Silence, 15*time.Second)
	opt.Total = cmp.Or(opt.Total, 40*time.Second)
	opt.Retries = cmp.Or(opt.Retries, 2)
	opt.Concurrent = cmp.Or(opt.Concurrent, 8)
	opt.Queue = cmp.Or(opt.Queue, 3*time.Second)
	opt.Rest = cmp.Or(opt.Rest, 20*time.Second)
	config := openai.DefaultConfig(opt.Key)
	if opt.URL != "" {
		config.BaseURL = strings.TrimRight(opt.URL, "/")
	}
	config.HTTPClient = &http.Client{Transport: bounded{retrying(opt.Retries, opt.Silence/2), longestReply}}
	config.EmptyMessagesLimit = 1 << 20 // a queue sends comments to keep the line open; Silence is the limit
	return &OpenAI{
		client: openai.NewClientWithConfig(config), opt: opt,
		seats: bulkhead.New[any](uint(max(opt.Concurrent, 1))),
		breaker: circuitbreaker.NewBuilder[any]().WithFailureThresholdRatio(5, 10).WithSuccessThreshold(1).
			WithDelay(opt.Rest).Build(),
	}, nil
}

// retrying is a transport that repeats a refused or lost request: as Retry-After asks, but not when it asks for more
// than patience, else after 0.3 s, doubling.
func retrying(retries int, patience time.Duration) http.RoundTripper {
	policy := failsafehttp.NewRetryPolicyBuilder().
		WithBackoff(300*time.Millisecond, 3*time.Second).
		WithMaxRetries(max(retries, 0)).
		AbortIf(func(r *http.Response, _ error) bool { return r != nil && retryAfter(r) > patience }).
		ReturnLastFailure().
		Build()
	return failsafehttp.NewRoundTripper(nil, policy)
}

func retryAfter(r *http.Response) time.Duration {
	seconds, err := strconv.Atoi(r.Header.Get("Retry-After"))
	if err != nil {
		return 0
	}
	return time.Duration(seconds) * time.Second
}

// Name is the configured model's name.
func (m *OpenAI) Name() string { return m.opt.Model }

// Write sends the prompt and gives the pieces of the reply to each as they come, until each returns false. A piece may
// end within a character. It returns nil only for a reply that came to its own end or was stopped by each. Usage is what
// the server reported, zero where it did not. Reasoning that the server keeps apart from the content is dropped.
func (m *OpenAI) Write(ctx context.Context, p prompts.Prompt, each func(string) bool) (Usage, error) {
	if err := m.seats.AcquirePermitWithMaxWait(ctx, m.opt.Queue); err != nil {
		if errors.Is(err, bulkhead.ErrFull) {
			err = ErrBusy
		}
		return Usage{}, fmt.Errorf("ask %s: %w", m.opt.Model, err)
	}
	defer m.seats.ReleasePermit()
	if !m.breaker.TryAcquirePermit() {
		return Usage{}, fmt.Errorf("ask %s: %w", m.opt.Model, ErrResting)
	}
	usage, err := m.write(ctx, p, each)
	if err != nil {
		if ctx.Err() == nil || m.breaker.IsHalfOpen() { // who asked may have no more time; that is no fault of the model
			m.breaker.RecordFailure()
		}
		return usage, fmt.Errorf("ask %s: %w", m.opt.Model, err)
	}
	m.breaker.RecordSuccess()
	return usage, nil
}

// write makes one request within its deadlines.
func (m *OpenAI) write(ctx context.Context, p prompts.Prompt, each func(string) bool) (Usage, error) {
	ctx, stop := context.WithTimeout(ctx, m.opt.Total)
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(m.opt.Silence, func() { cancel(ErrSilent) })
	defer silence.Stop()
	stream, err := m.client.CreateChatCompletionStream(ctx, m.request(p))
	if err != nil {
		return Usage{}, causeOf(ctx, err)
	}
	defer stream.Close()
	r := reply{stream: stream, each: each, heard: func(wait time.Duration) { silence.Reset(wait) }, silence: m.opt.Silence}
	err = r.read()
	return r.usage, causeOf(ctx, err)
}

// causeOf names the deadline that ended a context, where one did.
func causeOf(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); err != nil && errors.Is(cause, ErrSilent) {
		return cause
	}
	return err
}

func (m *OpenAI) request(p prompts.Prompt) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model: m.opt.Model,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.System},
			{Role: openai.ChatMessageRoleUser, Content: p.User},
		},
		Temperature: temperature, Stream: true,
		StreamOptions: &openai.StreamOptions{IncludeUsage: true},
	}
	if openai.NewReasoningValidator().Validate(r) != nil {
		r.Temperature = 0
	}
	return r
}

// A reply reads one stream.
type reply struct {
	stream  *openai.ChatCompletionStream
	each    func(string) bool
	heard   func(wait time.Duration) // moves the deadline of silence
	silence time.Duration
	usage   Usage
	finish  openai.FinishReason
}

// read gives on the content until the reply's end. A stream that ends without a reason to is a failure, for a lost
// connection looks the same.
func (r *reply) read() error {
	for {
		raw, err := r.stream.RecvRaw()
		switch {
		case r.finish != "" && err != nil:
			return ending(r.finish)
		case errors.Is(err, io.EOF):
			return ErrCut
		case err != nil:
			return fmt.Errorf("read reply: %w", err)
		}
		c, err := decodeChunk(raw)
		if err != nil {
			return err
		}
		r.heard(r.silence)
		if more := r.take(c); !more {
			return nil
		}
	}
}

// take gives on what a chunk holds, and reports whether to go on.
func (r *reply) take(c chunkOfReply) bool {
	if c.Usage != nil {
		r.usage = Usage{c.Usage.PromptTokens, c.Usage.CompletionTokens, c.Usage.TotalTokens}
	}
	if len(c.Choices) == 0 {
		return true
	}
	first := c.Choices[0]
	if first.FinishReason != "" {
		r.finish = first.FinishReason
		r.heard(tailTime)
	}
	return first.Delta.Content == "" || r.each(string(first.Delta.Content))
}

// ending is the error that a reason to finish is.
func ending(reason openai.FinishReason) error {
	if reason == openai.FinishReasonStop {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrCut, reason)
}
