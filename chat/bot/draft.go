package bot

import (
	"context"
	"time"

	"wence/chat"
	"wence/retrieval"
)

// draftEvery is how often an unfinished answer is kept for those who look at it.
const draftEvery = 500 * time.Millisecond

// drafts keeps the answer as it comes about, where the account shows it so; nil where it does not.
func (d *Desk) drafts(ctx context.Context, a Account, j retrieval.Job) func(chat.Event) {
	if !a.Drafts {
		return nil
	}
	var text string
	var last time.Time
	return func(e chat.Event) {
		delta, ok := e.Data.(chat.DeltaEvent)
		if !ok {
			return
		}
		text += delta.Text
		if now := time.Now(); now.Sub(last) >= draftEvery {
			last = now
			j.Answer = Reply{Parts: Split(text, a.Bytes)[:1], Draft: true}.text()
			d.report(d.opt.Store.KeepJob(ctx, j, nil))
		}
	}
}
