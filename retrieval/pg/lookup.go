package pg

import (
	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

const noticesQuery = `select ` + briefColumns + ` from notice
	where key in (select notice from passage where id = any($1))`

// lookUp reads those of the passages that are live, with their notices and cosines, in one round trip. The first time it
// ends the transaction with it.
func (f *finder) lookUp(ids []int32, first bool) error {
	if f.asked == nil {
		f.asked = map[int32]bool{}
	}
	var missing []int32
	for _, id := range ids {
		if !f.asked[id] {
			f.asked[id] = true
			missing = append(missing, id)
		}
	}
	b := &pgx.Batch{}
	var found []*candidate
	notices := map[int64]retrieval.Notice{}
	if len(missing) > 0 {
		query, args := f.vector.passagesQuery(missing, f.probe.Regions)
		b.Queue(query, args...).Query(func(rows pgx.Rows) (err error) {
			found, err = pgx.CollectRows(rows, scanCandidate)
			return err
		})
		b.Queue(noticesQuery, missing).Query(func(rows pgx.Rows) error {
			briefs, err := collectBriefs(rows)
			for _, n := range briefs {
				notices[n.key] = n.Notice
			}
			return err
		})
		b.Queue(claimsOfPassages, missing).Query(func(rows pgx.Rows) error {
			replaced, err := successors(rows)
			for key, s := range replaced {
				n := notices[key]
				n.ReplacedBy = s
				notices[key] = n
			}
			return err
		})
	}
	if first {
		b.Queue(`commit`)
	}
	if err := f.conn.SendBatch(f.ctx, b).Close(); err != nil {
		return err
	}
	for _, c := range found {
		if n, stored := notices[c.notice]; stored { // gone meanwhile, when this is after the transaction
			c.Notice = n
			f.live[c.Passage.ID] = c
		}
	}
	return nil
}

func scanCandidate(row pgx.CollectableRow) (*candidate, error) {
	var c candidate
	var cosine *float64
	var err error
	c.Passage, err = scanPassage(row, &c.notice, &cosine)
	if cosine != nil {
		c.Cosine = number(*cosine)
	}
	return &c, err
}
