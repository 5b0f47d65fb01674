package pg

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// Withdraw takes a notice away from people. Its passages stay in the index, where searches pass them over.
func (s *Store) Withdraw(ctx context.Context, id string, day retrieval.Date) error {
	if day == "" {
		return fmt.Errorf("withdraw %s: the day must be given", id)
	}
	err := s.write(ctx, func(tx pgx.Tx) error {
		if err := lockNotice(ctx, tx, id); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, setWithdrawn, text(id), text(string(day)), -1)
		return err
	})
	return failed("withdraw "+id, err)
}

// Restore gives a withdrawn notice back.
func (s *Store) Restore(ctx context.Context, id string) error {
	err := s.write(ctx, func(tx pgx.Tx) error {
		if err := lockNotice(ctx, tx, id); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, setWithdrawn, text(id), "", 1)
		return err
	})
	return failed("restore "+id, err)
}

// Delete removes a notice for good, with its file.
func (s *Store) Delete(ctx context.Context, id string) error {
	err := s.write(ctx, func(tx pgx.Tx) error {
		if err := lockNotice(ctx, tx, id); err != nil {
			return err
		}
		var old brief
		if err := tx.QueryRow(ctx, `select key from notice where id = $1`, text(id)).Scan(&old.key); err != nil {
			return err
		}
		if err := remove(ctx, tx, old); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `with file as (delete from original where notice = $1) insert into tally values ('version', 1)`, text(id))
		return err
	})
	if err == nil {
		s.upkeep.wake()
	}
	return failed("delete "+id, err)
}

// setWithdrawn notes the day, an empty one to restore, and counts what goes or comes, unless it has gone or come before.
const setWithdrawn = `
	with changed as (
		update notice set withdrawn = $2 where id = $1 and (withdrawn = '') <> ($2 = '') returning key),
	vectors as (
		update passage_vector v set withdrawn = $2 <> '' from passage p join changed on changed.key = p.notice
		where v.passage = p.id and v.withdrawn = ($2 = '') returning v.model)
	insert into tally
		select 'version', 1 from changed
		union all select 'notices', $3::int from changed
		union all select 'passages', $3::int * count(*) from passage join changed on changed.key = passage.notice
		union all select 'vectors/' || model, $3::int * count(*) from vectors group by model`

// lockNotice keeps others from replacing the notice to the end of the transaction. pgx.ErrNoRows when there is none.
func lockNotice(ctx context.Context, tx pgx.Tx, id string) error {
	var origin string
	if err := tx.QueryRow(ctx, `select origin from notice where id = $1`, text(id)).Scan(&origin); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, waitLock, originLock, origin)
	return err
}
