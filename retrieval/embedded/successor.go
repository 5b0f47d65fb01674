package embedded

import (
	"cmp"

	"wence/retrieval"
)

// claimsOn finds references by number and by title to the notices ?1, and other texts of a law among them.
const claimsOn = `
	SELECT old.key, old.id, old.number_key, old.title_key, old.region, old.issued, old.published, old.effective,
		new.id, new.number_key, new.title_key, new.region, new.issued, new.published, new.effective, new.title, new.number,
		reference.number_key, reference.title_key, reference.repeal, false
	FROM notice AS old
	JOIN reference ON reference.number_key = old.number_key AND old.number_key <> ''
		OR reference.title_key = old.title_key AND old.title_key <> ''
	JOIN notice AS new ON new.key = reference.notice
	WHERE old.key IN (SELECT value FROM json_each(?1)) AND new.key NOT IN (SELECT notice FROM withdrawn)
	UNION ALL
	SELECT old.key, old.id, old.number_key, old.title_key, old.region, old.issued, old.published, old.effective,
		new.id, new.number_key, new.title_key, new.region, new.issued, new.published, new.effective, new.title, new.number,
		'', new.title_key, false, true
	FROM notice AS old JOIN notice AS new ON new.title_key = old.title_key AND new.region = old.region AND new.key <> old.key
		AND (old.title_key LIKE '%法' AND old.title_key NOT LIKE '%办法' OR old.title_key LIKE '%条例' OR old.title_key LIKE '%实施%法办法')
	WHERE old.key IN (SELECT value FROM json_each(?1)) AND new.key NOT IN (SELECT notice FROM withdrawn)`

func scanClaim(row scanner) (key int64, c retrieval.Claim, err error) {
	var old, new struct{ issued, published, effective retrieval.Date }
	s := &c.Successor
	err = row.Scan(&key, &c.Old.ID, &c.Old.Number, &c.Old.Title, &c.Old.Region, &old.issued, &old.published, &old.effective,
		&c.New.ID, &c.New.Number, &c.New.Title, &c.New.Region, &new.issued, &new.published, &new.effective, &s.Title, &s.Number,
		&c.Number, &c.Title, &s.Repeal, &c.Version)
	c.Old.Day = cmp.Or(old.issued, old.published, old.effective)
	c.New.Day = cmp.Or(new.issued, new.published, new.effective)
	s.ID = c.New.ID
	s.Since = cmp.Or(new.effective, new.issued, new.published)
	return key, c, err
}

// allSucceeded fills ReplacedBy with the newest stored notice that replaces each.
func (t transaction) allSucceeded(briefs []brief) ([]retrieval.Notice, error) {
	keys := make([]int64, len(briefs))
	for i, b := range briefs {
		keys[i] = b.key
	}
	newest := map[int64]retrieval.Claim{}
	err := t.each(claimsOn, func(row scanner) error {
		key, c, err := scanClaim(row)
		if err != nil || !c.Holds() {
			return err
		}
		best, found := newest[key]
		if !found || c.Newer(best) {
			newest[key] = c
		}
		return nil
	}, list(keys))
	if err != nil {
		return nil, err
	}
	notices := make([]retrieval.Notice, len(briefs))
	for i, b := range briefs {
		notices[i] = b.Notice
		if c, found := newest[b.key]; found {
			notices[i].ReplacedBy = &c.Successor
		}
	}
	return notices, nil
}

func (t transaction) succeeded(b brief) (retrieval.Notice, error) {
	all, err := t.allSucceeded([]brief{b})
	if err != nil {
		return retrieval.Notice{}, err
	}
	return all[0], nil
}
