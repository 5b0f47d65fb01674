package pg

import (
	"context"
	"math/bits"

	"github.com/jackc/pgx/v5"
)

// A question reads a row of every stored segment for each of its terms, so there should be few; a merge rewrites all
// that it merges, so it should be seldom.
const (
	freshFanIn    = 32      // fresh segments, or
	freshPassages = 1 << 11 // passages in them, that are merged into a stored one,
	freshMost     = 256     // at most so many at a time, since they are merged in memory
	fanIn         = 8       // stored segments of like size that are merged
	largest       = 1 << 20 // passages above which a segment is merged no more

	// maxDead is the share of deleted passages, in percent, above which a segment is written anew.
	maxDead = 20
)

// class groups stored segments by size: each is eight times as large as the one below.
func (h head) class() int { return max(0, bits.Len(uint(h.n)/freshPassages)-1) / 3 }

// due gives the segments that should become one: one with more deleted passages than tolerated, in percent, the fresh
// ones, or those of one class. nil when all is well.
func due(heads []head, dead map[int32]int, tolerated int) []head {
	var fresh []head
	classes := map[int][]head{}
	passages := 0
	for _, h := range heads {
		switch {
		case dead[h.id]*100 > h.n*tolerated:
			return []head{h}
		case h.fresh:
			if len(fresh) < freshMost {
				fresh = append(fresh, h)
				passages += h.n
			}
		case h.n < largest:
			classes[h.class()] = append(classes[h.class()], h)
		}
	}
	if len(fresh) >= freshFanIn || passages >= freshPassages {
		return fresh
	}
	for class := range bits.Len(largest) {
		if len(classes[class]) >= fanIn {
			return classes[class]
		}
	}
	return nil
}

// deadQuery counts deleted passages by segment.
const deadQuery = `select s.id, count(*) from lex_segment s cross join unnest(s.passages) r
	join lex_dead d on d.passage >= lower(r) and d.passage < upper(r) group by s.id`

// mergeDue merges what is due, and reports whether something was. Another process that is at it does the rest too.
func (s *Store) mergeDue(ctx context.Context, tolerated int) (merged bool, err error) {
	err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		got, err := tryLock(ctx, tx, upkeepLock)
		if err != nil || !got {
			return err
		}
		run, err := findDue(ctx, tx, tolerated)
		if err != nil || run == nil {
			return err
		}
		merged = true
		return s.merge(ctx, tx, run)
	})
	return merged, err
}

func findDue(ctx context.Context, tx pgx.Tx, tolerated int) ([]head, error) {
	var heads []head
	dead := map[int32]int{}
	b := &pgx.Batch{}
	b.Queue(headsQuery + ` order by id`).Query(func(rows pgx.Rows) (err error) {
		heads, err = collectHeads(rows)
		return err
	})
	b.Queue(deadQuery).Query(func(rows pgx.Rows) error {
		var id int32
		var n int
		_, err := pgx.ForEachRow(rows, []any{&id, &n}, func() error {
			dead[id] = n
			return nil
		})
		return err
	})
	err := tx.SendBatch(ctx, b).Close()
	return due(heads, dead, tolerated), err
}

// merge writes segments anew as one, without their dead passages. They are all fresh or all stored.
func (s *Store) merge(ctx context.Context, tx pgx.Tx, run []head) error {
	m := merger{ctx: ctx, tx: tx, pool: s.pool}
	passages := 0
	for _, h := range run {
		m.ids = append(m.ids, h.id)
		passages += h.n
	}
	if err := m.readDead(); err != nil {
		return err
	}
	if run[0].fresh {
		return m.mergeFresh(passages)
	}
	return m.mergeStored()
}
