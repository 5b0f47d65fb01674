// Package export writes what a store holds of its notices as JSON lines, and fills a store from them.
//
// The first line says what the file is; each further line is a notice as it was read, with its passages, facts, file,
// and what people have corrected or withdrawn: a retrieval.Entry in the names of its Go fields. Vectors are not in it, for
// any program can make them anew, and questions are not in it either. It goes from one kind of store to the other; a
// backup of a whole store is the store's own (embedded.Backup, pg.Backup).
package export

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"wence/retrieval"
)

// kind and version stand in the first line.
const (
	kind    = "notices"
	version = 1
)

type header struct {
	Wence   string `json:"wence"`
	Version int    `json:"version"`
}

// Source is what is written of a store.
type Source interface {
	AllNotices(ctx context.Context, limit int, cursor string) ([]retrieval.Notice, string, error)
	Entry(ctx context.Context, noticeID string) (retrieval.Entry, error)
	Original(ctx context.Context, noticeID string) (retrieval.Original, error)
}

// page is how many notices are listed at a time.
const page = 200

// Write writes every notice and gives their number. Each is read at one moment, all of them are not: a notice that is
// replaced meanwhile is written once, old or new.
func Write(ctx context.Context, from Source, w io.Writer) (int, error) {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	if err := out.Encode(header{kind, version}); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	written := 0
	for cursor := ""; ; {
		list, next, err := from.AllNotices(ctx, page, cursor)
		if err != nil {
			return written, fmt.Errorf("export: %w", err)
		}
		for _, n := range list {
			err := writeNotice(ctx, from, out, n.ID)
			if errors.Is(err, retrieval.ErrNotFound) {
				continue // gone since it was listed
			}
			if err != nil {
				return written, fmt.Errorf("export %s: %w", n.ID, err)
			}
			written++
		}
		if cursor = next; cursor == "" {
			return written, nil
		}
	}
}

func writeNotice(ctx context.Context, from Source, out *json.Encoder, id string) error {
	e, err := from.Entry(ctx, id)
	if err != nil {
		return err
	}
	if file, err := from.Original(ctx, id); err == nil {
		if e.File, err = io.ReadAll(file.Open(ctx)); err != nil {
			return err
		}
		e.FileType = file.Type
	} else if !errors.Is(err, retrieval.ErrNotFound) {
		return err
	}
	return out.Encode(e)
}
