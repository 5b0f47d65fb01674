package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wence/retrieval"
)

// Shelf is what finding out what is gone needs of a retrieval.Store.
type Shelf interface {
	Below(ctx context.Context, prefix string) ([]retrieval.Notice, error)
	Sources(ctx context.Context, prefix string) ([]retrieval.Source, error)
	NoteSource(ctx context.Context, src retrieval.Source) error
	Withdraw(ctx context.Context, id string, day retrieval.Date) error
	Restore(ctx context.Context, id string) error
}

// A Reconciler holds what is stored against what stands below the paths that it was read from.
type Reconciler struct {
	Shelf Shelf
	Prune bool // withdraw the notices whose files are gone; else they are only reported
}

// Reconcile gives a record for each notice from at or below the paths whose file is gone, and for each that is restored
// because its file is there again. report is what the run before made of the files: it knows the members of archives.
// Notices that a person withdrew are left as they are. A file that merely cannot be reached is not gone, and where of
// all that came from a path nothing is left, a drive that is not there is likelier: nothing is withdrawn.
func (r Reconciler) Reconcile(ctx context.Context, paths []string, report Report) ([]Record, error) {
	met := newMet(report)
	var records []Record
	for _, path := range paths {
		root, err := filepath.Abs(path)
		if err != nil {
			return records, fmt.Errorf("what is gone: %w", err)
		}
		found, err := r.root(ctx, root, met)
		records = append(records, found...)
		if err != nil {
			return records, fmt.Errorf("what is gone from %s: %w", path, err)
		}
	}
	return records, nil
}

// root looks at what came from a file, or from below a folder or an archive.
func (r Reconciler) root(ctx context.Context, root string, met met) ([]Record, error) {
	list, err := r.Shelf.Below(ctx, root)
	if err != nil {
		return nil, err
	}
	notices := slices.DeleteFunc(list, func(n retrieval.Notice) bool {
		return !holds(root, n.Origin) && !strings.HasPrefix(n.Origin, root+memberMark)
	})
	sources, err := r.Shelf.Sources(ctx, root)
	if err != nil {
		return nil, err
	}
	pruned := map[string]bool{}
	for _, src := range sources {
		pruned[src.Origin] = src.Gone
	}
	anything := slices.ContainsFunc(notices, func(n retrieval.Notice) bool { return met.there(n.Origin) })
	var records []Record
	for _, n := range notices {
		f := finding{there: met.there(n.Origin), back: pruned[n.Origin] && met.seen(n.Origin), doubtful: !anything}
		rec, err := r.settle(ctx, n, f)
		if err != nil {
			return records, err
		}
		if rec.State != "" {
			records = append(records, rec)
		}
	}
	return records, nil
}

// A finding is what is known of a notice's file.
type finding struct {
	there    bool // as far as can be known
	back     bool // the notice was withdrawn because it was gone, and it is there for certain
	doubtful bool // nothing is left of anything beside it
}

// settle does what the finding calls for; the record has no state when that is nothing.
func (r Reconciler) settle(ctx context.Context, n retrieval.Notice, f finding) (Record, error) {
	rec := Record{Name: n.Source, Label: n.Source, Origin: n.Origin, SHA256: n.SHA256, NoticeID: n.ID, Title: n.Title}
	switch {
	case f.back:
		rec.State, rec.Reason = Restored, "文件已放回"
		if err := r.Shelf.Restore(ctx, n.ID); err != nil {
			return rec, err
		}
		return rec, r.Shelf.NoteSource(ctx, retrieval.Source{Origin: n.Origin})
	case f.there || n.Withdrawn != "":
		return Record{}, nil
	case r.Prune && !f.doubtful:
		rec.State, rec.Reason = Withdrawn, "文件已不在原处"
		if err := r.Shelf.NoteSource(ctx, retrieval.Source{Origin: n.Origin, Gone: true}); err != nil {
			return rec, err
		}
		return rec, r.Shelf.Withdraw(ctx, n.ID, retrieval.DateOf(time.Now()))
	case f.doubtful:
		rec.Remedy = "原处已无任何收录过的文件,请先确认磁盘或共享文件夹已接上;若确已删除,用 wence notices withdraw 撤下"
	default:
		rec.Remedy = "加上 --prune 即可撤下,文件放回后自动恢复"
	}
	rec.State, rec.Reason = Missing, "文件已不在原处,仍在库中用来回答"
	return rec, nil
}

// met is what a run met, by origin.
type met struct {
	files    map[string]bool
	archives map[string]bool // that were taken apart
	failed   map[string]bool // what could not be read: files, folders, archives
}

func newMet(r Report) met {
	m := met{files: map[string]bool{}, archives: map[string]bool{}, failed: map[string]bool{}}
	for _, rec := range r.Records {
		m.files[rec.Origin] = true
		m.failed[rec.Origin] = m.failed[rec.Origin] || rec.State == Failed
		if archive, _, member := strings.Cut(rec.Origin, memberMark); member {
			m.archives[archive] = true
		}
	}
	return m
}

// there reports whether a file is where it was, as far as can be known. A member is gone when its archive was taken
// apart without meeting it.
func (m met) there(origin string) bool {
	if m.files[origin] || m.unread(origin) {
		return true
	}
	file, _, member := strings.Cut(origin, memberMark)
	if member && m.archives[file] {
		return false
	}
	_, err := os.Lstat(file)
	return !errors.Is(err, fs.ErrNotExist)
}

// seen reports a file that was met and could be read, or that at least is there.
func (m met) seen(origin string) bool {
	if m.failed[origin] {
		return false
	}
	_, err := os.Lstat(origin) // no member has a path
	return m.files[origin] || err == nil
}

// unread reports a file below a folder, or within an archive, that could not be read.
func (m met) unread(origin string) bool {
	for i, c := range origin {
		if (c == '/' || c == filepath.Separator) && m.failed[strings.TrimSuffix(origin[:i], memberMark[:1])] {
			return true
		}
	}
	return false
}
