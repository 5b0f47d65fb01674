package pg

import (
	"context"
	"reflect"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"wence/retrieval"
)

// Amend lays the amendment over what was read of a notice, in the place of an earlier one. The notice is written anew,
// with new ids for its passages, which keep their vectors.
func (s *Store) Amend(ctx context.Context, id string, a retrieval.Amendment) error {
	a = storableAmendment(a)
	err := s.write(ctx, func(tx pgx.Tx) error {
		if err := lockNotice(ctx, tx, id); err != nil {
			return err
		}
		old, e, err := readEntry(ctx, tx, id)
		if err != nil || reflect.DeepEqual(old.Amended, a) {
			return err
		}
		vectors, err := vectorsOf(ctx, tx, old.key)
		if err != nil {
			return err
		}
		e.Notice = e.Notice.Amend(a)
		if err := remove(ctx, tx, old); err != nil {
			return err
		}
		// new ids take the place of the old ones, by which the vectors know their passages
		places := make(map[int32]int, len(e.Passages))
		for i, p := range e.Passages {
			places[p.ID] = i
		}
		p := put{ctx: ctx, tx: tx, entry: e, docs: documents(e)}
		if err := p.insert(); err != nil {
			return err
		}
		for i, v := range vectors {
			vectors[i].passage = p.docs[places[v.passage]].ID
		}
		return copyVectors(ctx, tx, e.Notice, vectors)
	})
	s.upkeep.wake()
	return failed("amend "+id, err)
}

// Entry reads all that was put of a notice.
func (s *Store) Entry(ctx context.Context, noticeID string) (retrieval.Entry, error) {
	var e retrieval.Entry
	err := s.view(ctx, func(tx pgx.Tx) (err error) {
		_, e, err = readEntry(ctx, tx, noticeID)
		return err
	})
	return e, failed("read all of "+noticeID, err)
}

// readEntry reads all that was put of a notice.
func readEntry(ctx context.Context, tx pgx.Tx, id string) (brief, retrieval.Entry, error) {
	b, err := readWhole(ctx, tx, id)
	if err != nil {
		return b, retrieval.Entry{}, err
	}
	e := retrieval.Entry{Notice: b.Notice}
	rows, err := tx.Query(ctx, passagesOf, text(id))
	if err != nil {
		return b, e, err
	}
	if e.Passages, err = collectPassages(rows); err != nil {
		return b, e, err
	}
	if rows, err = tx.Query(ctx, `select `+factList+` from fact where notice = $1 order by n`, b.key); err != nil {
		return b, e, err
	}
	e.Facts, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (f retrieval.Fact, err error) {
		err = row.Scan(factFields(&f)...)
		return f, err
	})
	return b, e, err
}

// storedVector is a vector as its row has it.
type storedVector struct {
	passage, model int32
	embedding      pgvector.Vector
}

func vectorsOf(ctx context.Context, tx pgx.Tx, notice int64) ([]storedVector, error) {
	rows, err := tx.Query(ctx, `select v.passage, v.model, v.embedding from passage p join passage_vector v on v.passage = p.id
		where p.notice = $1`, notice)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (v storedVector, err error) {
		err = row.Scan(&v.passage, &v.model, &v.embedding)
		return v, err
	})
}

// copyVectors writes the vectors of a notice's passages.
func copyVectors(ctx context.Context, tx pgx.Tx, n retrieval.Notice, vectors []storedVector) error {
	columns := []string{"passage", "model", "region", "withdrawn", "embedding"}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"passage_vector"}, columns, pgx.CopyFromSlice(len(vectors), func(i int) ([]any, error) {
		v := vectors[i]
		return []any{v.passage, v.model, n.Region.ID, n.Withdrawn != "", v.embedding}, nil
	}))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into tally select 'vectors/' || v.model, count(*) from passage_vector v
		join passage p on p.id = v.passage join notice n on n.key = p.notice
		where n.id = $1 and not v.withdrawn group by v.model`, n.ID)
	return err
}
