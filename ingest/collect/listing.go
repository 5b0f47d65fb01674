package collect

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"wence/ingest"
	"wence/retrieval"
)

// errNothingListed is a page without a link to a notice.
var errNothingListed = errors.New("没有找到通往通知的链接;请给出栏目的列表页或网站地图(sitemap)的网址")

// listing gathers the addresses of notices from pages and sitemaps.
type listing struct {
	*Collector
	start  *url.URL
	queue  []*url.URL // list pages and sitemaps to be read
	queued map[string]bool
	found  []string
	seen   map[string]bool
}

// list gathers the addresses of the notices that a list page or a sitemap leads to, in order.
func (c *Collector) list(ctx context.Context, start *url.URL) (*listing, error) {
	l := &listing{Collector: c, start: start, queued: map[string]bool{}, seen: map[string]bool{}}
	l.follow(start)
	for read := 0; len(l.queue) > 0 && read < c.Pages && len(l.found) < c.Limit; read++ {
		at := l.queue[0]
		l.queue = l.queue[1:]
		a, err := c.fetcher.get(ctx, at.String(), retrieval.Source{})
		if err == nil && a.gone {
			err = worded(&statusError{404})
		}
		switch {
		case err != nil && (read == 0 || ctx.Err() != nil):
			return nil, err
		case err != nil:
			c.Log.WarnContext(ctx, "list page not read", "address", at.String(), "error", err)
		case read == 0:
			l.start = a.address // the site may have gone over to https
			l.read(a)
		default:
			l.read(a)
		}
	}
	if len(l.found) == 0 {
		return nil, errNothingListed
	}
	return l, nil
}

// read takes the links of a list page or a sitemap.
func (l *listing) read(a answer) {
	body := unpacked(a.body)
	if head := body[:min(len(body), 1000)]; bytes.Contains(head, []byte("<urlset")) || bytes.Contains(head, []byte("<sitemapindex")) {
		l.sitemap(a.address, body)
		return
	}
	l.page(a.address, body)
}

// unpacked is a sitemap that is packed with gzip, or what it was given.
func unpacked(body []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return body
	}
	out, err := io.ReadAll(io.LimitReader(r, ingest.MaxFile))
	if err != nil {
		return body
	}
	return out
}

// sitemap takes the addresses of a sitemap, or the sitemaps of an index of them, as far as it can be read.
func (l *listing) sitemap(at *url.URL, body []byte) {
	d := xml.NewDecoder(bytes.NewReader(body))
	within := ""
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if e.Name.Local != "loc" {
			within = e.Name.Local
			continue
		}
		var loc string
		if d.DecodeElement(&loc, &e) != nil {
			return
		}
		u, err := at.Parse(strings.TrimSpace(loc))
		switch {
		case err != nil:
		case within == "sitemap":
			l.follow(u)
		case !strings.HasSuffix(u.Path, "/"):
			l.take(u)
		}
	}
}

// take adds the address of a notice.
func (l *listing) take(u *url.URL) {
	if u = l.own(u); u == nil || !l.within(u) || len(l.found) >= l.Limit {
		return
	}
	if at := u.String(); !l.seen[at] && len(at) <= maxAddress {
		l.seen[at] = true
		l.found = append(l.found, at)
	}
}

// follow adds a list page or a sitemap.
func (l *listing) follow(u *url.URL) {
	if u = l.own(u); u != nil && !l.queued[u.String()] {
		l.queued[u.String()] = true
		l.queue = append(l.queue, u)
	}
}

// own is an address of the site in one form, nil for others: sites mix http and https.
func (l *listing) own(u *url.URL) *url.URL {
	if u = tidy(u); u.Scheme != "http" && u.Scheme != "https" || !sameHost(u, l.start) || u.User != nil {
		return nil
	}
	u.Scheme = l.start.Scheme
	return u
}

// pager matches the script with which a common content system makes the links to further pages of a list.
var pager = regexp.MustCompile(`createPageHTML\(\s*(\d+)\s*,\s*\d+\s*,\s*["']([\w-]+)["']\s*,\s*["'](\w+)["']`)

// pages follows the further pages that a script names: index.html, index_1.html and so on.
func (l *listing) pages(at *url.URL, text string) {
	m := pager.FindStringSubmatch(text)
	if m == nil {
		return
	}
	count, _ := strconv.Atoi(m[1])
	for n := 1; n < min(count, l.Pages); n++ {
		if u, err := at.Parse(fmt.Sprintf("%s_%d.%s", m[2], n, m[3])); err == nil {
			l.follow(u)
		}
	}
}
