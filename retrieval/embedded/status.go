package embedded

import (
	"context"
	"maps"
	"sync"

	"wence/retrieval"
)

// statusCache keeps the last count. Nothing is counted twice at one version of the corpus, so asking for the version is
// cheap.
type statusCache struct {
	mu   sync.Mutex
	last retrieval.Status
}

func (c *statusCache) at(version int64) (retrieval.Status, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last, c.last.Version == version && c.last.Vectors != nil
}

func (c *statusCache) set(s retrieval.Status) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = s
}

// Status counts what is stored.
func (s *Store) Status(ctx context.Context) (retrieval.Status, error) {
	var st retrieval.Status
	err := s.glance(ctx, func(tx transaction) error {
		var version int64
		if err := tx.row(`SELECT version FROM state`).Scan(&version); err != nil {
			return err
		}
		var known bool
		if st, known = s.counts.at(version); known {
			return nil
		}
		var err error
		if st, err = tx.count(version); err != nil {
			return err
		}
		s.counts.set(st)
		return nil
	})
	st.Vectors = maps.Clone(st.Vectors)
	return st, s.explain("count the store", err)
}

func (t transaction) count(version int64) (retrieval.Status, error) {
	st := retrieval.Status{Vectors: map[string]int{}, Version: version}
	err := t.row(`SELECT (SELECT count(*) FROM notice) - (SELECT count(*) FROM withdrawn),
		(SELECT count(*) FROM passage) - (SELECT count(*) FROM withdrawn JOIN passage USING (notice))`).Scan(&st.Notices, &st.Passages)
	if err != nil {
		return st, err
	}
	err = t.each(`SELECT name, (SELECT count(*) FROM vector WHERE model = model.key) - (SELECT count(*) FROM withdrawn
			JOIN passage USING (notice) JOIN vector ON vector.passage = passage.id AND vector.model = model.key) FROM model`,
		func(row scanner) error {
			var model string
			var n int
			err := row.Scan(&model, &n)
			if n > 0 {
				st.Vectors[model] = n
			}
			return err
		})
	return st, err
}
