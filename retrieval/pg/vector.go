package pg

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"wence/retrieval"
)

// maxDims is how long a vector pgvector stores.
const maxDims = 16000

// insertVectors passes over passages that are gone, and over those that go meanwhile: hence the lock.
const insertVectors = `
	with given as (
		select p.id, n.region, n.withdrawn <> '' as withdrawn, v.embedding
		from unnest($2::int[], $3::vector[]) as v (passage, embedding)
		join passage p on p.id = v.passage join notice n on n.key = p.notice
		order by p.id for key share of p),
	stored as (
		insert into passage_vector (passage, model, region, withdrawn, embedding)
		select id, $1, region, withdrawn, embedding from given
		on conflict (passage, model) do update set embedding = excluded.embedding
		returning xmax = 0 and not withdrawn as added)
	insert into tally select 'version', 1 union all select 'vectors/' || $1::int, count(*) from stored where added`

// SetVectors stores the vectors of the model in one transaction, scaled to length 1. Of two for one passage the later
// counts; passages that are gone are passed over. retrieval.ErrDimension when a vector's length differs from the model's
// others, the given ones included; an error as well when a component is no finite number. Then nothing is stored.
func (s *Store) SetVectors(ctx context.Context, model string, vectors []retrieval.Vector) error {
	if len(vectors) == 0 {
		return nil
	}
	operation := "set vectors of " + model
	ids, values, err := prepareVectors(vectors)
	if err != nil {
		return failed(operation, err)
	}
	err = s.write(ctx, func(tx pgx.Tx) error {
		m, err := claimModel(ctx, tx, model, len(vectors[0].Values))
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, insertVectors, m.id, ids, values)
		return err
	})
	if err != nil {
		return failed(operation, err)
	}
	s.upkeep.wake()
	return nil
}

// prepareVectors gives the vectors in order of their passages, which keeps writers from locking each other out.
func prepareVectors(vectors []retrieval.Vector) (ids []int32, values []pgvector.Vector, err error) {
	dims := len(vectors[0].Values)
	if dims == 0 || dims > maxDims {
		return nil, nil, fmt.Errorf("%w: %d, where 1 to %d can be stored", retrieval.ErrDimension, dims, maxDims)
	}
	sorted := slices.Clone(vectors)
	slices.SortStableFunc(sorted, func(a, b retrieval.Vector) int { return cmp.Compare(a.PassageID, b.PassageID) })
	for i, v := range sorted {
		if len(v.Values) != dims {
			return nil, nil, dimensionError(len(v.Values), dims)
		}
		unit, _, err := normalise(v.Values)
		if err != nil {
			return nil, nil, fmt.Errorf("passage %d: %w", v.PassageID, err)
		}
		if i+1 < len(sorted) && sorted[i+1].PassageID == v.PassageID {
			continue
		}
		ids, values = append(ids, v.PassageID), append(values, pgvector.NewVector(unit))
	}
	return ids, values, nil
}
