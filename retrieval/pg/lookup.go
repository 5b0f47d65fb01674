package pg

import (
	"slices"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

const noticesQuery = `select ` + briefColumns + ` from notice
	where withdrawn = '' and key = any(array(select notice from passage where id = any($1)))`

// lookUp reads those of the passages that are live, with their notices and cosines, and ends the transaction, in one
// round trip.
func (f *finder) lookUp(ids []int32) error {
	f.live = make(map[int32]*candidate, len(ids))
	notices := map[int64]retrieval.Notice{}
	b := &pgx.Batch{}
	b.Queue(noticesQuery, ids).Query(func(rows pgx.Rows) error {
		briefs, err := collectBriefs(rows)
		for _, n := range briefs {
			notices[n.key] = n.Notice
		}
		return err
	})
	b.Queue(claimsOfPassages, ids).Query(func(rows pgx.Rows) error {
		replaced, err := successors(rows)
		for key, s := range replaced {
			n := notices[key]
			n.ReplacedBy = s
			notices[key] = n
		}
		return err
	})
	query, args := f.vector.passagesQuery(ids)
	b.Queue(query, args...).Query(func(rows pgx.Rows) error {
		found, err := pgx.CollectRows(rows, scanCandidate)
		for _, c := range found {
			n, stands := notices[c.notice]
			c.Notice, c.Passage.NoticeID, c.Passage.Title = n, n.ID, n.Title
			// a filter term is a hash, which two regions may share
			if stands && (f.probe.Regions == nil || slices.Contains(f.probe.Regions, n.Region.ID)) {
				f.live[c.Passage.ID] = c
			}
		}
		return err
	})
	b.Queue(`commit`)
	return f.conn.SendBatch(f.ctx, b).Close()
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
