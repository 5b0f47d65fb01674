package pg

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// Journal appends a line to the journal.
func (s *Store) Journal(ctx context.Context, a retrieval.Asked) error {
	err := s.insist(ctx, func(ctx context.Context) error {
		_, err := s.pool.Exec(ctx, `insert into asked (id, at, question, region, status, rating, reason, comment)
			values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`, text(a.ID), a.At.Truncate(time.Millisecond),
			text(a.Question), text(a.Region), text(a.Status), mark(a.Rating), text(a.Rating.Reason), text(a.Rating.Comment))
		return err
	})
	return failed("note a question", denied(err))
}

// Rate replaces the rating of an answer.
func (s *Store) Rate(ctx context.Context, answerID string, r retrieval.Rating) error {
	err := s.insist(ctx, func(ctx context.Context) error {
		done, err := s.pool.Exec(ctx, `update asked set rating = $1, reason = $2, comment = $3 where id = $4`,
			mark(r), text(r.Reason), text(r.Comment), text(answerID))
		if err == nil && done.RowsAffected() == 0 {
			return retrieval.ErrNotFound
		}
		return err
	})
	return failed("rate the answer "+answerID, denied(err))
}

// denied tells callers of an error that it will be the same each time.
func denied(err error) error {
	if c := code(err); c == readOnlyTransaction || c == insufficientPrivilege {
		return fmt.Errorf("%w: %w", retrieval.ErrReadOnly, err)
	}
	return err
}

// mark is a rating as its column has it.
func mark(r retrieval.Rating) int16 {
	switch {
	case r.Up:
		return 1
	case r.Down:
		return -1
	}
	return 0
}

// askedLimit is how many lines a query without a limit gets.
const askedLimit = 1000

// Asked lists lines of the journal, those of the same millisecond by ID; a limit below 0 gives none.
func (s *Store) Asked(ctx context.Context, q retrieval.AskedQuery) ([]retrieval.Asked, error) {
	var lines []retrieval.Asked
	err := s.insist(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, `select id, at, question, region, status, rating, reason, comment from asked
			where at >= $1 and at < $2 and (not $3 or status in ('declined', 'blocked') or rating < 0)
			order by at desc, id limit $4`, bound(q.Since, "-infinity"), bound(q.Until, "infinity"), q.Poor,
			max(cmp.Or(q.Limit, askedLimit), 0))
		if err != nil {
			return err
		}
		lines, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (a retrieval.Asked, err error) {
			var rating int16
			err = row.Scan(&a.ID, &a.At, &a.Question, &a.Region, &a.Status, &rating, &a.Rating.Reason, &a.Rating.Comment)
			a.At = a.At.UTC()
			a.Rating.Up, a.Rating.Down = rating > 0, rating < 0
			return a, err
		})
		return err
	})
	return lines, failed("read the journal", err)
}

// bound is a time as a parameter, the open one when it is zero.
func bound(t time.Time, open string) string {
	if t.IsZero() {
		return open
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// AskedDays counts lines of the journal.
func (s *Store) AskedDays(ctx context.Context, since, until time.Time) ([]retrieval.AskedCount, error) {
	_, east := since.Zone()
	var counts []retrieval.AskedCount
	err := s.insist(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, `select to_char(at at time zone 'UTC' + make_interval(secs => $3), 'YYYY-MM-DD'), status,
				count(*), count(*) filter (where rating > 0), count(*) filter (where rating < 0)
			from asked where at >= $1 and at < $2 group by 1, 2 order by 1, 2`,
			bound(since, "-infinity"), bound(until, "infinity"), east)
		if err != nil {
			return err
		}
		counts, err = pgx.CollectRows(rows, pgx.RowToStructByPos[retrieval.AskedCount])
		return err
	})
	return counts, failed("count the journal", err)
}

// Forget deletes lines of the journal, and kept answers.
func (s *Store) Forget(ctx context.Context, before time.Time) (int, error) {
	var gone int
	err := s.insist(ctx, func(ctx context.Context) error {
		if _, err := s.pool.Exec(ctx, `delete from kept_answer where at < $1`, before); err != nil {
			return err
		}
		done, err := s.pool.Exec(ctx, `delete from asked where at < $1`, before)
		gone = int(done.RowsAffected())
		return err
	})
	return gone, failed("forget old questions", denied(err))
}

// Erase deletes what is to be forgotten, and writes the tables anew that held it. A dialogue has the time of its last
// change; it goes whole. The server's own log and backups keep what they have: that is for who runs it.
func (s *Store) Erase(ctx context.Context, f retrieval.Forgetting) (int, error) {
	if f.IsZero() {
		return 0, nil
	}
	const when = ` where at >= $1 and at < $2 and ($3 = '' or id = $3) and ($4 = '' or `
	const bots = ` where at >= $1 and at < $2 and $3 = '' and ($4 = '' or `
	gone := 0
	err := s.insist(ctx, func(ctx context.Context) error {
		gone = 0
		for _, from := range []string{
			`asked` + when + `position($4 in question || chr(10) || comment) > 0)`,
			`kept_answer` + when + `position($4 in question) > 0)`,
			`job` + bots + `position($4 in question || chr(10) || answer) > 0)`,
			`dialogue` + bots + `position($4 in data) > 0) and who <> ''`,
		} {
			done, err := s.pool.Exec(ctx, `delete from `+from, bound(f.Since, "-infinity"), bound(f.Until, "infinity"), text(f.ID), text(f.Text))
			if err != nil {
				return err
			}
			gone += int(done.RowsAffected())
		}
		if gone == 0 {
			return nil
		}
		_, err := s.pool.Exec(ctx, `vacuum (full) asked, kept_answer, job, dialogue`)
		return err
	})
	return gone, failed("erase", denied(err))
}
