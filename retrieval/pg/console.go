package pg

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// PutSession stores a session, and forgets those that have ended.
func (s *Store) PutSession(ctx context.Context, a retrieval.Session) error {
	_, err := s.pool.Exec(ctx, `with ended as (delete from session where until < now())
		insert into session (id, name, key, until) values ($1, $2, $3, $4)`,
		text(a.ID), text(a.Name), text(a.Key), a.Until.Truncate(time.Millisecond))
	return failed("store a session", denied(err))
}

// Session is a session by its ID.
func (s *Store) Session(ctx context.Context, id string) (retrieval.Session, error) {
	a := retrieval.Session{ID: id}
	err := s.insist(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `select name, key, until from session where id = $1`, text(id)).Scan(&a.Name, &a.Key, &a.Until)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		err = retrieval.ErrNotFound
	}
	if err != nil {
		return retrieval.Session{}, failed("read a session", err)
	}
	a.Until = a.Until.UTC()
	return a, nil
}

// EndSession forgets a session; one that is not there is none.
func (s *Store) EndSession(ctx context.Context, id string) error {
	_, err := s.pool.Exec(ctx, `delete from session where id = $1`, text(id))
	return failed("end a session", denied(err))
}

// NoteChange appends to the list of changes.
func (s *Store) NoteChange(ctx context.Context, c retrieval.Change) error {
	_, err := s.pool.Exec(ctx, `insert into change (id, at, who, what, notice, title, before, after) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		text(c.ID), c.At.Truncate(time.Millisecond), text(c.Who), text(c.What), text(c.NoticeID), text(c.Title), text(c.Before), text(c.After))
	return failed("note a change", denied(err))
}

// Changes lists changes, the newest first.
func (s *Store) Changes(ctx context.Context, before string, limit int) (all []retrieval.Change, err error) {
	err = s.insist(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, `select id, at, who, what, notice, title, before, after from change
			where $1 = '' or id < $1 order by id desc limit $2`, text(before), max(limit, 0))
		if err != nil {
			return err
		}
		all, err = pgx.CollectRows(rows, pgx.RowToStructByPos[retrieval.Change])
		return err
	})
	for i := range all {
		all[i].At = all[i].At.UTC()
	}
	return all, failed("list changes", err)
}
