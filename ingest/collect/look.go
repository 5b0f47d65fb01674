package collect

import (
	"context"
	"errors"
	"net/url"
	"path"
	"strings"
	"time"

	"wence/ingest"
	"wence/retrieval"
)

// A look is what was found at an address.
type look struct {
	address string
	source  retrieval.Source // as it was noted before
	known   retrieval.Notice // that was collected before; no ID = none
	gone    bool
	records []ingest.Record // unless it is gone
}

// stands reports a page that is there and is a notice.
func (l look) stands() bool {
	for _, rec := range l.records {
		if rec.State != ingest.Failed && rec.State != ingest.Skipped {
			return true
		}
	}
	return false
}

// look fetches what is at an address, unless it is as it was, and stores it. The error is the store's or the context's.
func (c *Collector) look(ctx context.Context, address string) (look, error) {
	l := look{address: address, source: retrieval.Source{Origin: address}}
	var err error
	if l.known, err = c.Shelf.Known(ctx, address, ""); err != nil && !errors.Is(err, retrieval.ErrNotFound) {
		return l, err
	}
	noted, err := c.Shelf.Sources(ctx, address)
	if err != nil {
		return l, err
	}
	if len(noted) > 0 && noted[0].Origin == address {
		l.source = noted[0]
	}
	asked := l.source
	if l.known.ID == "" || l.known.Reader != ingest.ReaderVersion {
		asked.ETag, asked.Modified = "", "" // it is to be read, changed or not
	}
	a, err := c.fetcher.get(ctx, address, asked)
	switch {
	case ended(ctx, err) != nil:
		return l, ended(ctx, err)
	case err != nil:
		l.records = []ingest.Record{failed(l, err)}
		return l, nil
	case a.gone:
		l.gone = true
		return l, nil
	}
	return c.found(ctx, l, a)
}

// found stores what an address gave, and notes what the site says of it.
func (c *Collector) found(ctx context.Context, l look, a answer) (look, error) {
	if a.unchanged {
		l.records = []ingest.Record{{Name: l.known.Source, Label: l.address, Origin: l.address, State: ingest.Unchanged, SHA256: l.known.SHA256, NoticeID: l.known.ID, Title: l.known.Title}}
	} else {
		report, err := c.Ingester.Ingest(ctx, []ingest.File{{
			Name: nameOf(l.address, a.name), Origin: l.address, Label: l.address, URL: l.address, Open: func() ([]byte, error) { return a.body, nil },
		}}, nil)
		if err != nil {
			return l, err
		}
		l.records = report.Records
	}
	if !l.stands() {
		return l, nil // it is asked for in full next time
	}
	if l.source.Gone {
		if err := c.Shelf.Restore(ctx, l.known.ID); err != nil && !errors.Is(err, retrieval.ErrNotFound) {
			return l, err
		}
		l.records[0].State, l.records[0].Reason = ingest.Restored, "网页又可以打开"
	}
	now := retrieval.Source{Origin: l.address, ETag: a.etag, Modified: a.modified}
	if a.unchanged {
		now.ETag, now.Modified = l.source.ETag, l.source.Modified
	}
	if now == l.source {
		return l, nil
	}
	return l, c.Shelf.NoteSource(ctx, now)
}

// looks is at how many looks in a row a page must be gone before its notice is withdrawn.
const looks = 2

// missed deals with a page that is gone. doubtful says that the whole site may have moved.
func (c *Collector) missed(ctx context.Context, l look, doubtful bool) (ingest.Record, error) {
	rec := ingest.Record{
		Name: l.known.Source, Label: l.address, Origin: l.address, NoticeID: l.known.ID, Title: l.known.Title,
		State: ingest.Missing, Reason: "网页已不存在,仍在库中用来回答", Remedy: "下次查看时若仍不存在,即自动撤下",
	}
	l.source.Missed++
	switch {
	case l.known.ID == "":
		rec.State, rec.Reason, rec.Remedy = ingest.Failed, "网页不存在", "请核对网址"
		return rec, nil
	case l.known.Withdrawn != "":
		rec.State, rec.Reason, rec.Remedy = ingest.Skipped, "网页已不存在,此前已撤下", ""
		return rec, nil
	case doubtful:
		rec.Remedy = "该网站此前收录的网页都已不存在,可能是网站改版,没有撤下;请核对网址后重新收录"
		return rec, nil
	case l.source.Missed >= looks:
		rec.State, rec.Reason, rec.Remedy = ingest.Withdrawn, "网页两次查看均已不存在", ""
		l.source = retrieval.Source{Origin: l.address, Missed: l.source.Missed, Gone: true}
		if err := c.Shelf.Withdraw(ctx, l.known.ID, retrieval.DateOf(time.Now())); err != nil {
			return rec, err
		}
	}
	return rec, c.Shelf.NoteSource(ctx, l.source)
}

// failed is the record of an address that could not be fetched.
func failed(l look, err error) ingest.Record {
	rec := ingest.Record{Name: nameOf(l.address, ""), Label: l.address, Origin: l.address, NoticeID: l.known.ID, Title: l.known.Title}
	return rec.Fail(err)
}

// nameOf is a file name for what is at an address: as the site calls it, else as the address ends.
func nameOf(address, given string) string {
	if given != "" {
		return given
	}
	u, err := url.Parse(address)
	if err != nil {
		return "page.html"
	}
	name := path.Base(u.Path)
	if name == "/" || name == "." {
		name = u.Hostname() + ".html"
	}
	if u.RawQuery != "" {
		name += "?" + u.RawQuery
	}
	return strings.ReplaceAll(name, "/", "_")
}
