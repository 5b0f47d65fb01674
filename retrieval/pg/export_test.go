package pg

import "context"

// Settle merges what is due and drops the postings of every deleted passage.
func (s *Store) Settle(ctx context.Context) error { return s.settle(ctx, 0) }
