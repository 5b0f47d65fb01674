package pg

import (
	"context"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// Below lists the notices that come from below a place.
func (s *Store) Below(ctx context.Context, prefix string) ([]retrieval.Notice, error) {
	var list []retrieval.Notice
	err := s.read(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select `+briefColumns+` from notice where starts_with(origin, $1) order by origin`, text(prefix))
		if err != nil {
			return err
		}
		list, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (retrieval.Notice, error) {
			b, err := scanBrief(row)
			return b.Notice, err
		})
		return err
	})
	return list, failed("list what is below "+prefix, err)
}

// Sources lists what is noted of places.
func (s *Store) Sources(ctx context.Context, prefix string) ([]retrieval.Source, error) {
	var list []retrieval.Source
	err := s.read(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select origin, etag, modified, missed, gone from source where starts_with(origin, $1) order by origin`, text(prefix))
		if err != nil {
			return err
		}
		list, err = pgx.CollectRows(rows, pgx.RowToStructByPos[retrieval.Source])
		return err
	})
	return list, failed("list sources", err)
}

// NoteSource notes what is known of a place.
func (s *Store) NoteSource(ctx context.Context, src retrieval.Source) error {
	err := s.write(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, waitLock, originLock, text(src.Origin)); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `delete from source where origin = $1`, text(src.Origin)); err != nil || src.Empty() {
			return err
		}
		_, err := tx.Exec(ctx, `insert into source values ($1, $2, $3, $4, $5)`, text(src.Origin), text(src.ETag), text(src.Modified), src.Missed, src.Gone)
		return err
	})
	return failed("note "+src.Origin, denied(err))
}
