package collect

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"wence/ingest"
	"wence/retrieval"
)

// Shelf is what a Collector needs of a retrieval.Store, besides what its ingester does.
type Shelf interface {
	ingest.Shelf
	Known(ctx context.Context, origin, sha256 string) (retrieval.Notice, error)
}

// Options say how a Collector goes about it. The zero value of a field is its default.
type Options struct {
	Shelf    Shelf
	Ingester *ingest.Ingester
	Log      *slog.Logger

	Pace         time.Duration // between two requests to a host; default one second, and no less than its robots.txt asks for
	AllowPrivate bool          // also addresses of private networks and of this machine
	Under        string        // of a site only what has this in front of its path; "" = all
	Pages        int           // list pages that are followed; default 20
	Limit        int           // notices of one run; default 5,000
}

// A Collector collects notices from sites. It is for one run at a time.
type Collector struct {
	Options
	fetcher *fetcher
}

// New makes a collector.
func New(o Options) *Collector {
	if o.Pace == 0 {
		o.Pace = time.Second
	}
	if o.Pages == 0 {
		o.Pages = 20
	}
	if o.Limit == 0 {
		o.Limit = 5000
	}
	return &Collector{Options: o, fetcher: newFetcher(o)}
}

// Site collects from a site: the notices that the page or sitemap at the address leads to, and another look at those
// that were collected before. progress, when not nil, is called after each. The error is the context's, or says why
// nothing of the site could be listed; what is stored stays stored.
func (c *Collector) Site(ctx context.Context, start string, progress func(ingest.Progress)) (ingest.Report, error) {
	at, err := parse(start)
	if err != nil {
		return ingest.Report{}, err
	}
	l, err := c.list(ctx, at)
	if err != nil {
		return ingest.Report{}, fmt.Errorf("%s:%w", start, err)
	}
	before, err := c.before(ctx, l.start, l.seen)
	if err != nil {
		return ingest.Report{}, err
	}
	return c.run(ctx, append(l.found, before...), progress)
}

// before are the addresses of a site that were collected before and are not seen now. What a person withdrew is not
// asked for any more.
func (c *Collector) before(ctx context.Context, at *url.URL, seen map[string]bool) ([]string, error) {
	site := at.Scheme + "://" + at.Host + "/"
	notices, err := c.Shelf.Below(ctx, site)
	if err != nil {
		return nil, err
	}
	sources, err := c.Shelf.Sources(ctx, site)
	if err != nil {
		return nil, err
	}
	gone := map[string]bool{}
	for _, src := range sources {
		gone[src.Origin] = src.Gone
	}
	var addresses []string
	for _, n := range notices {
		page, _, _ := strings.Cut(n.Origin, "!/") // of an archive all that is in it
		u, err := url.Parse(page)
		if err != nil || seen[page] || !c.within(u) || n.Withdrawn != "" && !gone[page] {
			continue
		}
		seen[page] = true
		addresses = append(addresses, page)
	}
	return addresses, nil
}

// Addresses collects the pages and files at the addresses, whatever their hosts. The error is the context's.
func (c *Collector) Addresses(ctx context.Context, addresses []string, progress func(ingest.Progress)) (ingest.Report, error) {
	return c.run(ctx, addresses, progress)
}

// within reports an address that is asked for.
func (c *Collector) within(u *url.URL) bool { return strings.HasPrefix(u.EscapedPath(), c.Under) }

// run looks at each of the addresses once, and then at what is gone.
func (c *Collector) run(ctx context.Context, addresses []string, progress func(ingest.Progress)) (ingest.Report, error) {
	var report ingest.Report
	var gone []look
	done, there := 0, 0
	add := func(records ...ingest.Record) {
		done++
		for _, rec := range records {
			report.Records = append(report.Records, rec)
			report.Passages += rec.Passages
			if progress != nil {
				progress(ingest.Progress{Record: rec, Done: done, Files: len(addresses)})
			}
		}
	}
	for _, address := range addresses {
		l, err := c.look(ctx, address)
		if err != nil {
			return report, err
		}
		if l.gone {
			gone = append(gone, l)
			continue
		}
		if l.stands() {
			there++
		}
		add(l.records...)
	}
	for _, l := range gone { // last, when it is known whether anything stands
		rec, err := c.missed(ctx, l, there == 0 && len(gone) >= fewGone)
		if err != nil {
			return report, err
		}
		add(rec)
	}
	return report, nil
}

// fewGone is how many pages may be gone of a site of which nothing else is left, without that the site itself has moved
// being likelier.
const fewGone = 3

// ended is the context's error, if it ended: it stops a run, where others concern one address.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errors.Join(ctx.Err(), err)
	}
	return nil
}
