package embedded

import (
	"context"

	"wence/retrieval"
)

// PutSession stores a session, and forgets those that have ended.
func (s *Store) PutSession(ctx context.Context, a retrieval.Session) error {
	err := s.write(ctx, func(tx transaction) error {
		if err := tx.exec(`DELETE FROM session WHERE until < CAST(unixepoch('subsec') * 1000 AS INTEGER)`); err != nil {
			return err
		}
		return tx.exec(`INSERT INTO session (id, name, key, until) VALUES (?, ?, ?, ?)`, a.ID, a.Name, a.Key, a.Until.UnixMilli())
	})
	return s.explain("store a session", err)
}

// Session is a session by its ID.
func (s *Store) Session(ctx context.Context, id string) (retrieval.Session, error) {
	a := retrieval.Session{ID: id}
	var until int64
	err := s.glance(ctx, func(tx transaction) error {
		return tx.row(`SELECT name, key, until FROM session WHERE id = ?`, id).Scan(&a.Name, &a.Key, &until)
	})
	if err != nil {
		return retrieval.Session{}, s.explain("read a session", notFound(err))
	}
	a.Until = moment(until)
	return a, nil
}

// EndSession forgets a session; one that is not there is none.
func (s *Store) EndSession(ctx context.Context, id string) error {
	err := s.write(ctx, func(tx transaction) error { return tx.exec(`DELETE FROM session WHERE id = ?`, id) })
	return s.explain("end a session", err)
}

// NoteChange appends to the list of changes.
func (s *Store) NoteChange(ctx context.Context, c retrieval.Change) error {
	err := s.write(ctx, func(tx transaction) error {
		return tx.exec(`INSERT INTO change (id, at, who, what, notice, title, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			c.ID, c.At.UnixMilli(), c.Who, c.What, c.NoticeID, c.Title, c.Before, c.After)
	})
	return s.explain("note a change", err)
}

// Changes lists changes, the newest first.
func (s *Store) Changes(ctx context.Context, before string, limit int) ([]retrieval.Change, error) {
	var all []retrieval.Change
	err := s.read(ctx, func(tx transaction) error {
		all = nil
		return tx.each(`SELECT id, at, who, what, notice, title, before, after FROM change WHERE ? = '' OR id < ? ORDER BY id DESC LIMIT ?`,
			func(row scanner) error {
				var c retrieval.Change
				var at int64
				err := row.Scan(&c.ID, &at, &c.Who, &c.What, &c.NoticeID, &c.Title, &c.Before, &c.After)
				c.At = moment(at)
				all = append(all, c)
				return err
			}, before, before, max(limit, 0))
	})
	return all, s.explain("list changes", err)
}
