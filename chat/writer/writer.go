// Package writer has a chat model answer from the passages that were found, and holds what it says against them.
//
//	question --Restate--> searches in the words of notices
//	passages --Write--> prompt --> model --> draft.Cutter --> draft.Read --> check --> cited.Page
//	                       ^                                                   |
//	                       +------------- repair, once <------- withheld ------+
//
// The model decides what is answered, and whether anything is. Its sentences are believed only as far as the passages
// that they cite bear them: one that says what no passage says is withheld, one that a passage does not plainly bear
// gives way to the passage's own words. What is plain the rules of package fidelity decide, or, as Options.Judge has it, the
// model itself, which is shown each sentence beside its passages once the reply has ended.
package writer

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"wence/chat/model"
	"wence/prompts"
)

// A Model writes drafts; *model.OpenAI does. What it writes is not believed.
type Model interface {
	// Name names the model in Meta.Model and in the keys of caches.
	Name() string
	// Write sends the prompt and gives the pieces of the reply to each as they come, until each returns false; see
	// [model.OpenAI.Write].
	Write(ctx context.Context, p prompts.Prompt, each func(piece string) bool) (model.Usage, error)
}

// Options are what a writer is made of.
type Options struct {
	Model   Model
	Prompts *prompts.Set
	Judge   Judge         // which of its own sentences the model is asked about
	Verdict time.Duration // how long it may take over that, once a reply; 0 = VerdictTime
	Log     *slog.Logger
}

// Judge says which sentences a model is asked about once more, beside the passages that they cite.
type Judge int

const (
	Nothing  Judge = iota // what a rule doubts gives way to a quotation
	Doubtful              // the sentences that a rule doubts
	All                   // every one
)

// VerdictTime is as long as a model of some size takes to judge its sentences.
const VerdictTime = 10 * time.Second

// A Writer writes answers. It is safe for concurrent use.
type Writer struct {
	opt      Options
	restated *restatements
}

// New makes a writer.
func New(opt Options) *Writer {
	opt.Verdict = cmp.Or(opt.Verdict, VerdictTime)
	return &Writer{opt: opt, restated: newRestatements()}
}

// Name is the model's.
func (w *Writer) Name() string { return w.opt.Model.Name() }

// Bounds of one answer.
const (
	writingTime   = 50 * time.Second // of all calls; the server's limit is above it
	mostSentences = 8                // that are let through
	mostAsked     = 4                // that the model is asked for, for one place
	mostQuoted    = 3                // quotations in the place of one sentence
	mostHeld      = 8                // that are withheld before the model is given up
	longestDraft  = 6000             // characters of one reply
)
