package pg

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

const jobColumns = `account, message, who, question, note, at, tries, answer, sent, open, owner`

// scanJob reads jobColumns.
func scanJob(row pgx.CollectableRow) (j retrieval.Job, err error) {
	err = row.Scan(&j.Account, &j.Message, &j.User, &j.Question, &j.Note, &j.At, &j.Tries, &j.Answer, &j.Sent, &j.Open, &j.Owner)
	j.At = j.At.UTC()
	return j, err
}

// jobs runs a statement that gives jobColumns.
func (s *Store) jobs(ctx context.Context, statement string, args ...any) ([]retrieval.Job, error) {
	rows, err := s.pool.Query(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanJob)
}

// BeginJob notes a delivery of a message, and claims the job when nobody works on it. What is repeated after a lost
// connection may count a delivery twice, and never makes two claims: the owner's own claim is not given again.
func (s *Store) BeginJob(ctx context.Context, j retrieval.Job, c retrieval.Lease) (stored retrieval.Job, claimed bool, err error) {
	err = s.insist(ctx, func(ctx context.Context) error {
		claimed = false
		jobs, err := s.jobs(ctx, `insert into job (`+jobColumns+`, lease)
			values ($1, $2, $3, $4, $5, $6, 1, '', 0, true, $7, clock_timestamp() + make_interval(secs => $8))
			on conflict do nothing returning `+jobColumns, text(j.Account), text(j.Message), text(j.User), text(j.Question), text(j.Note),
			j.At.Truncate(time.Millisecond), text(c.Owner), c.For.Seconds())
		if err == nil && len(jobs) == 1 {
			stored, claimed = jobs[0], true
			return nil
		}
		if err == nil {
			jobs, err = s.jobs(ctx, `update job set tries = tries + 1 where account = $1 and message = $2 returning `+jobColumns,
				text(j.Account), text(j.Message))
		}
		if err != nil {
			return err
		}
		if len(jobs) == 0 {
			return retrieval.ErrConflict // forgotten this very moment
		}
		stored = jobs[0]
		if !stored.Open {
			return nil
		}
		over, err := s.jobs(ctx, `update job set owner = $3, lease = clock_timestamp() + make_interval(secs => $4)
			where account = $1 and message = $2 and open and lease <= clock_timestamp() returning `+jobColumns,
			text(j.Account), text(j.Message), text(c.Owner), c.For.Seconds())
		if err == nil && len(over) == 1 {
			stored, claimed = over[0], true
		}
		return err
	})
	return stored, claimed, failed("begin a job", denied(err))
}

// ClaimJobs claims open jobs that nobody works on.
func (s *Store) ClaimJobs(ctx context.Context, accounts []string, c retrieval.Lease, limit int) (jobs []retrieval.Job, err error) {
	err = s.insist(ctx, func(ctx context.Context) error {
		jobs, err = s.jobs(ctx, `update job set owner = $1, lease = clock_timestamp() + make_interval(secs => $2)
			where (account, message) in (select account, message from job
				where open and lease <= clock_timestamp() and account = any ($3) order by at, account, message limit $4
				for update skip locked)
			returning `+jobColumns, text(c.Owner), c.For.Seconds(), texts(accounts), limit)
		return err
	})
	return jobs, failed("claim jobs", denied(err))
}

// RenewJobs makes the claims on all open jobs of the owner last longer, or ends them.
func (s *Store) RenewJobs(ctx context.Context, c retrieval.Lease) error {
	err := s.insist(ctx, func(ctx context.Context) error {
		_, err := s.pool.Exec(ctx, `update job set lease = clock_timestamp() + make_interval(secs => $1) where owner = $2 and open`,
			c.For.Seconds(), text(c.Owner))
		return err
	})
	return failed("renew jobs", denied(err))
}

// KeepJob keeps how far a job has come, and with it a dialogue.
func (s *Store) KeepJob(ctx context.Context, j retrieval.Job, d *retrieval.Dialogue) error {
	err := s.insist(ctx, func(ctx context.Context) error {
		return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
			done, err := tx.Exec(ctx, `update job set answer = $1, sent = $2, open = $3 where account = $4 and message = $5 and owner = $6`,
				text(j.Answer), j.Sent, j.Open, text(j.Account), text(j.Message), text(j.Owner))
			if err == nil && done.RowsAffected() == 0 {
				err = retrieval.ErrConflict
			}
			if err != nil || d == nil {
				return err
			}
			return keepDialogue(ctx, tx, *d)
		})
	})
	return failed("keep a job", denied(err))
}

// Job is the job of a message.
func (s *Store) Job(ctx context.Context, account, message string) (j retrieval.Job, err error) {
	err = s.insist(ctx, func(ctx context.Context) error {
		jobs, err := s.jobs(ctx, `select `+jobColumns+` from job where account = $1 and message = $2`, text(account), text(message))
		if err == nil && len(jobs) == 0 {
			err = retrieval.ErrNotFound
		}
		if err == nil {
			j = jobs[0]
		}
		return err
	})
	return j, failed("read a job", err)
}

// ForgetJobs deletes what bots keep of the time before.
func (s *Store) ForgetJobs(ctx context.Context, before time.Time) (gone int, err error) {
	err = s.insist(ctx, func(ctx context.Context) error {
		gone = 0
		for _, statement := range []string{
			`delete from job where at < $1`, `delete from dialogue where at < $1 and who <> ''`, `delete from nonce where at < $1`,
		} {
			done, err := s.pool.Exec(ctx, statement, before)
			if err != nil {
				return err
			}
			gone += int(done.RowsAffected())
		}
		return nil
	})
	return gone, failed("forget jobs", denied(err))
}
