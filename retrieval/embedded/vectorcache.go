package embedded

import (
	"database/sql"
	"errors"
	"sync"
)

// vectorCache holds the vectors of the models that have been asked for.
type vectorCache struct {
	mu     sync.Mutex
	models map[string]*modelVectors
}

// modelVectors follow the table as it grows. What is deleted there is dropped when a search comes upon it, or at a
// sweep, so deleted vectors are never more than a fifth of the memory.
type modelVectors struct {
	mu    sync.RWMutex
	set   *vectorSet // nil before the first look
	last  int64      // the highest vector.id seen
	swept int        // vectors in set after the last sweep
}

func (c *vectorCache) model(name string) *modelVectors {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.models == nil {
		c.models = map[string]*modelVectors{}
	}
	if c.models[name] == nil {
		c.models[name] = &modelVectors{}
	}
	return c.models[name]
}

// follow brings the vectors to the transaction's snapshot or a later one, and reports whether the model has any.
func (m *modelVectors) follow(tx transaction, name string) (bool, error) {
	var key, last int64
	var dims int
	err := tx.row(`SELECT key, dims, (SELECT coalesce(max(id), 0) FROM vector) FROM model WHERE name = ?`, name).
		Scan(&key, &dims, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	m.mu.RLock()
	current := m.set != nil && last <= m.last
	m.mu.RUnlock()
	if current {
		return true, nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.set == nil || m.set.dims != dims && last > m.last {
		m.set, m.last, m.swept = newVectorSet(dims), 0, 0
	}
	if last <= m.last {
		return true, nil
	}
	if err := m.load(tx, key); err != nil {
		return false, err // what was loaded is right, and is loaded again next time
	}
	m.last = last
	if len(m.set.ids) > m.swept+m.swept/4+1000 {
		return true, m.sweep(tx, key)
	}
	return true, nil
}

func (m *modelVectors) load(tx transaction, key int64) error {
	return tx.each(`SELECT vector.passage, notice.region, vector.data
		FROM vector JOIN passage ON passage.id = vector.passage JOIN notice ON notice.key = passage.notice
		WHERE vector.id > ? AND vector.model = ? ORDER BY vector.id`, func(row scanner) error {
		var id int32
		var region string
		var data sql.RawBytes
		err := row.Scan(&id, &region, &data)
		if err == nil && len(data) == 4*m.set.dims {
			m.set.set(id, region, data)
		}
		return err
	}, m.last, key)
}

// sweep drops what is no longer in the table.
func (m *modelVectors) sweep(tx transaction, key int64) error {
	stored := make(map[int32]bool, len(m.set.ids))
	err := tx.each(`SELECT passage FROM vector WHERE model = ?`, func(row scanner) error {
		var id int32
		err := row.Scan(&id)
		stored[id] = true
		return err
	}, key)
	if err != nil {
		return err
	}
	m.set.forget(func(id int32) bool { return !stored[id] })
	m.swept = len(m.set.ids)
	return nil
}

// nearest searches the vectors.
func (m *modelVectors) nearest(q scan) ([]near, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(q.vector); err != nil {
		return nil, err
	}
	return m.set.nearest(q), nil
}

// cosines puts the cosines of those passages that have a vector into dst.
func (m *modelVectors) cosines(vector []float32, ids []int32, dst map[int32]float64) error {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(vector); err != nil {
		return err
	}
	for _, id := range ids {
		if slot, known := m.set.slots[id]; known {
			dst[id] = float64(dot(vector, m.set.at(slot)))
		}
	}
	return nil
}

func (m *modelVectors) check(vector []float32) error {
	if len(vector) != m.set.dims {
		return dimensionError(len(vector), m.set.dims)
	}
	return nil
}
