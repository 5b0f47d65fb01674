package bot

import (
	"context"
	"errors"

	"wence/retrieval"
)

// send sends the parts of an answer that were not sent yet, as many as the account may, and closes the job. What the
// platform refuses waits for the user.
func (d *Desk) send(ctx context.Context, a Account, j retrieval.Job) error {
	r := ReplyOf(j)
	parts := len(r.Parts)
	if a.Parts > 0 {
		parts = min(parts, a.Parts)
	}
	for j.Sent < parts {
		text := r.Parts[j.Sent]
		if j.Sent == parts-1 {
			text = r.Text(j.Sent)
		}
		err := a.Sender.Send(ctx, j, text)
		if errors.Is(err, ErrRefused) {
			d.opt.Log.WarnContext(ctx, "bot: an answer waits, it may not be sent", "account", a.Name, "error", err)
			break
		}
		if err != nil {
			return err
		}
		j.Sent++
		j.Open = j.Sent < parts
		if err := d.keep(ctx, j, func(m *memory) error { m.handed(j.Message, j.Sent, len(r.Parts)); return nil }); err != nil {
			return err
		}
	}
	if !j.Open {
		return nil
	}
	j.Open = false
	return d.opt.Store.KeepJob(ctx, j, nil)
}
