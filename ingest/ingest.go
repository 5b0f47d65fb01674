package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"strings"

	"wence/ingest/document"
	"wence/ingest/sniff"
	"wence/retrieval"
	"wence/retrieval/place"
)

// Store is what an Ingester needs of a retrieval.Store.
type Store interface {
	Known(ctx context.Context, origin, sha256 string) (retrieval.Notice, error)
	Put(ctx context.Context, e retrieval.Entry) (string, error)
	Unembedded(ctx context.Context, model string, after int32, limit int) ([]retrieval.Passage, error)
	SetVectors(ctx context.Context, model string, vectors []retrieval.Vector) error
}

// An Ingester brings files into a store. It is safe for concurrent use when its store is.
type Ingester struct {
	Store   Store
	Places  *place.Gazetteer
	Log     *slog.Logger
	Region  retrieval.Region // set on every notice; zero = read from the notice
	Workers int              // files read at once; 0 = one a processor
}

// Ingest reads the files in parallel and stores them in their order, each in a transaction of its own. progress, when
// not nil, is called after each file from one goroutine. One bad file does not stop the others. When the context ends,
// what is stored stays stored, and the error is the context's.
func (in *Ingester) Ingest(ctx context.Context, files []File, progress func(Record)) (Report, error) {
	var report Report
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for reading := range in.readAhead(ctx, files) {
		r := <-reading
		if ctx.Err() != nil {
			return report, ctx.Err()
		}
		rec := in.store(ctx, r)
		if ctx.Err() != nil {
			return report, ctx.Err()
		}
		report.Records = append(report.Records, rec)
		report.Passages += rec.Passages
		if progress != nil {
			progress(rec)
		}
	}
	return report, ctx.Err()
}

// A reading is a file after it was read.
type reading struct {
	record Record
	entry  retrieval.Entry // empty unless the record's state is Stored
}

// readAhead reads files on several goroutines and gives the readings in the order of the files. The goroutines end
// when the context does.
func (in *Ingester) readAhead(ctx context.Context, files []File) <-chan chan reading {
	workers := in.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	slots := make(chan chan reading, workers)
	go func() {
		defer close(slots)
		for _, f := range files {
			slot := make(chan reading, 1)
			select {
			case slots <- slot:
			case <-ctx.Done():
				return
			}
			go func() { slot <- in.read(ctx, f) }()
		}
	}()
	return slots
}

// read takes a file as far as it goes without writing. A panic in a reader costs the file, not the run.
func (in *Ingester) read(ctx context.Context, f File) (r reading) {
	r.record = Record{Name: f.Name, Origin: f.Origin, State: Stored}
	defer func() {
		if p := recover(); p != nil {
			in.Log.ErrorContext(ctx, "reader panicked", "file", f.Origin, "panic", p, "stack", string(debug.Stack()))
			r = reading{record: r.record.fail(document.Damaged("文档", fmt.Errorf("reader panicked: %v", p)))}
		}
	}()
	if passedOver(f.Origin) {
		r.record.State = Skipped
		return r
	}
	data, err := f.Open()
	if err != nil {
		r.record = r.record.fail(err)
		return r
	}
	r.record.Bytes, r.record.SHA256 = int64(len(data)), digest(data)
	r.record.Type = string(sniff.Type(data, f.Name))
	known, err := in.Store.Known(ctx, f.Origin, r.record.SHA256)
	switch {
	case err == nil && known.SHA256 == r.record.SHA256 && known.Reader == ReaderVersion && in.regionStands(known):
		r.record.State, r.record.NoticeID, r.record.Title = Unchanged, known.ID, known.Title
		return r
	case err != nil && !errors.Is(err, retrieval.ErrNotFound):
		r.record = r.record.fail(err)
		return r
	}
	if err := in.understand(ctx, f, data, &r); err != nil {
		r.record = r.record.fail(err)
	}
	return r
}

// regionStands reports that a stored notice need not be read again for the region asked for.
func (in *Ingester) regionStands(known retrieval.Notice) bool {
	return in.Region.IsZero() || in.Region.ID == known.Region.ID
}

func (in *Ingester) understand(ctx context.Context, f File, data []byte, r *reading) error {
	doc, err := Read(ctx, f.Name, data)
	if err != nil {
		return err
	}
	n := Understand(doc, in.Places)
	if strings.TrimSpace(n.Text) == "" {
		return &document.Problem{Reason: "文件里没有读到文字", Remedy: "若是扫描件或图片,请提供带文字层的版本", Err: document.ErrNotText}
	}
	n.Source, n.Origin, n.SHA256 = f.Name, f.Origin, r.record.SHA256
	if !in.Region.IsZero() {
		n.Region = in.Region
	}
	r.entry = retrieval.Entry{Notice: n, Passages: Split(n)}
	r.record.Title, r.record.Notes = n.Title, n.Notes
	return nil
}

// store writes what was read and completes the record.
func (in *Ingester) store(ctx context.Context, r reading) Record {
	rec := r.record
	if rec.State == Failed && rec.Err != nil {
		in.Log.WarnContext(ctx, "file not ingested", "file", rec.Origin, "error", rec.Err)
	}
	if rec.State != Stored {
		return rec
	}
	known, err := in.Store.Known(ctx, rec.Origin, rec.SHA256)
	switch {
	case err == nil && known.Origin != rec.Origin && known.SHA256 == rec.SHA256 && known.Reader == ReaderVersion && in.regionStands(known):
		rec.State, rec.NoticeID = Unchanged, known.ID // the same bytes twice in one run
		return rec
	case err == nil && known.Origin == rec.Origin:
		rec.State = Replaced
	case err != nil && !errors.Is(err, retrieval.ErrNotFound):
		return rec.fail(err)
	}
	if rec.NoticeID, err = in.Store.Put(ctx, r.entry); err != nil {
		return rec.fail(err)
	}
	rec.Passages = len(r.entry.Passages)
	return rec
}
