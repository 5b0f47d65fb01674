package embedded

import (
	"context"

	"wence/retrieval"
)

// KeepAnswer keeps an answer to be looked at.
func (s *Store) KeepAnswer(ctx context.Context, a retrieval.KeptAnswer) error {
	err := s.write(ctx, func(tx transaction) error {
		return tx.exec(`INSERT OR REPLACE INTO kept_answer (id, at, question, region, body) VALUES (?, ?, ?, ?, ?)`,
			a.ID, a.At.UnixMilli(), a.Question, a.Region, a.Body)
	})
	return s.explain("keep an answer", err)
}

// KeptAnswer is an answer that was kept.
func (s *Store) KeptAnswer(ctx context.Context, id string) (a retrieval.KeptAnswer, err error) {
	err = s.read(ctx, func(tx transaction) error {
		var at int64
		err := tx.row(`SELECT id, at, question, region, body FROM kept_answer WHERE id = ?`, id).
			Scan(&a.ID, &at, &a.Question, &a.Region, &a.Body)
		a.At = moment(at)
		return err
	})
	return a, s.explain("read an answer", notFound(err))
}
