package pg

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// statusQuery sums up the counts; those of vectors come under the names of their models.
const statusQuery = `select coalesce('vectors/' || model.name, counter), sum(n)::bigint
	from tally left join model on counter = 'vectors/' || model.id group by 1`

// Status counts what is stored. Where replicas are read from, its version is the least that a search may meet.
func (s *Store) Status(ctx context.Context) (retrieval.Status, error) {
	var st retrieval.Status
	err := s.consult(ctx, func(ctx context.Context, from *source) error {
		rows, err := from.pool.Query(ctx, statusQuery)
		if err != nil {
			return err
		}
		st = retrieval.Status{Vectors: map[string]int{}}
		var counter string
		var n int64
		_, err = pgx.ForEachRow(rows, []any{&counter, &n}, func() error {
			model, isModel := strings.CutPrefix(counter, "vectors/")
			switch {
			case isModel && n > 0:
				st.Vectors[model] = int(n)
			case counter == "version":
				st.Version = n
			case counter == "notices":
				st.Notices = int(n)
			case counter == "passages":
				st.Passages = int(n)
			}
			return nil
		})
		return err
	})
	st.Version = s.replicas.oldest(st.Version)
	return st, failed("count the store", err)
}
