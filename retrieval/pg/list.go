package pg

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// cursor is the place of a notice in the list: what follows it comes next, whatever was added or taken before it.
type cursor struct {
	Published retrieval.Date
	ID        string
}

func (c cursor) String() string {
	data, _ := json.Marshal(c) // two strings always marshal
	return base64.RawURLEncoding.EncodeToString(data)
}

func parseCursor(s string) (c cursor, err error) {
	data, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(data, &c)
	}
	if err != nil {
		return c, fmt.Errorf("list notices: %w: %q", retrieval.ErrCursor, s)
	}
	return c, nil
}

// Notices lists notices by day of publication, newest first, those without a day at the end, and by ID within a day.
// A limit of 0 or less gives none.
func (s *Store) Notices(ctx context.Context, limit int, after string) ([]retrieval.Notice, string, error) {
	return s.list(ctx, `withdrawn = ''`, limit, after)
}

// AllNotices lists as Notices does, withdrawn ones included.
func (s *Store) AllNotices(ctx context.Context, limit int, after string) ([]retrieval.Notice, string, error) {
	return s.list(ctx, `true`, limit, after)
}

// list lists the notices for which a condition holds.
func (s *Store) list(ctx context.Context, condition string, limit int, after string) ([]retrieval.Notice, string, error) {
	if limit <= 0 {
		return nil, after, nil
	}
	query, args := `select `+briefColumns+` from notice where `+condition+` order by published desc, id limit $1`, []any{limit + 1}
	if after != "" {
		c, err := parseCursor(after)
		if err != nil {
			return nil, "", err
		}
		query = `select ` + briefColumns + ` from notice where ` + condition + ` and published <= $2 and (published < $2 or id > $3)
			order by published desc, id limit $1`
		args = append(args, text(string(c.Published)), text(c.ID))
	}
	var list []retrieval.Notice
	err := s.view(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, query, args...)
		if err != nil {
			return err
		}
		briefs, err := collectBriefs(rows)
		if err != nil {
			return err
		}
		list, err = allSucceeded(ctx, tx, briefs)
		return err
	})
	if err != nil {
		return nil, "", failed("list notices", err)
	}
	if len(list) <= limit {
		return list, "", nil
	}
	list = list[:limit]
	last := list[limit-1]
	return list, cursor{last.Published, last.ID}.String(), nil
}
