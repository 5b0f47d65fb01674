package embedded

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"wence/retrieval"
)

// Dialogue is what is kept of a user.
func (s *Store) Dialogue(ctx context.Context, account, user string) (retrieval.Dialogue, error) {
	d := retrieval.Dialogue{Account: account, User: user}
	err := s.read(ctx, func(tx transaction) error {
		err := tx.row(`SELECT data, version FROM dialogue WHERE account = ? AND who = ?`, account, user).Scan(&d.Data, &d.Version)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return d, s.explain("read a dialogue", err)
}

// KeepDialogue keeps a dialogue that nobody has changed meanwhile.
func (s *Store) KeepDialogue(ctx context.Context, d retrieval.Dialogue) error {
	err := s.write(ctx, func(tx transaction) error { return keepDialogue(tx, d) })
	return s.explain("keep a dialogue", err)
}

func keepDialogue(tx transaction, d retrieval.Dialogue) error {
	var version int64
	err := tx.row(`INSERT INTO dialogue (account, who, data, version, at) SELECT ?1, ?2, ?3, 1, ?5 WHERE ?4 = 0
			ON CONFLICT DO NOTHING RETURNING version`, d.Account, d.User, d.Data, d.Version, time.Now().UnixMilli()).Scan(&version)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.row(`UPDATE dialogue SET data = ?, version = version + 1, at = ? WHERE account = ? AND who = ? AND version = ?
			RETURNING version`, d.Data, time.Now().UnixMilli(), d.Account, d.User, d.Version).Scan(&version)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return retrieval.ErrConflict
	}
	return err
}

// UseNonce reports whether a random word is new, or was used for this very message.
func (s *Store) UseNonce(ctx context.Context, account, nonce, message string) (good bool, err error) {
	err = s.write(ctx, func(tx transaction) error {
		if err := tx.exec(`INSERT INTO nonce (account, nonce, message, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			account, nonce, message, time.Now().UnixMilli()); err != nil {
			return err
		}
		return tx.row(`SELECT message = ? FROM nonce WHERE account = ? AND nonce = ?`, message, account, nonce).Scan(&good)
	})
	return good, s.explain("use a nonce", err)
}
