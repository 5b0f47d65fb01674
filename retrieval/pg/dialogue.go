package pg

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// Dialogue is what is kept of a user.
func (s *Store) Dialogue(ctx context.Context, account, user string) (retrieval.Dialogue, error) {
	d := retrieval.Dialogue{Account: account, User: user}
	err := s.insist(ctx, func(ctx context.Context) error {
		err := s.pool.QueryRow(ctx, `select data, version from dialogue where account = $1 and who = $2`, text(account), text(user)).
			Scan(&d.Data, &d.Version)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	return d, failed("read a dialogue", err)
}

// KeepDialogue keeps a dialogue that nobody has changed meanwhile.
func (s *Store) KeepDialogue(ctx context.Context, d retrieval.Dialogue) error {
	err := s.write(ctx, func(tx pgx.Tx) error { return keepDialogue(ctx, tx, d) })
	return failed("keep a dialogue", denied(err))
}

func keepDialogue(ctx context.Context, tx pgx.Tx, d retrieval.Dialogue) error {
	statement := `update dialogue set data = $3, version = version + 1, at = clock_timestamp()
		where account = $1 and who = $2 and version = $4`
	if d.Version == 0 {
		statement = `insert into dialogue (account, who, data, version, at) values ($1, $2, $3, $4 + 1, clock_timestamp()) on conflict do nothing`
	}
	done, err := tx.Exec(ctx, statement, text(d.Account), text(d.User), text(d.Data), d.Version)
	if err == nil && done.RowsAffected() == 0 {
		err = retrieval.ErrConflict
	}
	return err
}

// UseNonce reports whether a random word is new, or was used for this very message.
func (s *Store) UseNonce(ctx context.Context, account, nonce, message string) (good bool, err error) {
	err = s.insist(ctx, func(ctx context.Context) error {
		// writing what stands there already waits for another's transaction, and gives what it wrote
		return s.pool.QueryRow(ctx, `insert into nonce (account, nonce, message, at) values ($1, $2, $3, clock_timestamp())
			on conflict (account, nonce) do update set message = nonce.message returning message = $3`,
			text(account), text(nonce), text(message)).Scan(&good)
	})
	return good, failed("use a nonce", denied(err))
}
