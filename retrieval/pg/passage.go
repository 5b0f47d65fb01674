package pg

import (
	"context"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// passageColumns are a passage without its notice's ID, in the order of scanPassage.
const passageColumns = `passage.id, passage.seq, passage.start_byte, passage.end_byte, passage.locator,
	passage.headings, passage.columns, passage.page, passage.ocr, passage.text, passage.sections`

// scanPassage reads passageColumns, and what columns follow them into more.
func scanPassage(row pgx.Row, more ...any) (retrieval.Passage, error) {
	var p retrieval.Passage
	err := row.Scan(append([]any{&p.ID, &p.Seq, &p.Start, &p.End, &p.Locator, &p.Headings, &p.Columns, &p.Page,
		&p.OCR, &p.Text, &p.Sections}, more...)...)
	return p, err
}

// copyPassages writes the passages of a notice.
func copyPassages(ctx context.Context, tx pgx.Tx, notice int64, list []retrieval.Passage) error {
	columns := []string{"id", "notice", "seq", "start_byte", "end_byte", "locator", "headings", "columns", "page", "ocr", "text", "sections"}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"passage"}, columns, pgx.CopyFromSlice(len(list), func(i int) ([]any, error) {
		p := list[i]
		return []any{p.ID, notice, p.Seq, p.Start, p.End, p.Locator, p.Headings, p.Columns, p.Page, p.OCR, p.Text, p.Sections}, nil
	}))
	return err
}

const passagesOf = `select ` + passageColumns + `, notice.id, notice.title from notice join passage on passage.notice = notice.key
	where notice.id = $1 order by passage.seq`

// Passages gives a notice's passages in order of Seq; none for a notice that is not stored.
func (s *Store) Passages(ctx context.Context, noticeID string) ([]retrieval.Passage, error) {
	var list []retrieval.Passage
	err := s.consult(ctx, func(ctx context.Context, from *source) error {
		rows, err := from.pool.Query(ctx, passagesOf, text(noticeID))
		if err != nil {
			return err
		}
		list, err = collectPassages(rows)
		return err
	})
	return list, failed("read the passages of "+noticeID, err)
}

// collectPassages reads passageColumns with their notice's ID and title.
func collectPassages(rows pgx.Rows) ([]retrieval.Passage, error) {
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (retrieval.Passage, error) {
		var notice, title string
		p, err := scanPassage(row, &notice, &title)
		p.NoticeID, p.Title = notice, title
		return p, err
	})
}
