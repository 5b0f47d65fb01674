package eval

import (
	"context"
	"fmt"
	"time"

	"wence/chat"
	"wence/retrieval"
)

// Answerer answers questions; *chat.Service does.
type Answerer interface {
	Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error)
}

// Corpus lists the stored notices; a retrieval.Store does.
type Corpus interface {
	Notices(ctx context.Context, limit int, cursor string) ([]retrieval.Notice, string, error)
}

// An Outcome is what became of one case.
type Outcome struct {
	Case   Case          `json:"case"`
	Answer chat.Answer   `json:"answer"`
	Fault  string        `json:"fault,omitempty"` // why it did not pass, in Chinese; "" = passed
	Shown  bool          `json:"shown,omitempty"` // the evidence stands in what is shown as related
	Took   time.Duration `json:"took_ns"`
}

// Given reports that the question was answered, right or wrong.
func (o Outcome) Given() bool {
	return o.Answer.Status == chat.Answered || o.Answer.Status == chat.Partial
}

// Run asks all cases in order. An error of one case is its fault; only an ended context ends the run.
func Run(ctx context.Context, answerer Answerer, corpus Corpus, cases []Case) (Report, error) {
	places, err := placesOf(ctx, corpus)
	if err != nil {
		return Report{}, err
	}
	j := judge{places: places}
	var r Report
	for _, c := range cases {
		start := time.Now()
		a, err := answerer.Answer(ctx, c.Asked(), nil)
		if ctx.Err() != nil {
			return r, ctx.Err()
		}
		o := Outcome{Case: c, Answer: a, Took: time.Since(start)}
		o.Shown = shows(c, a)
		if o.Fault = j.fault(c, a); err != nil {
			o.Fault = err.Error()
		}
		r.Outcomes = append(r.Outcomes, o)
	}
	return r, nil
}

// placesOf are the places of the stored notices by source file.
func placesOf(ctx context.Context, corpus Corpus) (map[string]string, error) {
	places := map[string]string{}
	for cursor := ""; ; {
		list, next, err := corpus.Notices(ctx, 100, cursor)
		if err != nil {
			return nil, fmt.Errorf("list notices: %w", err)
		}
		for _, n := range list {
			places[n.Source] = n.Region.Name
		}
		if next == "" {
			return places, nil
		}
		cursor = next
	}
}
