package model

import "errors"

// Failures of models, matched with errors.Is.
var (
	ErrBusy    = errors.New("too many questions are with the model")
	ErrResting = errors.New("the model failed often and is left alone for a while")
	ErrSilent  = errors.New("the model was silent for too long")
	ErrCut     = errors.New("the model's reply ended before its end")
)

// Usage counts what a chat model used; zero without one.
type Usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	TotalTokens      int `json:"total_tokens"`
}

// Add sums usage over calls.
func (u *Usage) Add(v Usage) {
	u.PromptTokens += v.PromptTokens
	u.CompletionTokens += v.CompletionTokens
	u.TotalTokens += v.TotalTokens
}
