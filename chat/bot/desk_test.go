package bot_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"wence/chat/bot"
	"wence/chat/bot/bottest"
	"wence/retrieval"
)

// A lateStore gives no job to the workers before it is let, as a store on a busy machine.
type lateStore struct {
	retrieval.Store
	let chan struct{}
}

func (s lateStore) Job(ctx context.Context, account, message string) (retrieval.Job, error) {
	select {
	case <-s.let:
	case <-ctx.Done():
		return retrieval.Job{}, ctx.Err()
	}
	return s.Store.Job(ctx, account, message)
}

// TestMoreAtOnce asks for more before any worker has looked at the question: the answer is waited for all the same.
func TestMoreAtOnce(t *testing.T) {
	store := lateStore{bottest.Open(t), make(chan struct{})}
	d := bot.New(bot.Options{Answers: &bottest.Answerer{}, Store: store, Log: slog.New(slog.DiscardHandler)}, bot.Account{Name: "a", Bytes: 2000})
	t.Cleanup(func() {
		if err := d.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	take := func(id, text string) retrieval.Job {
		j, err := d.Take(t.Context(), bot.Message{Account: "a", ID: id, User: "u", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	take("1", "补多少?")
	more := take("2", "继续")
	close(store.let)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	got, ok := d.Await(ctx, more)
	if !ok || len(got.Parts) != 1 || got.Parts[0] != bottest.Told("答:补多少?") {
		t.Errorf("told %q", got.Parts)
	}
}
