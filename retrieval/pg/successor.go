package pg

import (
	"cmp"
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// brackets of every kind stand around the year of a document number; titles stand in and out of book marks.
var (
	brackets  = strings.NewReplacer("[", "〔", "(", "〔", "【", "〔", "﹝", "〔", "]", "〕", ")", "〕", "】", "〕", "﹞", "〕", " ", "")
	bookMarks = strings.NewReplacer("《", "", "》", "", "〈", "", "〉", "", " ", "")
)

// numberKey and titleKey give the forms in which references are compared with notices.
func numberKey(number string) string { return brackets.Replace(zh.Fold(number)) }
func titleKey(title string) string   { return bookMarks.Replace(zh.Fold(title)) }

// party is one side of a replacement.
type party struct {
	id, number, title string // number and title as keys
	day               retrieval.Date
}

// claim is a reference by a stored notice that may mean another.
type claim struct {
	key           int64 // of the old notice
	old, new      party
	number, title string // what the reference names, as keys
	successor     retrieval.Successor
}

// holds decides whether the reference means the old notice. Where both state a number it decides, since a new version
// often bears the title of the one it replaces. By title alone, a notice of the same title must be an earlier one.
func (c claim) holds() bool {
	if c.old.id == c.new.id {
		return false
	}
	if c.number != "" && c.old.number != "" {
		return c.number == c.old.number && c.old.number != c.new.number
	}
	if c.title == "" || c.title != c.old.title {
		return false
	}
	known := c.old.day != "" && c.new.day != ""
	if c.old.title == c.new.title {
		return known && c.old.day < c.new.day
	}
	return !known || c.old.day <= c.new.day
}

// newer decides between two claims on the same notice.
func (c claim) newer(o claim) bool {
	return cmp.Or(cmp.Compare(c.new.day, o.new.day), cmp.Compare(o.new.id, c.new.id)) > 0
}

// claimsQuery and claimsOfPassages find references by number and by title to notices: to those with the keys $1, and to
// those of the passages $1.
var (
	claimsQuery      = claimsOn(`$1`)
	claimsOfPassages = claimsOn(`array(select notice from passage where id = any($1))`)
)

func claimsOn(keys string) string {
	return `with old as (
			select key, id, number_key, title_key, issued, published, effective from notice where key = any(` + keys + `)),
		claim as (
			select old.*, r.notice, r.number_key as said_number, r.title_key as said_title, r.repeal
			from old join reference r on r.number_key = old.number_key where old.number_key <> ''
			union all
			select old.*, r.notice, r.number_key, r.title_key, r.repeal
			from old join reference r on r.title_key = old.title_key where old.title_key <> '')
		select old.key, old.id, old.number_key, old.title_key, old.issued, old.published, old.effective,
			new.id, new.number_key, new.title_key, new.issued, new.published, new.effective, new.title, new.number,
			said_number, said_title, repeal
		from claim as old join notice as new on new.key = old.notice`
}

func scanClaim(row pgx.CollectableRow) (c claim, err error) {
	var old, new struct{ issued, published, effective retrieval.Date }
	s := &c.successor
	err = row.Scan(&c.key, &c.old.id, &c.old.number, &c.old.title, &old.issued, &old.published, &old.effective,
		&c.new.id, &c.new.number, &c.new.title, &new.issued, &new.published, &new.effective, &s.Title, &s.Number,
		&c.number, &c.title, &s.Repeal)
	c.old.day = cmp.Or(old.issued, old.published, old.effective)
	c.new.day = cmp.Or(new.issued, new.published, new.effective)
	s.ID, s.Since = c.new.id, cmp.Or(new.effective, new.issued, new.published)
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
		if best, found := newest[c.key]; c.holds() && (!found || c.newer(best)) {
			newest[c.key] = c
		}
	}
	found := make(map[int64]*retrieval.Successor, len(newest))
	for key, c := range newest {
		found[key] = &c.successor
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
