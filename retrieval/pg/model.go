package pg

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// model is an embedding model whose vectors are stored. Another number of dimensions makes another id.
type model struct {
	id      int32
	dims    int
	indexed bool // whether its HNSW index can be used
}

// modelCache remembers the models that were asked for.
type modelCache struct {
	mu    sync.Mutex
	known map[string]model
}

func (c *modelCache) get(name string) (m model, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, known = c.known[name]
	return m, known
}

func (c *modelCache) set(name string, m model) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil {
		c.known = map[string]model{}
	}
	c.known[name] = m
}

func (c *modelCache) forget(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.known, name)
}

// querier is a connection, a pool or a transaction.
type querier interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

const modelQuery = `select id, dims, coalesce((select indisvalid from pg_index
	where indexrelid = to_regclass('passage_vector_hnsw_' || id)), false) from model where name = $1`

// readModel reports whether the model has, or had, vectors.
func readModel(ctx context.Context, q querier, name string) (m model, found bool, err error) {
	err = q.QueryRow(ctx, modelQuery, text(name)).Scan(&m.id, &m.dims, &m.indexed)
	if errors.Is(err, pgx.ErrNoRows) {
		return m, false, nil
	}
	return m, err == nil, err
}

// claimModel makes sure that vectors of the model have this many dimensions. One without vectors may change them.
func claimModel(ctx context.Context, tx pgx.Tx, name string, dims int) (model, error) {
	m, found, err := readModel(ctx, tx, name)
	if err != nil || found && m.dims == dims {
		return m, err
	}
	if found {
		// waits for those who are adding its first vectors
		if _, err := tx.Exec(ctx, `select from model where id = $1 for update`, m.id); err != nil {
			return m, err
		}
		removed, err := tx.Exec(ctx, `delete from model where id = $1 and not exists (select from passage_vector where model = $1)`, m.id)
		if err != nil {
			return m, err
		}
		if removed.RowsAffected() == 0 {
			return m, dimensionError(dims, m.dims)
		}
	}
	_, err = tx.Exec(ctx, `insert into model (name, dims) values ($1, $2) on conflict (name) do nothing`, text(name), dims)
	if err != nil {
		return m, err
	}
	if m, _, err = readModel(ctx, tx, name); err == nil && m.dims != dims {
		err = dimensionError(dims, m.dims) // another writer was first
	}
	return m, err
}

func dimensionError(got, want int) error {
	return fmt.Errorf("%w: %d instead of %d", retrieval.ErrDimension, got, want)
}

// normalise scales a vector to length 1; the zero vector stays as it is.
func normalise(v []float32) (unit []float32, zero bool, err error) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		return nil, false, errors.New("a component is not a finite number")
	}
	unit = make([]float32, len(v))
	if sum == 0 {
		return unit, true, nil
	}
	scale := 1 / math.Sqrt(sum)
	for i, x := range v {
		unit[i] = float32(float64(x) * scale)
	}
	return unit, false, nil
}
