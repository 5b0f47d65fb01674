package embedded

import (
	"context"

	"wence/retrieval"
)

// Original gives the file that a notice was read from, to be read part by part.
func (s *Store) Original(ctx context.Context, noticeID string) (retrieval.Original, error) {
	var o retrieval.Original
	var sha256 string
	err := s.read(ctx, func(tx transaction) error {
		return tx.row(`SELECT source, type, size, sha256 FROM original JOIN notice ON notice.id = original.notice WHERE notice.id = ?`,
			noticeID).Scan(&o.Name, &o.Type, &o.Size, &sha256)
	})
	o.Part = func(ctx context.Context, from int64) ([]byte, error) { return s.part(ctx, noticeID, sha256, from) }
	return o, s.explain("read the file of "+noticeID, notFound(err))
}

// part reads a part of the packed form of a file, as long as the notice has it.
func (s *Store) part(ctx context.Context, noticeID, sha256 string, from int64) ([]byte, error) {
	var data []byte
	err := s.read(ctx, func(tx transaction) error {
		return tx.row(`SELECT substr(data, ?, ?) FROM original JOIN notice ON notice.id = original.notice
			WHERE notice.id = ? AND sha256 = ?`, from+1, retrieval.OriginalPart, noticeID, sha256).Scan(&data)
	})
	return data, s.explain("read the file of "+noticeID, notFound(err))
}

// file is an entry's file as it is kept.
type file struct {
	kind   string
	size   int
	packed []byte // nil = none is kept
}

func pack(e retrieval.Entry) (f file, err error) {
	f.kind, f.size = e.FileType, len(e.File)
	if f.size > 0 && f.size <= retrieval.MaxOriginal {
		f.packed, err = retrieval.Pack(e.File)
	}
	return f, err
}

// keep puts the file in the place of what was kept of the notice before.
func (t transaction) keep(noticeID string, f file) error {
	if f.packed == nil {
		return t.exec(`DELETE FROM original WHERE notice = ?`, noticeID)
	}
	return t.exec(`INSERT INTO original (notice, type, size, data) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET type = excluded.type, size = excluded.size, data = excluded.data`,
		noticeID, f.kind, f.size, f.packed)
}
