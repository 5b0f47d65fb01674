package embedded

import (
	"context"
	"reflect"

	"wence/retrieval"
)

// Amend lays the amendment over what was read of a notice, in the place of an earlier one. The notice is written anew,
// with new ids for its passages, which keep their vectors.
func (s *Store) Amend(ctx context.Context, id string, a retrieval.Amendment) error {
	err := s.write(ctx, func(tx transaction) error {
		old, e, err := tx.entry(id)
		if err != nil || reflect.DeepEqual(old.Amended, a) {
			return err
		}
		vectors, err := tx.vectorsOf(old.key)
		if err != nil {
			return err
		}
		e.Notice = e.Notice.Amend(a)
		if err := tx.remove(old.key); err != nil {
			return err
		}
		first, err := tx.insert(e, documents(e))
		if err != nil {
			return err
		}
		ids := make(map[int32]int32, len(e.Passages))
		for i, p := range e.Passages {
			ids[p.ID] = first + int32(i)
		}
		return tx.repeat(`INSERT INTO vector (passage, model, data) VALUES (?, ?, ?)`, len(vectors), func(i int) []any {
			v := vectors[i]
			return []any{ids[v.passage], v.model, v.data}
		})
	})
	s.upkeep.wake()
	return s.explain("amend "+id, notFound(err))
}

// Entry reads all that was put of a notice.
func (s *Store) Entry(ctx context.Context, noticeID string) (retrieval.Entry, error) {
	var e retrieval.Entry
	err := s.read(ctx, func(tx transaction) (err error) {
		_, e, err = tx.entry(noticeID)
		return err
	})
	return e, s.explain("read all of "+noticeID, notFound(err))
}

// entry reads all that was put of a notice.
func (t transaction) entry(id string) (brief, retrieval.Entry, error) {
	b, err := t.whole(id)
	if err != nil {
		return b, retrieval.Entry{}, err
	}
	e := retrieval.Entry{Notice: b.Notice}
	if e.Passages, err = t.passages(passagesOf, id); err != nil {
		return b, e, err
	}
	err = t.each(`SELECT `+factColumns+` FROM fact WHERE notice = ? ORDER BY n`, func(row scanner) error {
		var f retrieval.Fact
		err := row.Scan(factFields(&f)...)
		e.Facts = append(e.Facts, f)
		return err
	}, b.key)
	return b, e, err
}

// storedVector is a vector as its row has it.
type storedVector struct {
	passage int32
	model   int64
	data    []byte
}

func (t transaction) vectorsOf(notice int64) ([]storedVector, error) {
	var list []storedVector
	err := t.each(`SELECT vector.passage, model, data FROM passage JOIN vector ON vector.passage = passage.id
		WHERE passage.notice = ?`, func(row scanner) error {
		var v storedVector
		err := row.Scan(&v.passage, &v.model, &v.data)
		list = append(list, v)
		return err
	}, notice)
	return list, err
}
