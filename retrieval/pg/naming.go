package pg

import (
	"context"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

const namedNotices = `select ` + briefColumns + `, notice_name.name from notice_name join notice on notice.key = notice_name.notice
	where notice_name.name = any($1) and notice.withdrawn = '' order by notice_name.name, notice.id`

// Named gives the notices that bear one of the names, in order of name and ID.
func (s *Store) Named(ctx context.Context, names []string) ([]retrieval.Naming, error) {
	var found []retrieval.Naming
	err := s.view(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, namedNotices, texts(names))
		if err != nil {
			return err
		}
		var said []string
		briefs, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (brief, error) {
			var name string
			b, err := scanBrief(row, &name)
			said = append(said, name)
			return b, err
		})
		if err != nil {
			return err
		}
		notices, err := allSucceeded(ctx, tx, briefs)
		if err != nil {
			return err
		}
		found = make([]retrieval.Naming, len(notices))
		for i, n := range notices {
			found[i] = retrieval.Naming{Name: said[i], Notice: n}
		}
		return nil
	})
	return found, failed("look up names", err)
}
