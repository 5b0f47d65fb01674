package pg

import (
	"context"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wence/retrieval"
)

// claims are the passages that this process is embedding: advisory locks of one transaction, so that they end with the
// process, and writers who replace a passage meanwhile do not wait.
type claims struct {
	mu sync.Mutex
	tx pgx.Tx // nil = none are held
}

// unembeddedBy is whether a passage stands and lacks a vector of the model with the name given as that parameter.
func unembeddedBy(parameter string) string {
	return `not exists (select from passage_vector v join model on model.id = v.model
		where v.passage = passage.id and model.name = ` + parameter + `)
		and not exists (select from notice n where n.key = passage.notice and n.withdrawn <> '')`
}

// claimPassages locks passages in order of their ids, those passed over that others hold. The inner query must not be
// merged into the outer, which would lock passages that are not wanted.
var claimPassages = `select id from (
		select id from passage where id > $1 and ` + unembeddedBy(`$2`) + ` order by id offset 0) wanted
	where pg_try_advisory_xact_lock(hashtext('embed ' || $2), id) limit $3`

var claimedPassages = `select ` + passageColumns + `, notice.id, notice.title from passage join notice on notice.key = passage.notice
	where passage.id = any($1) and ` + unembeddedBy(`$2`) + ` order by passage.id`

// Unembedded gives passages without a vector of the model, but not those that another process was given and has not
// finished: a process has finished with them when it asks for more, when it ends, or when it closes its store. A limit of
// 0 or less gives none.
func (s *Store) Unembedded(ctx context.Context, model string, after int32, limit int) ([]retrieval.Passage, error) {
	s.claims.mu.Lock()
	defer s.claims.mu.Unlock()
	var list []retrieval.Passage
	err := s.insist(ctx, func(ctx context.Context) error {
		tx, err := s.claims.renew(ctx, s.pool)
		if err != nil {
			return err
		}
		list, err = take(ctx, tx, text(model), after, max(limit, 0))
		if err == nil && len(list) > 0 {
			_, err = tx.Exec(ctx, waitIdle) // also ends the query's snapshot, for which the building of an index would wait
		}
		if err != nil || len(list) == 0 {
			s.claims.drop()
		}
		return err
	})
	return list, failed("find passages without vectors", err)
}

// take looks at what it has locked once more, since others may have finished with it before.
func take(ctx context.Context, tx pgx.Tx, model string, after int32, limit int) ([]retrieval.Passage, error) {
	for {
		rows, err := tx.Query(ctx, claimPassages, after, model, limit)
		if err != nil {
			return nil, err
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[int32])
		if err != nil || len(ids) == 0 {
			return nil, err
		}
		if rows, err = tx.Query(ctx, claimedPassages, ids, model); err != nil {
			return nil, err
		}
		list, err := collectPassages(rows)
		if err != nil || len(list) > 0 {
			return list, err
		}
		after = ids[len(ids)-1]
	}
}

// renew gives up all claims and begins a transaction for new ones.
func (c *claims) renew(ctx context.Context, pool *pgxpool.Pool) (pgx.Tx, error) {
	c.drop()
	tx, err := pool.Begin(ctx)
	if err != nil {
		return nil, err
	}
	c.tx = tx
	return tx, nil
}

// drop ends the transaction and with it the claims.
func (c *claims) drop() {
	if c.tx == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	c.tx.Rollback(ctx) // closes the connection where it fails, which ends the claims too
	c.tx = nil
}

// release gives up all claims.
func (c *claims) release() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop()
}
