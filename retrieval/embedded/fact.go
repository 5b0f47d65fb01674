package embedded

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"wence/retrieval"
)

// insertFacts writes the facts of a notice, whose row has the key.
func (t transaction) insertFacts(key int64, e retrieval.Entry) error {
	facts := e.Facts
	return t.repeat(`INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, len(facts), func(i int) []any {
		f := facts[i]
		return []any{key, i + 1, f.Seq, f.Kind, f.Who, f.Figure, f.Words, f.Low, f.High, f.Unit, f.Per, f.Condition,
			f.Period.From, f.Period.Until, f.Quote, f.Searched(e.Notice.Title)}
	})
}

// factColumns are a fact without its notice, in the order of factFields.
const factColumns = `seq, kind, who, figure, words, low, high, unit, per, condition, period_from, period_until, quote`

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

// Facts lists facts; a limit below 0 gives none. Whether a notice is in force is reckoned here and not by the database, so rows are read until
// enough are.
func (s *Store) Facts(ctx context.Context, q retrieval.FactQuery) ([]retrieval.Fact, string, error) {
	start, err := parseFactPlace(q.Cursor)
	if err != nil || q.Limit < 0 {
		return nil, q.Cursor, err
	}
	limit := cmp.Or(q.Limit, factLimit)
	var rows []factRow
	err = s.read(ctx, func(tx transaction) error {
		rows = nil
		for at, more := start, true; more && len(rows) <= limit; {
			page, err := tx.factPage(q, at, 2*limit+1)
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
		return nil, "", s.explain("list facts", err)
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
func (t transaction) factPage(q retrieval.FactQuery, after factPlace, limit int) ([]factRow, error) {
	var rows []factRow
	keys := map[int64]bool{}
	query, args := factsQuery(q, after, limit)
	err := t.each(query, func(row scanner) error {
		var r factRow
		err := row.Scan(append([]any{&r.notice, &r.place.Published, &r.place.ID, &r.place.N}, factFields(&r.Fact)...)...)
		keys[r.notice] = true
		rows = append(rows, r)
		return err
	}, args...)
	if err != nil {
		return nil, err
	}
	notices, err := t.briefsOf(slices.Collect(maps.Keys(keys)))
	for i := range rows {
		rows[i].Notice = notices[rows[i].notice]
	}
	return rows, err
}

// factsQuery is the statement for a page of the listing, and its parameters.
func factsQuery(q retrieval.FactQuery, after factPlace, limit int) (string, []any) {
	where, args := []string{standing("notice.key")}, []any{}
	add := func(condition string, values ...any) {
		where, args = append(where, condition), append(args, values...)
	}
	if q.NoticeID != "" {
		add(`id = ?`, q.NoticeID)
	}
	if q.Kind != "" {
		add(`kind = ?`, q.Kind)
	}
	if q.Regions != nil {
		add(`region IN (SELECT value FROM json_each(?))`, list(q.Regions))
	}
	for _, term := range q.Terms() {
		add(`instr(searched, ?) > 0`, term)
	}
	if after != (factPlace{}) {
		add(`(published < ? OR published = ? AND (id > ? OR id = ? AND n > ?))`,
			after.Published, after.Published, after.ID, after.ID, after.N)
	}
	return `SELECT notice.key, published, id, n, ` + factColumns + `
		FROM notice JOIN fact ON fact.notice = notice.key WHERE ` + strings.Join(where, " AND ") + `
		ORDER BY published DESC, id, n LIMIT ?`, append(args, limit)
}

// briefsOf reads notices by key.
func (t transaction) briefsOf(keys []int64) (map[int64]*retrieval.Notice, error) {
	var briefs []brief
	err := t.each(`SELECT `+standingColumns+` FROM notice WHERE key IN (SELECT value FROM json_each(?))`, func(row scanner) error {
		b, err := scanBrief(row)
		briefs = append(briefs, b)
		return err
	}, list(keys))
	if err != nil {
		return nil, err
	}
	whole, err := t.allSucceeded(briefs)
	if err != nil {
		return nil, err
	}
	notices := make(map[int64]*retrieval.Notice, len(briefs))
	for i, b := range briefs {
		notices[b.key] = &whole[i]
	}
	return notices, nil
}
