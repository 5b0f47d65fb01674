package pg

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5"

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

// briefColumns are a notice without its text and layout, in the order of scanBrief.
const briefColumns = `notice.key, notice.id, notice.source, notice.origin, notice.sha256, notice.reader, notice.title,
	notice.number, notice.index_number, notice.issuer, notice.topic, notice.url, notice.issued, notice.published,
	notice.effective, notice.expires, notice.declared, notice.withdrawn, notice.detail`

// brief is a notice as listings give it, with the key of its row.
type brief struct {
	key int64
	retrieval.Notice
}

// scanBrief reads briefColumns, and what columns follow them into more.
func scanBrief(row pgx.Row, more ...any) (brief, error) {
	var b brief
	var data []byte
	n := &b.Notice
	err := row.Scan(append([]any{&b.key, &n.ID, &n.Source, &n.Origin, &n.SHA256, &n.Reader, &n.Title, &n.Number, &n.IndexNumber,
		&n.Issuer, &n.Topic, &n.URL, &n.Issued, &n.Published, &n.Effective, &n.Expires, &n.Declared, &n.Withdrawn, &data},
		more...)...)
	if err != nil {
		return b, err
	}
	var d detail
	err = json.Unmarshal(data, &d)
	n.Region, n.Horizon, n.Replaces, n.Notes, n.Amended, n.Read = d.Region, d.Horizon, d.Replaces, d.Notes, d.Amended, d.Read
	n.Added, n.Changed, n.Named = d.Added, d.Changed, d.Named
	return b, err
}

func collectBriefs(rows pgx.Rows) ([]brief, error) {
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (brief, error) { return scanBrief(row) })
}

const insertNotice = `insert into notice (id, source, origin, sha256, reader, title, number, index_number, issuer,
		topic, region, url, issued, published, effective, expires, declared, number_key, title_key, detail, layout, text,
		withdrawn)
	values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
	returning key`

// noticeValues are the parameters of insertNotice.
func noticeValues(n retrieval.Notice) ([]any, error) {
	det, err := json.Marshal(detail{n.Region, n.Horizon, n.Replaces, n.Notes, n.Amended, n.Read, n.Added, n.Changed, n.Named})
	if err != nil {
		return nil, err
	}
	lay, err := json.Marshal(layout{n.Outline, n.Tables, n.Pages, n.OCR})
	if err != nil {
		return nil, err
	}
	return []any{n.ID, n.Source, n.Origin, n.SHA256, n.Reader, n.Title, n.Number, n.IndexNumber, n.Issuer,
		n.Topic, n.Region.ID, n.URL, n.Issued, n.Published, n.Effective, n.Expires, n.Declared,
		text(retrieval.NumberKey(n.Number)), text(retrieval.TitleKey(n.Title)), det, lay, n.Text, n.Withdrawn}, nil
}

// Known gives the notice that is stored under the origin, or else the one that came of the same bytes (the first, where
// several did), without its text and layout. retrieval.ErrNotFound when there is neither.
func (s *Store) Known(ctx context.Context, origin, sha256 string) (retrieval.Notice, error) {
	var n retrieval.Notice
	err := s.read(ctx, func(tx pgx.Tx) error {
		b, err := scanBrief(tx.QueryRow(ctx, `select `+briefColumns+` from notice where origin = $1 or sha256 = $2
			order by origin <> $1, key limit 1`, text(origin), text(sha256)))
		if err != nil {
			return err
		}
		n, err = succeeded(ctx, tx, b)
		return err
	})
	return n, failed("look up "+origin, err)
}

// Notice gives the whole notice.
func (s *Store) Notice(ctx context.Context, id string) (retrieval.Notice, error) {
	var n retrieval.Notice
	err := s.view(ctx, func(tx pgx.Tx) error {
		b, err := readWhole(ctx, tx, id)
		if err != nil {
			return err
		}
		n, err = succeeded(ctx, tx, b)
		return err
	})
	return n, failed("read notice "+id, err)
}

// readWhole reads a notice with its text, still without its successor.
func readWhole(ctx context.Context, tx pgx.Tx, id string) (brief, error) {
	var data []byte
	var body string
	var size int64
	b, err := scanBrief(tx.QueryRow(ctx, `select `+briefColumns+`, layout, text,
		coalesce((select size from original where original.notice = notice.id), 0) from notice where id = $1`, text(id)),
		&data, &body, &size)
	if err != nil {
		return b, err
	}
	var l layout
	err = json.Unmarshal(data, &l)
	b.FileSize = size
	b.Text, b.Outline, b.Tables, b.Pages, b.OCR = body, l.Outline, l.Tables, l.Pages, l.OCR
	return b, err
}

// regionsQuery goes from one region to the next in the index, since there are few regions and many notices.
const regionsQuery = `
	with recursive found (region) as (
		select min(region) from notice where region > '' and withdrawn = ''
		union all
		select (select min(n.region) from notice n where n.region > found.region and n.withdrawn = '') from found where found.region is not null)
	select (select detail->'Region' from notice n where n.region = found.region order by n.key limit 1)
	from found where found.region is not null order by found.region`

// Regions gives the regions of stored notices, in order of ID.
func (s *Store) Regions(ctx context.Context) ([]retrieval.Region, error) {
	var regions []retrieval.Region
	err := s.consult(ctx, func(ctx context.Context, from *source) error {
		rows, err := from.pool.Query(ctx, regionsQuery)
		if err != nil {
			return err
		}
		regions, err = pgx.CollectRows(rows, pgx.RowTo[retrieval.Region])
		return err
	})
	return regions, failed("list regions", err)
}
