package embedded

import (
	"cmp"
	"strings"

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
	old, new      party
	number, title string // what the reference names
	repeal        bool
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

// claimsOn finds references by number and by title to the notices ?1.
const claimsOn = `
	SELECT old.key, old.id, old.number_key, old.title_key, old.issued, old.published, old.effective,
		new.id, new.number_key, new.title_key, new.issued, new.published, new.effective, new.title, new.number,
		reference.number_key, reference.title_key, reference.repeal
	FROM notice AS old
	JOIN reference ON reference.number_key = old.number_key AND old.number_key <> ''
		OR reference.title_key = old.title_key AND old.title_key <> ''
	JOIN notice AS new ON new.key = reference.notice
	WHERE old.key IN (SELECT value FROM json_each(?1))`

func scanClaim(row scanner) (key int64, c claim, err error) {
	var old, new struct{ issued, published, effective retrieval.Date }
	s := &c.successor
	err = row.Scan(&key, &c.old.id, &c.old.number, &c.old.title, &old.issued, &old.published, &old.effective,
		&c.new.id, &c.new.number, &c.new.title, &new.issued, &new.published, &new.effective, &s.Title, &s.Number,
		&c.number, &c.title, &c.repeal)
	c.old.day = cmp.Or(old.issued, old.published, old.effective)
	c.new.day = cmp.Or(new.issued, new.published, new.effective)
	s.ID, s.Repeal = c.new.id, c.repeal
	s.Since = cmp.Or(new.effective, new.issued, new.published)
	return key, c, err
}

// allSucceeded fills ReplacedBy with the newest stored notice that replaces each.
func (t transaction) allSucceeded(briefs []brief) ([]retrieval.Notice, error) {
	keys := make([]int64, len(briefs))
	for i, b := range briefs {
		keys[i] = b.key
	}
	newest := map[int64]claim{}
	err := t.each(claimsOn, func(row scanner) error {
		key, c, err := scanClaim(row)
		if err != nil || !c.holds() {
			return err
		}
		best, found := newest[key]
		if !found || cmp.Or(cmp.Compare(c.new.day, best.new.day), cmp.Compare(best.new.id, c.new.id)) > 0 {
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
			notices[i].ReplacedBy = &c.successor
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
