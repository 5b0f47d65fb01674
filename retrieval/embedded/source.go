package embedded

import (
	"context"

	"wence/retrieval"
)

// Below lists the notices that come from below a place.
func (s *Store) Below(ctx context.Context, prefix string) ([]retrieval.Notice, error) {
	var list []retrieval.Notice
	err := s.read(ctx, func(tx transaction) error {
		list = nil
		return tx.each(`SELECT `+briefColumns+` FROM notice WHERE origin >= ? AND origin < ? ORDER BY origin`, func(row scanner) error {
			b, err := scanBrief(row)
			list = append(list, b.Notice)
			return err
		}, prefix, retrieval.AfterPrefix(prefix))
	})
	return list, s.explain("list what is below "+prefix, err)
}

// Sources lists what is noted of places.
func (s *Store) Sources(ctx context.Context, prefix string) ([]retrieval.Source, error) {
	var list []retrieval.Source
	err := s.read(ctx, func(tx transaction) error {
		list = nil
		return tx.each(`SELECT origin, etag, modified, missed, gone FROM source WHERE origin >= ? AND origin < ? ORDER BY origin`, func(row scanner) error {
			var src retrieval.Source
			err := row.Scan(&src.Origin, &src.ETag, &src.Modified, &src.Missed, &src.Gone)
			list = append(list, src)
			return err
		}, prefix, retrieval.AfterPrefix(prefix))
	})
	return list, s.explain("list sources", err)
}

// NoteSource notes what is known of a place.
func (s *Store) NoteSource(ctx context.Context, src retrieval.Source) error {
	err := s.write(ctx, func(tx transaction) error {
		if src.Empty() {
			return tx.exec(`DELETE FROM source WHERE origin = ?`, src.Origin)
		}
		return tx.exec(`INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?)`, src.Origin, src.ETag, src.Modified, src.Missed, src.Gone)
	})
	return s.explain("note "+src.Origin, err)
}
