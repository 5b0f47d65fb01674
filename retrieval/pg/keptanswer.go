package pg

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// KeepAnswer keeps an answer to be looked at.
func (s *Store) KeepAnswer(ctx context.Context, a retrieval.KeptAnswer) error {
	err := s.insist(ctx, func(ctx context.Context) error {
		_, err := s.pool.Exec(ctx, `insert into kept_answer (id, at, question, region, body) values ($1, $2, $3, $4, $5)
			on conflict (id) do update set at = excluded.at, question = excluded.question, region = excluded.region, body = excluded.body`,
			text(a.ID), a.At.Truncate(time.Millisecond), text(a.Question), text(a.Region), append([]byte{}, a.Body...))
		return err
	})
	return failed("keep an answer", denied(err))
}

// KeptAnswer is an answer that was kept.
func (s *Store) KeptAnswer(ctx context.Context, id string) (a retrieval.KeptAnswer, err error) {
	err = s.insist(ctx, func(ctx context.Context) error {
		err := s.pool.QueryRow(ctx, `select id, at, question, region, body from kept_answer where id = $1`, text(id)).
			Scan(&a.ID, &a.At, &a.Question, &a.Region, &a.Body)
		if errors.Is(err, pgx.ErrNoRows) {
			return retrieval.ErrNotFound
		}
		return err
	})
	a.At = a.At.UTC()
	return a, failed("read an answer", err)
}
