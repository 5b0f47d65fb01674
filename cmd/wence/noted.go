package main

import (
	"context"
	"fmt"
	"os/user"
	"time"

	"github.com/google/uuid"

	"wence/retrieval"
)

// noted is the store under the hands of who runs a command: what they withdraw, restore or have forgotten is in the
// console's list of changes.
type noted struct{ retrieval.Store }

// Withdraw withdraws a notice and notes it.
func (n noted) Withdraw(ctx context.Context, id string, day retrieval.Date) error {
	return n.edit(ctx, "withdrawn", id, func() error { return n.Store.Withdraw(ctx, id, day) })
}

// Restore restores a notice and notes it.
func (n noted) Restore(ctx context.Context, id string) error {
	return n.edit(ctx, "restored", id, func() error { return n.Store.Restore(ctx, id) })
}

// Erase forgets questions and notes how many; what they were is not to be found again in the note.
func (n noted) Erase(ctx context.Context, f retrieval.Forgetting) (int, error) {
	count, err := n.Store.Erase(ctx, f)
	if err != nil || count == 0 {
		return count, err
	}
	return count, n.note(ctx, retrieval.Change{What: "forgotten", Title: fmt.Sprintf("%d条提问记录", count)})
}

func (n noted) edit(ctx context.Context, what, id string, apply func() error) error {
	notice, err := n.Notice(ctx, id)
	if err != nil {
		return err
	}
	if err := apply(); err != nil {
		return err
	}
	return n.note(ctx, retrieval.Change{What: what, NoticeID: id, Title: notice.DisplayTitle()})
}

func (n noted) note(ctx context.Context, c retrieval.Change) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	c.ID, c.At, c.Who = id.String(), time.Now().UTC(), "命令行"
	if u, err := user.Current(); err == nil {
		c.Who += " " + u.Username
	}
	if err := n.NoteChange(ctx, c); err != nil {
		return fmt.Errorf("已完成,但没有记入更改记录:%w", err)
	}
	return nil
}
