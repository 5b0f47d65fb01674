package main

import (
	"context"
	"errors"
	"time"

	"wence/chat/journal"
	"wence/retrieval"
)

// flushTime is how long the last questions may take to be noted.
const flushTime = 5 * time.Second

// recorder notes questions for as long as they are to be kept; nil when they are not, and then those that an earlier
// setting has kept are forgotten.
func (a *app) recorder(ctx context.Context) (*journal.Recorder, error) {
	if a.config.KeepQuestions > 0 {
		keep := time.Duration(a.config.KeepQuestions) * 24 * time.Hour
		return journal.Start(journal.Options{Store: a.store, Log: a.log, Keep: keep}), nil
	}
	_, err := a.store.Forget(ctx, time.Now())
	if errors.Is(err, retrieval.ErrReadOnly) {
		err = nil // it has no business here
	}
	return nil, err
}

// flush writes what waits to be noted.
func (a *app) flush(ctx context.Context, notes *journal.Recorder) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushTime)
	defer cancel()
	if err := notes.Close(ctx); err != nil {
		a.log.Warn("questions not noted", "error", err)
	}
}
