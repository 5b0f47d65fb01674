package collect

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strings"
	"syscall"
	"time"

	"wence/ingest"
	"wence/ingest/document"
	"wence/retrieval"
)

// Bounds of one request.
const (
	patience     = 30 * time.Second // until a page is there whole
	maxRedirects = 5
	maxRobots    = 500 << 10 // bytes of a robots.txt
	maxPace      = 30 * time.Second
)

// agent is what requests call themselves; agentName is what a robots.txt calls them.
const (
	agentName = "wence"
	agent     = "Mozilla/5.0 (compatible; " + agentName + "; +policy question answering)"
)

var (
	errPrivate   = errors.New("address of a private network")
	errForbidden = errors.New("robots.txt forbids it")
	errElsewhere = errors.New("redirected to another host")
)

// An answer is what a site says at an address.
type answer struct {
	address        *url.URL // at the end of redirects
	body           []byte
	name           string // the file's, as the site states it
	etag, modified string
	unchanged      bool // since what was asked about
	gone           bool
}

// fetcher asks sites, one request at a time.
type fetcher struct {
	client *http.Client
	pace   time.Duration
	sites  map[string]*site                                 // by host
	wait   func(ctx context.Context, d time.Duration) error // sleeps
	now    func() time.Time
}

// site is what is known of a host.
type site struct {
	robots robots
	err    error     // why its robots.txt could not be had: nothing is asked of it then
	next   time.Time // when it may be asked again
	pace   time.Duration
}

func newFetcher(o Options) *fetcher {
	dialer := &net.Dialer{Timeout: patience}
	if !o.AllowPrivate {
		dialer.Control = func(_, address string, _ syscall.RawConn) error { // after names were resolved
			if at, err := netip.ParseAddrPort(address); err != nil || !isPublic(at.Addr()) {
				return errPrivate
			}
			return nil
		}
	}
	return &fetcher{
		client: &http.Client{
			Transport:     &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: patience, MaxIdleConnsPerHost: 1},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // each is a request like others
		},
		pace: o.Pace, sites: map[string]*site{}, wait: sleep, now: time.Now,
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// get asks for an address, as far as it changed since what src knows of it. The error is a *document.Problem, or the
// context's.
func (f *fetcher) get(ctx context.Context, address string, src retrieval.Source) (answer, error) {
	first, err := parse(address)
	if err != nil {
		return answer{}, &document.Problem{Reason: err.Error(), Remedy: "请改正后重试", Err: err}
	}
	at := first
	for range maxRedirects {
		s, err := f.site(ctx, at)
		if err == nil && !s.robots.allows(at) {
			err = errForbidden
		}
		if err != nil {
			return answer{}, worded(err)
		}
		a, to, err := f.ask(ctx, s, at, src)
		if err != nil || to == nil {
			return a, worded(err)
		}
		if !sameHost(first, to) {
			return answer{}, worded(errElsewhere)
		}
		if home(to) && !home(first) { // how many sites say that a page is no more
			return answer{gone: true}, nil
		}
		at = to
	}
	return answer{}, worded(fmt.Errorf("over %d redirects", maxRedirects))
}

// home reports a site's first page, or the page that it has for errors.
func home(u *url.URL) bool {
	name := strings.ToLower(path.Base(u.Path))
	return u.Path == "/" || path.Dir(u.Path) == "/" && strings.HasPrefix(name, "index.") || strings.HasPrefix(name, "404") || strings.HasPrefix(name, "error")
}

// site asks a host for its robots.txt, once.
func (f *fetcher) site(ctx context.Context, at *url.URL) (*site, error) {
	if s := f.sites[at.Host]; s != nil {
		return s, s.err
	}
	s := &site{pace: f.pace}
	file := &url.URL{Scheme: at.Scheme, Host: at.Host, Path: "/robots.txt"}
	for range maxRedirects {
		a, to, err := f.ask(ctx, s, file, retrieval.Source{})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil && to != nil && sameHost(to, at) {
			file = to
			continue
		}
		var refused *statusError
		if err != nil && (!errors.As(err, &refused) || refused.status >= 500) {
			s.err = err // what it forbids cannot be known; any other refusal means that there is none
		}
		s.robots = parseRobots(a.body[:min(len(a.body), maxRobots)])
		break
	}
	s.pace = max(s.pace, min(s.robots.delay, maxPace))
	f.sites[at.Host] = s
	return s, s.err
}

// A statusError is a status that means no page.
type statusError struct{ status int }

func (e *statusError) Error() string { return fmt.Sprintf("status %d", e.status) }

// ask sends one request when the host may be asked again. to is where it redirects, nil = nowhere.
func (f *fetcher) ask(ctx context.Context, s *site, at *url.URL, src retrieval.Source) (a answer, to *url.URL, err error) {
	if d := s.next.Sub(f.now()); d > 0 {
		if err := f.wait(ctx, d); err != nil {
			return a, nil, err
		}
	}
	defer func() { s.next = f.now().Add(s.pace) }()
	timed, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(timed, http.MethodGet, at.String(), nil)
	if err != nil {
		return a, nil, err
	}
	req.Header.Set("User-Agent", agent)
	if src.ETag != "" {
		req.Header.Set("If-None-Match", src.ETag)
	}
	if src.Modified != "" {
		req.Header.Set("If-Modified-Since", src.Modified)
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return a, nil, err
	}
	defer resp.Body.Close()
	return read(resp, at)
}

// read takes what a response says.
func read(resp *http.Response, at *url.URL) (a answer, to *url.URL, err error) {
	a = answer{address: at, etag: resp.Header.Get("ETag"), modified: resp.Header.Get("Last-Modified")}
	switch status := resp.StatusCode; {
	case status == http.StatusNotModified:
		a.unchanged = true
		return a, nil, nil
	case status == http.StatusNotFound || status == http.StatusGone:
		a.gone = true
		return a, nil, nil
	case status >= 300 && status < 400:
		to, err := at.Parse(resp.Header.Get("Location"))
		if err != nil || resp.Header.Get("Location") == "" || to.Scheme != "http" && to.Scheme != "https" {
			return a, nil, &statusError{status}
		}
		return a, tidy(to), nil
	case status != http.StatusOK:
		return a, nil, &statusError{status}
	}
	if a.body, err = io.ReadAll(io.LimitReader(resp.Body, ingest.MaxFile+1)); err != nil {
		return a, nil, err
	}
	if _, params, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition")); err == nil {
		a.name = path.Base(strings.ReplaceAll(params["filename"], `\`, "/"))
		a.name = strings.Trim(a.name, "./")
	}
	return a, nil, nil
}

// worded says to the person why an address could not be fetched; nil stays nil.
func worded(err error) error {
	if err == nil {
		return nil
	}
	p := &document.Problem{Reason: "网页无法访问:" + err.Error(), Remedy: "请检查网址和网络,稍后重新运行", Err: err}
	var refused *statusError
	switch {
	case errors.Is(err, errPrivate):
		p.Reason, p.Remedy = "网址指向内网或本机,没有访问", "若确要收录内网网站,请加 --allow-private"
	case errors.Is(err, errForbidden):
		p.Reason, p.Remedy = "网站的robots.txt不允许程序读取该网页", "请从网站人工下载后,用 wence ingest 收录"
	case errors.Is(err, errElsewhere):
		p.Reason, p.Remedy = "网页转到了别的网站,没有跟随", "请核对网址,改用新的网址"
	case errors.Is(err, context.DeadlineExceeded):
		p.Reason = fmt.Sprintf("网站%.0f秒内没有答复", patience.Seconds())
	case errors.As(err, &refused):
		p.Reason = fmt.Sprintf("网站拒绝访问(HTTP %d)", refused.status)
	}
	return p
}
