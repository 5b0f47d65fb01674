package bot

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"wence/retrieval"
)

const (
	takenUp   = 32             // jobs that others have left, taken up at once
	keptFor   = 72 * time.Hour // jobs and dialogues; platforms let us write within 48 hours
	forgotten = time.Hour      // between two looks for old ones
)

// tend renews the leases, takes up jobs whose server is gone and forgets old ones, until the desk closes.
func (d *Desk) tend() {
	renew := time.NewTicker(d.opt.Lease / 3)
	defer renew.Stop()
	forget := time.NewTicker(forgotten)
	defer forget.Stop()
	d.takeUp(d.ctx)
	for {
		select {
		case <-d.ctx.Done():
			return
		case <-renew.C:
			d.report(d.opt.Store.RenewJobs(d.ctx, d.lease()))
			d.takeUp(d.ctx)
		case <-forget.C:
			_, err := d.opt.Store.ForgetJobs(d.ctx, d.opt.Now().Add(-keptFor))
			d.report(err)
		}
	}
}

// takeUp works on jobs that nobody works on.
func (d *Desk) takeUp(ctx context.Context) {
	jobs, err := d.opt.Store.ClaimJobs(ctx, slices.Sorted(maps.Keys(d.accounts)), d.lease(), takenUp)
	d.report(err)
	for _, j := range jobs {
		d.opt.Log.InfoContext(ctx, "bot: a job is taken up", "account", j.Account, "age", d.opt.Now().Sub(j.At).Round(time.Second))
		d.start(j)
	}
}

// report logs an error of the store, unless it only says that the desk closes.
func (d *Desk) report(err error) {
	if err != nil && d.ctx.Err() == nil && !errors.Is(err, retrieval.ErrReadOnly) {
		d.opt.Log.Warn("bot: jobs not tended", "error", err)
	}
}
