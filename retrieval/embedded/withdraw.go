package embedded

import (
	"context"
	"fmt"

	"wence/retrieval"
)

// Withdraw takes a notice away from people. Its passages stay in the index, where searches pass them over.
func (s *Store) Withdraw(ctx context.Context, id string, day retrieval.Date) error {
	if day == "" {
		return fmt.Errorf("withdraw %s: the day must be given", id)
	}
	err := s.write(ctx, func(tx transaction) error {
		key, err := tx.keyOf(id)
		if err != nil {
			return err
		}
		if err := tx.withdraw(key, day); err != nil {
			return err
		}
		return tx.changed()
	})
	return s.explain("withdraw "+id, notFound(err))
}

// Restore gives a withdrawn notice back.
func (s *Store) Restore(ctx context.Context, id string) error {
	err := s.write(ctx, func(tx transaction) error {
		key, err := tx.keyOf(id)
		if err != nil {
			return err
		}
		if err := tx.exec(`DELETE FROM withdrawn WHERE notice = ?`, key); err != nil {
			return err
		}
		return tx.changed()
	})
	return s.explain("restore "+id, notFound(err))
}

// Delete removes a notice for good, with its file.
func (s *Store) Delete(ctx context.Context, id string) error {
	err := s.write(ctx, func(tx transaction) error {
		key, err := tx.keyOf(id)
		if err != nil {
			return err
		}
		if err := tx.remove(key); err != nil {
			return err
		}
		if err := tx.exec(`DELETE FROM original WHERE notice = ?`, id); err != nil {
			return err
		}
		return tx.exec(`UPDATE state SET version = version + 1, generation = generation + 1`)
	})
	if err == nil {
		s.upkeep.wake()
	}
	return s.explain("delete "+id, notFound(err))
}

func (t transaction) withdraw(key int64, day retrieval.Date) error {
	return t.exec(`INSERT INTO withdrawn VALUES (?, ?) ON CONFLICT DO NOTHING`, key, day)
}

func (t transaction) keyOf(id string) (key int64, err error) {
	err = t.row(`SELECT key FROM notice WHERE id = ?`, id).Scan(&key)
	return key, err
}

// changed counts a change of the corpus that leaves the index as it is.
func (t transaction) changed() error { return t.exec(`UPDATE state SET version = version + 1`) }
