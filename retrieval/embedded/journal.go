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
	var gone int
	err := s.write(ctx, func(tx transaction) error {
		err := tx.exec(`DELETE FROM kept_answer WHERE at < ?`, before.UnixMilli())
		if err == nil {
			err = tx.exec(`DELETE FROM asked WHERE at < ?`, before.UnixMilli())
		}
		if err != nil {
			return err
		}
		return tx.row(`SELECT changes()`).Scan(&gone)
	})
	return gone, s.explain("forget old questions", err)
}
