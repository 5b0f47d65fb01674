package embedded

import (
	"cmp"
	"context"
	"math"
	"time"

	"wence/retrieval"
)

// Journal appends a line to the journal.
func (s *Store) Journal(ctx context.Context, a retrieval.Asked) error {
	err := s.write(ctx, func(tx transaction) error {
		return tx.exec(`INSERT INTO asked (id, at, question, region, status, rating, reason, comment)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			a.ID, a.At.UnixMilli(), a.Question, a.Region, a.Status, mark(a.Rating), a.Rating.Reason, a.Rating.Comment)
	})
	return s.explain("note a question", err)
}

// Rate replaces the rating of an answer.
func (s *Store) Rate(ctx context.Context, answerID string, r retrieval.Rating) error {
	err := s.write(ctx, func(tx transaction) error {
		var at int64
		return tx.row(`UPDATE asked SET rating = ?, reason = ?, comment = ? WHERE id = ? RETURNING at`,
			mark(r), r.Reason, r.Comment, answerID).Scan(&at)
	})
	return s.explain("rate the answer "+answerID, notFound(err))
}

// mark is a rating as its column has it.
func mark(r retrieval.Rating) int {
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
	from, to := span(q.Since, q.Until)
	var lines []retrieval.Asked
	err := s.read(ctx, func(tx transaction) error {
		lines = nil
		return tx.each(`SELECT id, at, question, region, status, rating, reason, comment FROM asked
			WHERE at >= ? AND at < ? AND (NOT ? OR status IN ('declined', 'blocked') OR rating < 0)
			ORDER BY at DESC, id LIMIT ?`, func(row scanner) error {
			var a retrieval.Asked
			var at int64
			var rating int
			err := row.Scan(&a.ID, &at, &a.Question, &a.Region, &a.Status, &rating, &a.Rating.Reason, &a.Rating.Comment)
			a.At = time.UnixMilli(at).UTC()
			a.Rating.Up, a.Rating.Down = rating > 0, rating < 0
			lines = append(lines, a)
			return err
		}, from, to, q.Poor, max(cmp.Or(q.Limit, askedLimit), 0))
	})
	return lines, s.explain("read the journal", err)
}

// span is a time as its column has it; a zero bound is open.
func span(since, until time.Time) (from, to int64) {
	from, to = math.MinInt64, math.MaxInt64
	if !since.IsZero() {
		from = since.UnixMilli()
	}
	if !until.IsZero() {
		to = until.UnixMilli()
	}
	return from, to
}

// AskedDays counts lines of the journal.
func (s *Store) AskedDays(ctx context.Context, since, until time.Time) ([]retrieval.AskedCount, error) {
	from, to := span(since, until)
	_, east := since.Zone()
	var counts []retrieval.AskedCount
	err := s.read(ctx, func(tx transaction) error {
		counts = nil
		return tx.each(`SELECT date(at / 1000 + ?, 'unixepoch'), status, count(*), sum(rating > 0), sum(rating < 0) FROM asked
			WHERE at >= ? AND at < ? GROUP BY 1, 2 ORDER BY 1, 2`, func(row scanner) error {
			var c retrieval.AskedCount
			err := row.Scan(&c.Day, &c.Status, &c.Asked, &c.Up, &c.Down)
			counts = append(counts, c)
			return err
		}, east, from, to)
	})
	return counts, s.explain("count the journal", err)
}

// Forget deletes lines of the journal, and kept answers.
func (s *Store) Forget(ctx context.Context, before time.Time) (int, error) {
	return s.erase(ctx, "forget old questions", []erasure{
		{`kept_answer WHERE at < ?`, []any{before.UnixMilli()}}, {`asked WHERE at < ?`, []any{before.UnixMilli()}},
	}, 1)
}

// Erase deletes what is to be forgotten. A dialogue has the time of its last change; it goes whole.
func (s *Store) Erase(ctx context.Context, f retrieval.Forgetting) (int, error) {
	if f.IsZero() {
		return 0, nil
	}
	from, to := span(f.Since, f.Until)
	args := []any{from, to, f.ID, f.ID, f.Text, f.Text}
	const when = ` WHERE at >= ? AND at < ? AND (? = '' OR id = ?)`
	all := []erasure{
		{`asked` + when + ` AND (? = '' OR instr(question || char(10) || comment, ?) > 0)`, args},
		{`kept_answer` + when + ` AND (? = '' OR instr(question, ?) > 0)`, args},
	}
	if f.ID == "" {
		args = []any{from, to, f.Text, f.Text}
		all = append(all, erasure{`job WHERE at >= ? AND at < ? AND (? = '' OR instr(question || char(10) || answer, ?) > 0)`, args},
			erasure{`dialogue WHERE at >= ? AND at < ? AND who <> '' AND (? = '' OR instr(data, ?) > 0)`, args})
	}
	return s.erase(ctx, "erase", all, len(all))
}

// erasure is rows to be deleted: what stands behind DELETE FROM.
type erasure struct {
	from string
	args []any
}

// erase deletes rows and what the file and its log hold of them. It gives the number of the last counted ones.
func (s *Store) erase(ctx context.Context, what string, all []erasure, counted int) (int, error) {
	var gone int
	err := s.write(ctx, func(tx transaction) error {
		gone = 0
		if err := tx.exec(`PRAGMA secure_delete = 1`); err != nil {
			return err
		}
		for i, e := range all {
			if err := tx.exec(`DELETE FROM `+e.from, e.args...); err != nil {
				return err
			}
			var n int
			if err := tx.row(`SELECT changes()`).Scan(&n); err != nil {
				return err
			}
			if i >= len(all)-counted {
				gone += n
			}
		}
		return tx.exec(`PRAGMA secure_delete = 0`) // for the index it would double the work
	})
	if err == nil && gone > 0 {
		// who still reads an older state keeps the log; the next one ends it
		_, err = s.writer.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	return gone, s.explain(what, err)
}
