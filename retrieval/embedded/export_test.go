package embedded

import (
	"context"
	"errors"
)

// Settle merges what is due and drops the postings of every deleted passage.
func (s *Store) Settle(ctx context.Context) error { return s.settle(ctx, 0) }

// Check tests the file, and that the index of passages, the segments and the passages fit together.
func (s *Store) Check(ctx context.Context) error {
	return s.read(ctx, func(tx transaction) error {
		for _, query := range []string{
			`SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
			`SELECT "table" || ' row ' || rowid FROM pragma_foreign_key_check`,
			`SELECT 'block of no segment' FROM lex_block WHERE seg NOT IN (SELECT seg FROM lex_seg)`,
			`SELECT 'passage ' || id || ' in ' || (SELECT count(*) FROM lex_seg WHERE id BETWEEN lo AND hi) || ' segments'
				FROM passage WHERE (SELECT count(*) FROM lex_seg WHERE id BETWEEN lo AND hi) <> 1`,
			`SELECT 'segment ' || seg || ' has ' || n || ' passages and ' || dead || ' dead, but ' || live || ' live'
				FROM (SELECT *, (SELECT count(*) FROM passage WHERE id BETWEEN lo AND hi) AS live FROM lex_seg)
				WHERE n - dead <> live`,
		} {
			err := tx.each(query, func(row scanner) error {
				var problem string
				if err := row.Scan(&problem); err != nil {
					return err
				}
				return errors.New(problem)
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
