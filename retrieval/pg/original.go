package pg

import (
	"context"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
)

// Original gives the file that a notice was read from, to be read part by part.
func (s *Store) Original(ctx context.Context, noticeID string) (retrieval.Original, error) {
	var o retrieval.Original
	var sha256 string
	err := s.consult(ctx, func(ctx context.Context, from *source) error {
		return from.pool.QueryRow(ctx, `select source, type, size, sha256 from original join notice on notice.id = original.notice
			where notice.id = $1`, text(noticeID)).Scan(&o.Name, &o.Type, &o.Size, &sha256)
	})
	o.Part = func(ctx context.Context, at int64) ([]byte, error) { return s.part(ctx, noticeID, sha256, at) }
	return o, failed("read the file of "+noticeID, err)
}

// part reads a part of the packed form of a file, as long as the notice has it.
func (s *Store) part(ctx context.Context, noticeID, sha256 string, at int64) ([]byte, error) {
	var data []byte
	err := s.consult(ctx, func(ctx context.Context, from *source) error {
		return from.pool.QueryRow(ctx, `select substring(data from $3 for $4) from original join notice on notice.id = original.notice
			where notice.id = $1 and sha256 = $2`, text(noticeID), sha256, at+1, retrieval.OriginalPart).Scan(&data)
	})
	return data, failed("read the file of "+noticeID, err)
}

// file is an entry's file as it is kept.
type file struct {
	kind   string
	size   int
	packed []byte // nil = none is kept
}

func pack(e retrieval.Entry) (f file, err error) {
	f.kind, f.size = text(e.FileType), len(e.File)
	if f.size > 0 && f.size <= retrieval.MaxOriginal {
		f.packed, err = retrieval.Pack(e.File)
	}
	return f, err
}

// keep puts the file in the place of what was kept of the notice before.
func keep(ctx context.Context, tx pgx.Tx, noticeID string, f file) error {
	if f.packed == nil {
		_, err := tx.Exec(ctx, `delete from original where notice = $1`, noticeID)
		return err
	}
	_, err := tx.Exec(ctx, `insert into original (notice, type, size, data) values ($1, $2, $3, $4)
		on conflict (notice) do update set type = excluded.type, size = excluded.size, data = excluded.data`,
		noticeID, f.kind, f.size, f.packed)
	return err
}
