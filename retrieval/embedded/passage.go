package embedded

import (
	"context"
	"database/sql"
	"encoding/json"

	"wence/retrieval"
)

// passageColumns are a passage in the order of scanPassage, from passage joined with notice.
const passageColumns = `passage.id, notice.id, notice.title, seq, start_byte, end_byte, locator, headings, columns, page, ocr, passage.text,
	sections`

// scanPassage reads passageColumns, and what columns follow them into more.
func scanPassage(row scanner, more ...any) (retrieval.Passage, error) {
	var p retrieval.Passage
	var headings, columns, sections []byte
	err := row.Scan(append([]any{&p.ID, &p.NoticeID, &p.Title, &p.Seq, &p.Start, &p.End, &p.Locator, &headings, &columns, &p.Page,
		&p.OCR, &p.Text, &sections}, more...)...)
	if err != nil {
		return p, err
	}
	if p.Headings, err = parseList[string](headings); err != nil {
		return p, err
	}
	if p.Columns, err = parseList[string](columns); err != nil {
		return p, err
	}
	p.Sections, err = parseList[retrieval.Section](sections)
	return p, err
}

// insertPassages writes a notice's passages, whose ids start at first.
func (t transaction) insertPassages(notice int64, passages []retrieval.Passage, first int32) error {
	return t.repeat(`INSERT INTO passage (id, notice, seq, start_byte, end_byte, locator, headings, columns, page, ocr, text, sections)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, len(passages), func(i int) []any {
		p := passages[i]
		return []any{first + int32(i), notice, p.Seq, p.Start, p.End, p.Locator, formatList(p.Headings), formatList(p.Columns),
			p.Page, p.OCR, p.Text, formatList(p.Sections)}
	})
}

// formatList and parseList keep a list as JSON, nil as NULL.
func formatList[T any](list []T) sql.NullString {
	if list == nil {
		return sql.NullString{}
	}
	data, _ := json.Marshal(list) // strings and sections always marshal
	return sql.NullString{String: string(data), Valid: true}
}

func parseList[T any](data []byte) (list []T, err error) {
	if data == nil {
		return nil, nil
	}
	err = json.Unmarshal(data, &list)
	return list, err
}

const passagesOf = `SELECT ` + passageColumns + ` FROM notice JOIN passage ON passage.notice = notice.key
	WHERE notice.id = ? ORDER BY seq`

// Passages gives a notice's passages in order of Seq; none for a notice that is not stored.
func (s *Store) Passages(ctx context.Context, noticeID string) ([]retrieval.Passage, error) {
	list, err := s.passages(ctx, passagesOf, noticeID)
	return list, s.explain("read the passages of "+noticeID, err)
}

// Unembedded gives passages without a vector of the model. A limit of 0 or less gives none.
func (s *Store) Unembedded(ctx context.Context, model string, after int32, limit int) ([]retrieval.Passage, error) {
	list, err := s.passages(ctx, `SELECT `+passageColumns+` FROM passage JOIN notice ON notice.key = passage.notice
		WHERE passage.id > ?1 AND `+standing("passage.notice")+` AND NOT EXISTS (SELECT 1 FROM vector WHERE vector.passage = passage.id
			AND vector.model = (SELECT key FROM model WHERE name = ?2))
		ORDER BY passage.id LIMIT ?3`, after, model, max(limit, 0))
	return list, s.explain("find passages without vectors", err)
}

func (s *Store) passages(ctx context.Context, query string, args ...any) ([]retrieval.Passage, error) {
	var list []retrieval.Passage
	err := s.read(ctx, func(tx transaction) (err error) {
		list, err = tx.passages(query, args...)
		return err
	})
	return list, err
}

func (t transaction) passages(query string, args ...any) ([]retrieval.Passage, error) {
	var list []retrieval.Passage
	err := t.each(query, func(row scanner) error {
		p, err := scanPassage(row)
		list = append(list, p)
		return err
	}, args...)
	return list, err
}
