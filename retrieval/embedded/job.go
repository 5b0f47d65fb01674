package embedded

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"wence/retrieval"
)

const jobColumns = `account, message, who, question, note, at, tries, answer, sent, open, owner`

// scanJob reads jobColumns.
func scanJob(row scanner) (retrieval.Job, error) {
	var j retrieval.Job
	var at int64
	err := row.Scan(&j.Account, &j.Message, &j.User, &j.Question, &j.Note, &at, &j.Tries, &j.Answer, &j.Sent, &j.Open, &j.Owner)
	j.At = time.UnixMilli(at).UTC()
	return j, err
}

// leased is when a claim made now runs out.
func leased(c retrieval.Lease) int64 { return time.Now().Add(c.For).UnixMilli() }

// BeginJob notes a delivery of a message, and claims the job when nobody works on it.
func (s *Store) BeginJob(ctx context.Context, j retrieval.Job, c retrieval.Lease) (stored retrieval.Job, claimed bool, err error) {
	err = s.write(ctx, func(tx transaction) error {
		now := time.Now().UnixMilli()
		err := tx.row(`SELECT open AND lease <= ? FROM job WHERE account = ? AND message = ?`, now, j.Account, j.Message).Scan(&claimed)
		if errors.Is(err, sql.ErrNoRows) {
			claimed = true
			stored, err = scanJob(tx.row(`INSERT INTO job (`+jobColumns+`, lease) VALUES (?, ?, ?, ?, ?, ?, 1, '', 0, 1, ?, ?)
				RETURNING `+jobColumns, j.Account, j.Message, j.User, j.Question, j.Note, j.At.UnixMilli(), c.Owner, leased(c)))
			return err
		}
		if err != nil {
			return err
		}
		stored, err = scanJob(tx.row(`UPDATE job SET tries = tries + 1, owner = iif(?3, ?4, owner), lease = iif(?3, ?5, lease)
			WHERE account = ?1 AND message = ?2 RETURNING `+jobColumns, j.Account, j.Message, claimed, c.Owner, leased(c)))
		return err
	})
	return stored, claimed, s.explain("begin a job", err)
}

// ClaimJobs claims open jobs that nobody works on.
func (s *Store) ClaimJobs(ctx context.Context, accounts []string, c retrieval.Lease, limit int) ([]retrieval.Job, error) {
	var jobs []retrieval.Job
	err := s.write(ctx, func(tx transaction) error {
		jobs = nil
		return tx.each(`UPDATE job SET owner = ?, lease = ? WHERE (account, message) IN (SELECT account, message FROM job
				WHERE open AND lease <= ? AND account IN (SELECT value FROM json_each(?)) ORDER BY at, account, message LIMIT ?)
			RETURNING `+jobColumns, func(row scanner) error {
			j, err := scanJob(row)
			jobs = append(jobs, j)
			return err
		}, c.Owner, leased(c), time.Now().UnixMilli(), list(accounts), limit)
	})
	return jobs, s.explain("claim jobs", err)
}

// RenewJobs makes the claims on all open jobs of the owner last longer, or ends them.
func (s *Store) RenewJobs(ctx context.Context, c retrieval.Lease) error {
	err := s.write(ctx, func(tx transaction) error {
		return tx.exec(`UPDATE job SET lease = ? WHERE owner = ? AND open`, leased(c), c.Owner)
	})
	return s.explain("renew jobs", err)
}

// KeepJob keeps how far a job has come, and with it a dialogue.
func (s *Store) KeepJob(ctx context.Context, j retrieval.Job, d *retrieval.Dialogue) error {
	err := s.write(ctx, func(tx transaction) error {
		var tries int
		err := tx.row(`UPDATE job SET answer = ?, sent = ?, open = ? WHERE account = ? AND message = ? AND owner = ? RETURNING tries`,
			j.Answer, j.Sent, j.Open, j.Account, j.Message, j.Owner).Scan(&tries)
		if errors.Is(err, sql.ErrNoRows) {
			return retrieval.ErrConflict
		}
		if err != nil || d == nil {
			return err
		}
		return keepDialogue(tx, *d)
	})
	return s.explain("keep a job", err)
}

// Job is the job of a message.
func (s *Store) Job(ctx context.Context, account, message string) (j retrieval.Job, err error) {
	err = s.read(ctx, func(tx transaction) error {
		j, err = scanJob(tx.row(`SELECT `+jobColumns+` FROM job WHERE account = ? AND message = ?`, account, message))
		return err
	})
	return j, s.explain("read a job", notFound(err))
}

// ForgetJobs deletes what bots keep of the time before.
func (s *Store) ForgetJobs(ctx context.Context, before time.Time) (int, error) {
	var gone int
	err := s.write(ctx, func(tx transaction) error {
		gone = 0
		for _, statement := range []string{
			`DELETE FROM job WHERE at < ?`, `DELETE FROM dialogue WHERE at < ? AND who != ''`, `DELETE FROM nonce WHERE at < ?`,
		} {
			var n int
			err := tx.exec(statement, before.UnixMilli())
			if err == nil {
				err = tx.row(`SELECT changes()`).Scan(&n)
			}
			if err != nil {
				return err
			}
			gone += n
		}
		return nil
	})
	return gone, s.explain("forget jobs", err)
}
