package pg

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// A claim is a reference that may mean the notice with the key.
type claim struct {
	key int64
	retrieval.Claim
}

// claimsQuery and claimsOfPassages find references by number and by title to notices, and other texts of a law: to those
// with the keys $1, and to those of the passages $1.
var (
	claimsQuery      = claimsOn(`$1`)
	claimsOfPassages = claimsOn(`array(select notice from passage where id = any($1))`)
)

func claimsOn(keys string) string {
	return `with old as (
			select key, id, number_key, title_key, region, issued, published, effective from notice where key = any(` + keys + `)),
		claim as (
			select old.*, r.notice, r.number_key as said_number, r.title_key as said_title, r.repeal, false as version
			from old join reference r on r.number_key = old.number_key where old.number_key <> ''
			union all
			select old.*, r.notice, r.number_key, r.title_key, r.repeal, false
			from old join reference r on r.title_key = old.title_key where old.title_key <> ''
			union all
			select old.*, n.key, '', n.title_key, false, true
			from old join notice n on n.title_key = old.title_key and n.region = old.region and n.key <> old.key
			where old.title_key like '%法' and old.title_key not like '%办法' or old.title_key like any ('{%条例,%实施%法办法}'))
		select old.key, old.id, old.number_key, old.title_key, old.region, old.issued, old.published, old.effective,
			new.id, new.number_key, new.title_key, new.region, new.issued, new.published, new.effective, new.title, new.number,
			said_number, said_title, repeal, version
		from claim as old join notice as new on new.key = old.notice and new.withdrawn = ''`
}

func scanClaim(row pgx.CollectableRow) (c claim, err error) {
	var old, new struct{ issued, published, effective retrieval.Date }
	s := &c.Successor
	err = row.Scan(&c.key, &c.Old.ID, &c.Old.Number, &c.Old.Title, &c.Old.Region, &old.issued, &old.published, &old.effective,
		&c.New.ID, &c.New.Number, &c.New.Title, &c.New.Region, &new.issued, &new.published, &new.effective, &s.Title, &s.Number,
		&c.Number, &c.Title, &s.Repeal, &c.Version)
	c.Old.Day = cmp.Or(old.issued, old.published, old.effective)
	c.New.Day = cmp.Or(new.issued, new.published, new.effective)
	s.ID, s.Since = c.New.ID, cmp.Or(new.effective, new.issued, new.published)
	return c, err
}

// successors gives for each notice, by key, the newest stored one that replaces it.
func successors(rows pgx.Rows) (map[int64]*retrieval.Successor, error) {
	claims, err := pgx.CollectRows(rows, scanClaim)
	if err != nil {
		return nil, err
	}
	newest := map[int64]claim{}
	for _, c := range claims {
		if best, found := newest[c.key]; c.Holds() && (!found || c.Newer(best.Claim)) {
			newest[c.key] = c
		}
	}
	found := make(map[int64]*retrieval.Successor, len(newest))
	for key, c := range newest {
		found[key] = &c.Successor
	}
	return found, nil
}

// allSucceeded fills in ReplacedBy.
func allSucceeded(ctx context.Context, tx pgx.Tx, briefs []brief) ([]retrieval.Notice, error) {
	keys := make([]int64, len(briefs))
	for i, b := range briefs {
		keys[i] = b.key
	}
	rows, err := tx.Query(ctx, claimsQuery, keys)
	if err != nil {
		return nil, err
	}
	found, err := successors(rows)
	if err != nil {
		return nil, err
	}
	notices := make([]retrieval.Notice, len(briefs))
	for i, b := range briefs {
		notices[i] = b.Notice
		notices[i].ReplacedBy = found[b.key]
	}
	return notices, nil
}

func succeeded(ctx context.Context, tx pgx.Tx, b brief) (retrieval.Notice, error) {
	all, err := allSucceeded(ctx, tx, []brief{b})
	if err != nil {
		return retrieval.Notice{}, err
	}
	return all[0], nil
}
