package ingest

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"strings"
	"sync"
	"unicode"

	"wence/ingest/archive"
	"wence/ingest/document"
	"wence/ingest/sniff"
	"wence/retrieval"
)

// A reading is a file after it was read: a record with what is to be stored, or the members of an archive.
type reading struct {
	record  Record
	entry   retrieval.Entry // empty unless the record's state is Stored
	members iter.Seq[File]  // not nil for an archive
	count   int             // files in the archive, as its directory says
	with    []File          // a page's attachments, to be read after it
}

// A pool reads files for one run.
type pool struct {
	*Ingester
	workers sync.WaitGroup
	heavy   chan struct{} // holds one while a heavy file is read
}

// maxWorkers bounds the default number of files that are read at once, and with it the memory of a run.
const maxWorkers = 8

// ahead reads files on several goroutines and gives the readings in the order of the files. The goroutines end when the
// context does.
func (p *pool) ahead(ctx context.Context, files iter.Seq[File]) <-chan chan reading {
	workers := p.Workers
	if workers <= 0 {
		workers = min(runtime.GOMAXPROCS(0), maxWorkers)
	}
	slots := make(chan chan reading, workers-1) // one more is being waited for
	p.workers.Go(func() {
		defer close(slots)
		for f := range files {
			slot := make(chan reading, 1)
			select {
			case slots <- slot:
			case <-ctx.Done():
				return
			}
			p.workers.Go(func() { slot <- p.read(ctx, f) })
		}
	})
	return slots
}

// isHeavy reports a file that may take hundreds of megabytes to read in this process: a large one, or a packed one that
// is not small. They are read one after another.
func isHeavy(kind sniff.Kind, size int) bool {
	switch kind {
	case sniff.PDF, sniff.Image:
		return false
	case sniff.DOCX, sniff.XLSX, sniff.OFD, sniff.PPTX, sniff.ODT, sniff.ODS, sniff.ODP:
		return size > 128<<10
	}
	return size > 1<<20
}

// read takes a file as far as it goes without writing.
func (p *pool) read(ctx context.Context, f File) reading {
	rec := Record{Name: f.Name, Label: f.label(), Origin: f.Origin, State: Stored}
	if rec.Reason = firstOf(f.Skip, leftBehind(f.Name)); rec.Reason != "" {
		rec.State = Skipped
		return reading{record: rec}
	}
	data, err := f.Open()
	if len(data) > 0 {
		rec.Bytes, rec.SHA256, rec.Type = int64(len(data)), digest(data), string(sniff.Type(data, f.Name))
	}
	switch {
	case err != nil:
		return reading{record: p.fail(ctx, rec, err)}
	case rec.Type == string(sniff.ZIP) && len(data) <= MaxFile:
		return reading{members: members(ctx, f, data), count: len(archive.Entries(data))}
	}
	r := reading{record: rec}
	known, err := p.known(ctx, f, rec.SHA256)
	if err == nil {
		r.record.State, r.record.NoticeID, r.record.Title = Unchanged, known.ID, known.Title
		r.with = p.attachedAgain(ctx, f, data, known)
		return r
	}
	if errors.Is(err, retrieval.ErrNotFound) {
		if isHeavy(sniff.Kind(rec.Type), len(data)) {
			p.heavy <- struct{}{}
			defer func() { <-p.heavy }()
		}
		r.entry, r.with, err = p.understand(ctx, f, data, rec.SHA256)
	}
	if err != nil {
		return reading{record: p.fail(ctx, rec, err)}
	}
	r.record.Title, r.record.Notes = r.entry.Notice.Title, r.entry.Notice.Notes
	return r
}

// known is the notice that was stored of the same bytes and need not be read again, ErrNotFound when there is none.
func (in *Ingester) known(ctx context.Context, f File, sha256 string) (retrieval.Notice, error) {
	if in.Store == nil {
		return retrieval.Notice{}, retrieval.ErrNotFound
	}
	n, err := in.Store.Known(ctx, f.Origin, sha256)
	if err == nil && (n.SHA256 != sha256 || !in.stands(n, f.Origin, f.URL)) {
		return retrieval.Notice{}, retrieval.ErrNotFound
	}
	return n, err
}

// understand makes a notice, its passages and its facts of a file, and finds the files that it links to.
func (in *Ingester) understand(ctx context.Context, f File, data []byte, sha256 string) (retrieval.Entry, []File, error) {
	doc, err := Read(ctx, f.Name, data)
	if err != nil {
		return retrieval.Entry{}, nil, err
	}
	e, err := in.entry(ctx, f, data, doc)
	if err != nil {
		return retrieval.Entry{}, nil, err
	}
	e.Notice.SHA256 = sha256
	with, missing := in.attachments(f, e.Notice, doc.Attachments)
	e.Notice.Notes = append(e.Notice.Notes, attached(missing, e.Notice.URL)...)
	return e, with, nil
}

// entry makes a notice, its passages and its facts of what a file says.
func (in *Ingester) entry(ctx context.Context, f File, data []byte, doc document.Document) (retrieval.Entry, error) {
	return within(ctx, maxTime, func(context.Context) (retrieval.Entry, error) {
		n := Understand(doc, in.Places)
		if !strings.ContainsFunc(n.Text, unicode.IsLetter) {
			return retrieval.Entry{}, document.NoText("文件里没有读到文字", "若是扫描件或图片,请提供带文字层的版本")
		}
		n.Source, n.Origin = CleanName(f.Name), f.Origin
		if n.Title == "" {
			n.Title = nameTitle(f.Name)
			n.Named = n.Title != ""
		}
		n.URL = firstOf(f.URL, webAddress(n.URL))
		f.page.lend(&n)
		if !in.Region.IsZero() {
			n.Region = in.Region
		}
		passages := Split(n)
		return retrieval.Entry{
			Notice: n, Passages: passages, Facts: Facts(n, passages), File: data, FileType: sniff.Type(data, f.Name).MediaType(data),
		}, nil
	})
}
