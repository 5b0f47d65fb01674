package embedded

import (
	"context"

	"wence/retrieval"
)

// Named gives the notices that bear one of the names, in order of name and ID.
func (s *Store) Named(ctx context.Context, names []string) ([]retrieval.Naming, error) {
	var found []retrieval.Naming
	err := s.glance(ctx, func(tx transaction) error {
		var said []string
		var briefs []brief
		err := tx.each(`SELECT `+standingColumns+`, notice_name.name FROM json_each(?) AS asked
			CROSS JOIN notice_name ON notice_name.name = asked.value JOIN notice ON notice.key = notice_name.notice
			WHERE `+standing("notice.key")+` ORDER BY notice_name.name, notice.id`, func(row scanner) error {
			var name string
			b, err := scanBrief(row, &name)
			briefs, said = append(briefs, b), append(said, name)
			return err
		}, list(names))
		if err != nil {
			return err
		}
		notices, err := tx.allSucceeded(briefs)
		if err != nil {
			return err
		}
		found = make([]retrieval.Naming, len(notices))
		for i, n := range notices {
			found[i] = retrieval.Naming{Name: said[i], Notice: n}
		}
		return nil
	})
	return found, s.explain("look up names", err)
}

// insertNames writes the names of a notice.
func (t transaction) insertNames(key int64, n retrieval.Notice) error {
	names := retrieval.NamesOf(n)
	return t.repeat(`INSERT INTO notice_name (name, notice) VALUES (?, ?)`, len(names), func(i int) []any {
		return []any{names[i], key}
	})
}
