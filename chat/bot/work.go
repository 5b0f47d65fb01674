package bot

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/sethvargo/go-retry"

	"wence/chat"
	"wence/chat/admission"
	"wence/retrieval"
)

// insistFor is how long a job is tried that fails for reasons that may pass.
const insistFor = 10 * time.Minute

// start works on a claimed job in the background.
func (d *Desk) start(j retrieval.Job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed || d.running[keyOf(j)] != nil {
		return
	}
	d.running[keyOf(j)] = make(chan struct{})
	d.work.Go(func() {
		defer d.end(keyOf(j))
		d.finish(d.ctx, j)
	})
}

// end frees who still waits for a job here.
func (d *Desk) end(k jobKey) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if ch := d.running[k]; ch != nil {
		close(ch)
		delete(d.running, k)
	}
}

// finish works on a job until it is over, or belongs to another server.
func (d *Desk) finish(ctx context.Context, j retrieval.Job) {
	wait := retry.WithMaxDuration(insistFor, retry.WithCappedDuration(30*time.Second, retry.NewExponential(500*time.Millisecond)))
	err := retry.Do(ctx, wait, func(ctx context.Context) error {
		now, err := d.opt.Store.Job(ctx, j.Account, j.Message)
		switch {
		case errors.Is(err, retrieval.ErrNotFound), err == nil && (!now.Open || now.Owner != d.owner):
			return nil
		case err == nil:
			err = d.advance(ctx, now)
		}
		if err == nil || ctx.Err() != nil {
			return err
		}
		d.opt.Log.WarnContext(ctx, "bot: message not answered yet", "account", j.Account, "error", err)
		return retry.RetryableError(err)
	})
	if err != nil && ctx.Err() == nil {
		d.opt.Log.ErrorContext(ctx, "bot: message given up", "account", j.Account, "error", err)
		d.giveUp(ctx, j)
	}
}

// giveUp closes a job, so that no server tries again.
func (d *Desk) giveUp(ctx context.Context, j retrieval.Job) {
	j, err := d.opt.Store.Job(ctx, j.Account, j.Message)
	if err != nil || j.Owner != d.owner {
		return
	}
	if j.Open = false; j.Answer == "" {
		j.Answer = d.accounts[j.Account].say(failed).text()
	}
	if err := d.opt.Store.KeepJob(ctx, j, nil); err != nil {
		d.opt.Log.WarnContext(ctx, "bot: message not closed", "account", j.Account, "error", err)
	}
}

// advance answers a job, where that is not done, and sends what is to be sent.
func (d *Desk) advance(ctx context.Context, j retrieval.Job) error {
	account := d.accounts[j.Account]
	if !ReplyOf(j).Whole() {
		m, err := d.begin(ctx, j)
		if err != nil {
			return err
		}
		reply, change, err := d.reply(ctx, j, m)
		if err != nil {
			return err
		}
		j.Answer, j.Open = reply.text(), account.Sender != nil
		err = d.keep(ctx, j, change)
		if errors.Is(err, errTold) {
			j.Answer, j.Open = "", true
			return d.advance(ctx, j)
		}
		if err != nil {
			return err
		}
		d.end(keyOf(j))
	}
	if account.Sender == nil {
		return nil
	}
	return d.send(ctx, account, j)
}

// begin gives what is remembered of who sent a job's message, once it is noted that an answer to it waits. A message that
// asks for more has none of its own before it has taken one over: were it to wait for another's, the two could wait for
// each other, and an impatient user would push out the answer itself.
func (d *Desk) begin(ctx context.Context, j retrieval.Job) (memory, error) {
	dialogue, err := d.opt.Store.Dialogue(ctx, j.Account, j.User)
	m := recall(dialogue)
	if err != nil || asksForMore(j.Question) || m.waits(piece{j.Message, 0}) {
		return m, err
	}
	return d.noteWaiting(ctx, j)
}

// noteWaiting notes that the whole answer to a job's message waits.
func (d *Desk) noteWaiting(ctx context.Context, j retrieval.Job) (memory, error) {
	return d.note(ctx, j, func(m *memory) { m.wait(piece{j.Message, 0}) })
}

// keep keeps a job and what its answer changes in the dialogue.
func (d *Desk) keep(ctx context.Context, j retrieval.Job, change func(*memory) error) error {
	_, err := d.remember(ctx, j, change, func(dialogue retrieval.Dialogue) error {
		err := d.opt.Store.KeepJob(ctx, j, &dialogue)
		if !errors.Is(err, retrieval.ErrConflict) {
			return err
		}
		if now, e := d.opt.Store.Job(ctx, j.Account, j.Message); e == nil && now.Owner != d.owner {
			return errLost
		}
		return err
	})
	return err
}

// unchanged leaves what is remembered.
func unchanged(*memory) error { return nil }

// errTold means that a user was told meanwhile what a message asked for.
var errTold = errors.New("the rest was told meanwhile")

// errLost means that another server has taken a job over.
var errLost = errors.New("the job is another server's now")

// reply finds what to tell, and what is to be remembered of it.
func (d *Desk) reply(ctx context.Context, j retrieval.Job, m memory) (Reply, func(*memory) error, error) {
	switch {
	case j.Question == Unreadable:
		return d.accounts[j.Account].say(NoText), unchanged, nil
	case asksForMore(j.Question):
		return d.resume(ctx, j, m)
	}
	select {
	case d.slots <- struct{}{}:
		defer func() { <-d.slots }()
	case <-ctx.Done():
		return Reply{}, nil, ctx.Err()
	}
	account := d.accounts[j.Account]
	q := chat.Question{Text: j.Question, History: m.Turns}
	within, cancel := context.WithTimeout(ctx, d.opt.Timeout)
	defer cancel()
	answer, err := d.opt.Answers.Answer(within, q, d.drafts(ctx, account, j))
	var field *chat.FieldError
	switch {
	case ctx.Err() != nil:
		return Reply{}, nil, ctx.Err()
	case errors.Is(err, admission.ErrBusy):
		return Reply{}, nil, err // who waits for a job can wait some more
	case errors.As(err, &field):
		return account.say(field.Detail), unchanged, nil
	case err != nil:
		d.opt.Log.ErrorContext(ctx, "bot: question not answered", "account", j.Account, "error", err)
		return account.say(failed), unchanged, nil
	}
	d.publish(ctx, q, answer)
	return d.tell(account, answer), func(m *memory) error { m.say(j.Question, answer.Text); return nil }, nil
}

// publish notes a question, and keeps the answer for its page.
func (d *Desk) publish(ctx context.Context, q chat.Question, a chat.Answer) {
	if d.opt.Journal != nil {
		d.opt.Journal.Asked(retrieval.Asked{
			ID: a.ID, At: d.opt.Now().UTC(), Question: q.Text, Region: cmp.Or(a.Meta.Region, q.Region), Status: string(a.Status),
		})
	}
	if d.opt.Pages == nil {
		return
	}
	if err := d.opt.Pages(ctx, q, a); err != nil {
		d.opt.Log.WarnContext(ctx, "bot: answer not kept for its page", "error", err)
	}
}

// resume tells what an earlier answer has left, once there is one.
func (d *Desk) resume(ctx context.Context, j retrieval.Job, m memory) (Reply, func(*memory) error, error) {
	next, ok := m.next(j.Message)
	if !ok {
		return d.accounts[j.Account].say(nothingLeft), unchanged, nil
	}
	within, cancel := context.WithTimeout(ctx, d.opt.Timeout+d.opt.Lease)
	defer cancel()
	earlier, ok := d.Await(within, retrieval.Job{Account: j.Account, Message: next.Message})
	if ctx.Err() != nil {
		return Reply{}, nil, ctx.Err()
	}
	change := func(m *memory) error { // what is left of it is this message's now
		if !m.waits(next) {
			return errTold
		}
		m.told(next.Message)
		m.wait(piece{j.Message, 0})
		return nil
	}
	if !ok || next.Part >= len(earlier.Parts) {
		return d.accounts[j.Account].say(failed), change, nil
	}
	return Reply{ID: earlier.ID, Parts: earlier.Parts[next.Part:]}, change, nil
}
