package chat

import (
	"context"
	"errors"

	"wence/prompts"
)

// A Model writes drafts; *OpenAI does. What it writes is not believed.
type Model interface {
	// Name names the model in Meta.Model and in the keys of caches.
	Name() string
	// Write sends the prompt and gives the pieces of the reply to each as they come, until each returns false. A piece
	// may end within a character. It returns nil only for a reply that came to its own end or was stopped by each.
	// Usage is what the server reported, zero where it did not.
	Write(ctx context.Context, p prompts.Prompt, each func(piece string) bool) (Usage, error)
}

// Failures of models, matched with errors.Is.
var (
	ErrModelBusy    = errors.New("too many questions are with the model")
	ErrModelResting = errors.New("the model failed often and is left alone for a while")
	ErrModelSilent  = errors.New("the model was silent for too long")
	ErrModelCut     = errors.New("the model's reply ended before its end")
)

// add sums usage over the calls of an answer.
func (u *Usage) add(v Usage) {
	u.PromptTokens += v.PromptTokens
	u.CompletionTokens += v.CompletionTokens
	u.TotalTokens += v.TotalTokens
}
