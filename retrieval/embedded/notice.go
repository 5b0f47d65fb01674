package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"wence/retrieval"
)

// detail is what a notice's row keeps as JSON beside its columns and is part of listings.
type detail struct {
	Region   retrieval.Region
	Horizon  retrieval.Period
	Replaces []retrieval.Reference
	Notes    []string
	Amended  retrieval.Amendment `json:",omitzero"`
	Read     retrieval.Amendment `json:",omitzero"`
	Added    retrieval.Date      `json:",omitzero"`
	Changed  retrieval.Date      `json:",omitzero"`
	Named    bool                `json:",omitzero"`
}

// layout is what spans over the text describe.
type layout struct {
	Outline []retrieval.Heading
	Tables  []retrieval.Table
	Pages   []retrieval.Page
	OCR     []retrieval.Span
}

// briefColumns are a notice without its text and layout, in the order of scanBrief; standingColumns are the same of one
// that is known to stand.
const (
	briefColumns = rowColumns + `,
		coalesce((SELECT since FROM withdrawn WHERE withdrawn.notice = notice.key), '')`
	standingColumns = rowColumns + `, ''`

	rowColumns = `notice.key, notice.id, source, origin, sha256, reader, title, number, index_number, issuer, topic,
		url, issued, published, effective, expires, declared, detail`
)

// standing is whether the notice whose key the expression gives is not withdrawn.
func standing(key string) string { return key + ` NOT IN (SELECT notice FROM withdrawn)` }

// brief is a notice as listings give it, with the key of its row.
type brief struct {
	key int64
	retrieval.Notice
}

// scanBrief reads briefColumns, and what columns follow them into more.
func scanBrief(row scanner, more ...any) (brief, error) {
	var b brief
	var data []byte
	n := &b.Notice
	err := row.Scan(append([]any{&b.key, &n.ID, &n.Source, &n.Origin, &n.SHA256, &n.Reader, &n.Title, &n.Number, &n.IndexNumber,
		&n.Issuer, &n.Topic, &n.URL, &n.Issued, &n.Published, &n.Effective, &n.Expires, &n.Declared, &data, &n.Withdrawn}, more...)...)
	if err != nil {
		return b, err
	}
	var d detail
	if err := json.Unmarshal(data, &d); err != nil {
		return b, err
	}
	n.Region, n.Horizon, n.Replaces, n.Notes, n.Amended, n.Read = d.Region, d.Horizon, d.Replaces, d.Notes, d.Amended, d.Read
	n.Added, n.Changed, n.Named = d.Added, d.Changed, d.Named
	return b, nil
}

// insertNotice writes a row and gives its key.
func (t transaction) insertNotice(n retrieval.Notice) (int64, error) {
	det, err := json.Marshal(detail{n.Region, n.Horizon, n.Replaces, n.Notes, n.Amended, n.Read, n.Added, n.Changed, n.Named})
	if err != nil {
		return 0, err
	}
	lay, err := json.Marshal(layout{n.Outline, n.Tables, n.Pages, n.OCR})
	if err != nil {
		return 0, err
	}
	var key int64
	err = t.row(`INSERT INTO notice (id, source, origin, sha256, reader, title, number, index_number, issuer, topic, region, url,
			issued, published, effective, expires, declared, number_key, title_key, detail, layout, text)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key`,
		n.ID, n.Source, n.Origin, n.SHA256, n.Reader, n.Title, n.Number, n.IndexNumber, n.Issuer, n.Topic, n.Region.ID, n.URL,
		n.Issued, n.Published, n.Effective, n.Expires, n.Declared, retrieval.NumberKey(n.Number), retrieval.TitleKey(n.Title), string(det),
		string(lay), n.Text).Scan(&key)
	if err != nil {
		return 0, err
	}
	err = t.repeat(`INSERT INTO reference (notice, number_key, title_key, repeal) VALUES (?, ?, ?, ?)`, len(n.Replaces),
		func(i int) []any {
			r := n.Replaces[i]
			return []any{key, retrieval.NumberKey(r.Number), retrieval.TitleKey(r.Title), r.Repeal}
		})
	if err != nil {
		return 0, err
	}
	if err := t.insertNames(key, n); err != nil || n.Withdrawn == "" {
		return key, err
	}
	return key, t.withdraw(key, n.Withdrawn)
}

// Known gives the notice that is stored under the origin, or else the one that came of the same bytes (the first, where
// several did), without its text and layout. retrieval.ErrNotFound when there is neither.
func (s *Store) Known(ctx context.Context, origin, sha256 string) (retrieval.Notice, error) {
	var n retrieval.Notice
	err := s.read(ctx, func(tx transaction) error {
		b, err := scanBrief(tx.row(`SELECT `+briefColumns+` FROM notice WHERE origin = ?1 OR sha256 = ?2
			ORDER BY origin <> ?1, notice.key LIMIT 1`, origin, sha256))
		if err != nil {
			return err
		}
		n, err = tx.succeeded(b)
		return err
	})
	return n, s.explain("look up "+origin, notFound(err))
}

// Notice gives the whole notice.
func (s *Store) Notice(ctx context.Context, id string) (retrieval.Notice, error) {
	var n retrieval.Notice
	err := s.read(ctx, func(tx transaction) error {
		b, err := tx.whole(id)
		if err != nil {
			return err
		}
		n, err = tx.succeeded(b)
		return err
	})
	return n, s.explain("read notice "+id, notFound(err))
}

// whole reads a notice with its text, still without its successor.
func (t transaction) whole(id string) (brief, error) {
	var text string
	var data []byte
	var size int64
	b, err := scanBrief(t.row(`SELECT `+briefColumns+`, text, layout,
		coalesce((SELECT size FROM original WHERE original.notice = notice.id), 0) FROM notice WHERE id = ?`, id), &text, &data, &size)
	if err != nil {
		return b, err
	}
	var l layout
	err = json.Unmarshal(data, &l)
	b.FileSize = size
	b.Text, b.Outline, b.Tables, b.Pages, b.OCR = text, l.Outline, l.Tables, l.Pages, l.OCR
	return b, err
}

// Regions gives the regions of stored notices, in order of ID.
func (s *Store) Regions(ctx context.Context) ([]retrieval.Region, error) {
	var regions []retrieval.Region
	err := s.glance(ctx, func(tx transaction) error {
		regions = nil
		return tx.each(`SELECT detail FROM notice WHERE key IN (SELECT min(key) FROM notice WHERE region <> '' AND `+standing("key")+` GROUP BY region)
			ORDER BY region`, func(row scanner) error {
			var data []byte
			if err := row.Scan(&data); err != nil {
				return err
			}
			var d detail
			err := json.Unmarshal(data, &d)
			regions = append(regions, d.Region)
			return err
		})
	})
	return regions, s.explain("list regions", err)
}

// notFound makes the database's word for no row the store's.
func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return retrieval.ErrNotFound
	}
	return err
}
