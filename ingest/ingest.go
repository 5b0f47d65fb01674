package ingest

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"slices"
	"time"

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
	Workers int              // files read at once; 0 = one a processor, at most 8

	// Attachments is the folder of the files that pages link to, absolute or beside each page. A file in it that a page
	// links to is read with the page and takes from it what it does not say itself. "" = attachments are only named.
	Attachments string
}

// Progress is how far a run is after a file.
type Progress struct {
	Record Record
	Done   int // files dealt with
	Files  int // files known so far: it grows by the members of each archive that is met
}

// Ingest reads the files in parallel and stores them in their order, each in a transaction of its own; an archive's
// members in its place. progress, when not nil, is called after each file from one goroutine. One bad file does not
// stop the others. When the context ends, what is stored stays stored, and the error is the context's.
func (in *Ingester) Ingest(ctx context.Context, files []File, progress func(Progress)) (Report, error) {
	var report Report
	err := in.run(ctx, files, func(r reading, p Progress) error {
		rec := in.store(ctx, r)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		report.Records = append(report.Records, rec)
		report.Passages += rec.Passages
		if progress != nil {
			p.Record = rec
			progress(p)
		}
		return nil
	})
	return report, err
}

// Preview reads the files as Ingest would and shows what was understood of each; nothing is stored, and what is stored
// is not asked. The notice is empty unless the record's state is Previewed. An error of show ends the run.
func (in *Ingester) Preview(ctx context.Context, files []File, show func(Record, retrieval.Entry) error) (Report, error) {
	var report Report
	dry := *in
	dry.Store = nil
	err := dry.run(ctx, files, func(r reading, _ Progress) error {
		if r.record.State == Stored {
			r.record.State, r.record.Passages = Previewed, len(r.entry.Passages)
		}
		report.Records = append(report.Records, r.record)
		report.Passages += r.record.Passages
		return show(r.record, r.entry)
	})
	return report, err
}

// run gives the readings of the files, in their order, to take; the first error of take ends it. When run returns, its
// goroutines have ended, but for readers that do not mind their context.
func (in *Ingester) run(ctx context.Context, files []File, take func(reading, Progress) error) error {
	ctx, cancel := context.WithCancel(ctx)
	p := &pool{Ingester: in, heavy: make(chan struct{}, 1)}
	defer p.workers.Wait()
	defer cancel()
	pages, attachments := in.parted(files)
	r := &running{pool: p, take: take, progress: Progress{Files: len(files)}, listed: attachments, taken: map[string]bool{}}
	if err := r.each(ctx, slices.Values(pages)); err != nil {
		return err
	}
	return r.each(ctx, slices.Values(slices.DeleteFunc(attachments, func(f File) bool { return r.taken[f.Origin] })))
}

// parted puts what stands in a folder of attachments behind the rest.
func (in *Ingester) parted(files []File) (pages, attachments []File) {
	for _, f := range files {
		if in.isAttachment(f) {
			attachments = append(attachments, f)
		} else {
			pages = append(pages, f)
		}
	}
	return pages, attachments
}

// A running is a run on its way.
type running struct {
	*pool
	take     func(reading, Progress) error
	progress Progress
	listed   []File          // files in a folder of attachments, which count already
	taken    map[string]bool // attachments that were read with a page, by origin
}

// each deals with files in their order, with the members of archives and the attachments of pages in their places.
func (r *running) each(ctx context.Context, files iter.Seq[File]) error {
	for slot := range r.ahead(ctx, files) {
		one, err := next(ctx, slot)
		if err != nil {
			return err
		}
		if one.members != nil {
			r.progress.Files += one.count - 1
			if err := r.each(ctx, one.members); err != nil {
				return err
			}
			continue
		}
		r.progress.Done++
		r.progress.Files = max(r.progress.Files, r.progress.Done)
		if err := r.take(one, r.progress); err != nil {
			return err
		}
		if err := r.attached(ctx, one.with); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// attached reads a page's attachments, each once.
func (r *running) attached(ctx context.Context, files []File) error {
	files = slices.DeleteFunc(files, func(f File) bool { return r.taken[f.Origin] })
	for _, f := range files {
		r.taken[f.Origin] = true
		if !slices.ContainsFunc(r.listed, func(l File) bool { return l.Origin == f.Origin }) {
			r.progress.Files++
		}
	}
	if len(files) == 0 {
		return nil
	}
	return r.each(ctx, slices.Values(files))
}

func next(ctx context.Context, slot <-chan reading) (reading, error) {
	select {
	case r := <-slot:
		return r, ctx.Err()
	case <-ctx.Done():
		return reading{}, ctx.Err()
	}
}

// store writes what was read and completes the record. Where another run was faster, it is decided anew what is to be
// done, so that each run reports what it did itself.
func (in *Ingester) store(ctx context.Context, r reading) Record {
	if r.record.State != Stored {
		return r.record
	}
	for try := 1; ; try++ {
		rec, err := in.put(ctx, r)
		if err == nil {
			return rec
		}
		if !errors.Is(err, retrieval.ErrConflict) || try == putTries {
			return in.fail(ctx, r.record, err)
		}
	}
}

// putTries is how often a file is put over what others store meanwhile.
const putTries = 5

// put stores what was read over what is known to stand there, unless it stands there already.
func (in *Ingester) put(ctx context.Context, r reading) (Record, error) {
	rec, over := r.record, ""
	known, err := in.Store.Known(ctx, rec.Origin, rec.SHA256)
	switch {
	case err == nil && known.SHA256 == rec.SHA256 && in.stands(known, rec.Origin, r.entry.Notice.URL):
		rec.State, rec.NoticeID = Unchanged, known.ID // the same bytes twice in one run, or in two
		return rec, nil
	case err == nil && known.Origin == rec.Origin:
		rec.State, over = Replaced, known.SHA256
	case err != nil && !errors.Is(err, retrieval.ErrNotFound):
		return rec, err
	}
	r.entry.Over = &over
	date(&r.entry.Notice, known, retrieval.DateOf(time.Now()))
	if rec.NoticeID, err = in.Store.Put(ctx, r.entry); err != nil {
		return rec, err
	}
	rec.Passages = len(r.entry.Passages)
	return rec, nil
}

// date notes the day on a notice that is new, or whose bytes are not those of the known one under its origin.
func date(n *retrieval.Notice, known retrieval.Notice, today retrieval.Date) {
	if known.Origin != n.Origin {
		n.Added = today
		return
	}
	if n.Added, n.Changed = known.Added, known.Changed; known.SHA256 != n.SHA256 {
		n.Changed = today
	}
}

// stands reports that a notice stored of the same bytes need not be read again: the same reader would make the same of
// it, in the region asked for and, when it is the same file, under the same address.
func (in *Ingester) stands(known retrieval.Notice, origin, address string) bool {
	return known.Reader == ReaderVersion && (in.Region.IsZero() || in.Region.ID == known.AsRead().Region.ID) &&
		(address == "" || address == known.URL || origin != known.Origin)
}

// fail marks a record as failed and says so in the log.
func (in *Ingester) fail(ctx context.Context, rec Record, err error) Record {
	if ctx.Err() == nil {
		in.Log.WarnContext(ctx, "file not ingested", "file", rec.Origin, "error", err)
	}
	return rec.Fail(err)
}
