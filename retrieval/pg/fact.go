package pg

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

var factColumns = []string{"notice", "n", "seq", "kind", "who", "figure", "words", "low", "high", "unit", "per", "condition",
	"period_from", "period_until", "quote", "searched"}

// copyFacts writes the facts of a notice, whose row has the key.
func copyFacts(ctx context.Context, tx pgx.Tx, key int64, e retrieval.Entry) error {
	facts := e.Facts
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"fact"}, factColumns, pgx.CopyFromSlice(len(facts), func(i int) ([]any, error) {
		f := facts[i]
		return []any{key, i + 1, f.Seq, text(string(f.Kind)), text(f.Who), text(f.Figure), text(f.Words), f.Low, f.High,
			text(f.Unit), text(f.Per), text(f.Condition), text(string(f.Period.From)), text(string(f.Period.Until)),
			text(f.Quote), text(f.Searched(e.Notice.Title))}, nil
	}))
	return err
}

// factList is a fact without its notice, in the order of factFields.
const factList = `seq, kind, who, figure, words, low, high, unit, per, condition, period_from, period_until, quote`

func factFields(f *retrieval.Fact) []any {
	return []any{&f.Seq, &f.Kind, &f.Who, &f.Figure, &f.Words, &f.Low, &f.High, &f.Unit, &f.Per, &f.Condition, &f.Period.From,
		&f.Period.Until, &f.Quote}
}

// factPlace is the place of a fact in the listing. The zero value is before all.
type factPlace struct {
	Published retrieval.Date
	ID        string // of the notice
	N         int
}

func (p factPlace) String() string {
	data, _ := json.Marshal(p) // strings and a number always marshal
	return base64.RawURLEncoding.EncodeToString(data)
}

func parseFactPlace(s string) (p factPlace, err error) {
	if s == "" {
		return p, nil
	}
	data, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil || p.N < 1 {
		return p, fmt.Errorf("list facts: %w: %q", retrieval.ErrCursor, s)
	}
	return p, nil
}

// factRow is a fact as its row has it, still without its notice.
type factRow struct {
	retrieval.Fact
	notice int64
	place  factPlace
}

// factLimit is how many facts a query without a limit gets.
const factLimit = 50

// Facts lists facts; a limit below 0 gives none. Whether a notice is in force is reckoned here and not by the database,
// so rows are read until enough are.
func (s *Store) Facts(ctx context.Context, q retrieval.FactQuery) ([]retrieval.Fact, string, error) {
	start, err := parseFactPlace(q.Cursor)
	if err != nil || q.Limit < 0 {
		return nil, q.Cursor, err
	}
	limit := cmp.Or(q.Limit, factLimit)
	var rows []factRow
	err = s.view(ctx, func(tx pgx.Tx) error {
		rows = nil
		for at, more := start, true; more && len(rows) <= limit; {
			page, err := factPage(ctx, tx, q, at, 2*limit+1)
			if err != nil {
				return err
			}
			if more = len(page) == 2*limit+1; more {
				at = page[len(page)-1].place
			}
			for _, r := range page {
				if q.AsOf == "" || r.Applies(q.AsOf) {
					rows = append(rows, r)
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, "", failed("list facts", err)
	}
	next := ""
	if len(rows) > limit {
		rows = rows[:limit]
		next = rows[limit-1].place.String()
	}
	facts := make([]retrieval.Fact, len(rows))
	for i, r := range rows {
		facts[i] = r.Fact
	}
	return facts, next, nil
}

// factPage reads at most limit rows that follow a place, with their notices.
func factPage(ctx context.Context, tx pgx.Tx, q retrieval.FactQuery, after factPlace, limit int) ([]factRow, error) {
	query, args := factsQuery(q, after, limit)
	found, err := tx.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	rows, err := pgx.CollectRows(found, func(row pgx.CollectableRow) (r factRow, err error) {
		err = row.Scan(append([]any{&r.notice, &r.place.Published, &r.place.ID, &r.place.N}, factFields(&r.Fact)...)...)
		return r, err
	})
	if err != nil {
		return nil, err
	}
	notices, err := briefsOf(ctx, tx, rows)
	for i := range rows {
		rows[i].Notice = notices[rows[i].notice]
	}
	return rows, err
}

// factsQuery is the statement for a page of the listing, and its parameters.
func factsQuery(q retrieval.FactQuery, after factPlace, limit int) (string, []any) {
	where, args := []string{`withdrawn = ''`}, []any{limit}
	param := func(value any) string {
		args = append(args, value)
		return fmt.Sprintf("$%d", len(args))
	}
	if q.NoticeID != "" {
		where = append(where, `id = `+param(text(q.NoticeID)))
	}
	if q.Kind != "" {
		where = append(where, `kind = `+param(text(string(q.Kind))))
	}
	if q.Regions != nil {
		where = append(where, `region = any(`+param(texts(q.Regions))+`)`)
	}
	for _, term := range q.Terms() {
		where = append(where, `strpos(searched, `+param(text(term))+`) > 0`)
	}
	if after != (factPlace{}) {
		published, id, n := param(text(string(after.Published))), param(text(after.ID)), param(after.N)
		where = append(where, `(published < `+published+` or published = `+published+
			` and (id > `+id+` or id = `+id+` and n > `+n+`))`)
	}
	return `select notice.key, published, id, n, ` + factList + `
		from notice join fact on fact.notice = notice.key where ` + strings.Join(where, " and ") + `
		order by published desc, id, n limit $1`, args
}

// briefsOf reads the notices of facts, by key.
func briefsOf(ctx context.Context, tx pgx.Tx, rows []factRow) (map[int64]*retrieval.Notice, error) {
	keys := make([]int64, len(rows))
	for i, r := range rows {
		keys[i] = r.notice
	}
	found, err := tx.Query(ctx, `select `+briefColumns+` from notice where key = any($1)`, keys)
	if err != nil {
		return nil, err
	}
	briefs, err := collectBriefs(found)
	if err != nil {
		return nil, err
	}
	whole, err := allSucceeded(ctx, tx, briefs)
	if err != nil {
		return nil, err
	}
	notices := make(map[int64]*retrieval.Notice, len(briefs))
	for i, b := range briefs {
		notices[b.key] = &whole[i]
	}
	return notices, nil
}
