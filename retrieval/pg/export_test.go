package pg

import (
	"context"
	"time"
)

// Settle merges what is due and drops the postings of every deleted passage, together with the background work.
func (s *Store) Settle(ctx context.Context) error {
	for {
		if err := s.settle(ctx, 0); err != nil {
			return err
		}
		var dead bool
		if err := s.pool.QueryRow(ctx, `select exists (select from lex_dead)`).Scan(&dead); err != nil || !dead {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
}
