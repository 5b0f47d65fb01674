package collect

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"wence/ingest"
	"wence/retrieval/embedded"
	"wence/retrieval/place"
)

// bureau is a site under test: pages by path, and what was asked of it.
type bureau struct {
	*httptest.Server
	sync.Mutex
	pages map[string]string // "" = 404
	to    map[string]string // redirects
	asked []string          // paths, with "=" behind those that were asked for if changed
	down  bool
}

func newBureau(t *testing.T, pages map[string]string) *bureau {
	t.Helper()
	b := &bureau{pages: pages, to: map[string]string{}}
	b.Server = httptest.NewServer(http.HandlerFunc(b.serve))
	t.Cleanup(b.Close)
	return b
}

func (b *bureau) serve(w http.ResponseWriter, r *http.Request) {
	b.Lock()
	defer b.Unlock()
	at := r.URL.RequestURI()
	tag := fmt.Sprintf(`"%d"`, len(b.pages[at]))
	if r.Header.Get("If-None-Match") != "" {
		b.asked = append(b.asked, at+"=")
	} else {
		b.asked = append(b.asked, at)
	}
	switch page, ok := b.pages[at]; {
	case b.down:
		w.WriteHeader(http.StatusBadGateway)
	case b.to[at] != "":
		http.Redirect(w, r, b.to[at], http.StatusFound)
	case !ok:
		w.WriteHeader(http.StatusNotFound)
	case r.Header.Get("If-None-Match") == tag:
		w.WriteHeader(http.StatusNotModified)
	default:
		w.Header().Set("ETag", tag)
		fmt.Fprint(w, page)
	}
}

// set changes pages; an empty one is gone.
func (b *bureau) set(pages ...string) {
	b.Lock()
	defer b.Unlock()
	b.asked = nil
	for i := 0; i < len(pages); i += 2 {
		if b.pages[pages[i]] = pages[i+1]; pages[i+1] == "" {
			delete(b.pages, pages[i])
		}
	}
}

func (b *bureau) said() []string {
	b.Lock()
	defer b.Unlock()
	return slices.Clone(b.asked)
}

// article is the page of a notice; each n makes another.
func article(n int) string {
	return fmt.Sprintf(`<html><head><meta name="ArticleTitle" content="雪浦县教育局关于发放第%d批助学金的通知"></head><body><div class="TRS_Editor">
<p>雪浦县教育局关于发放第%d批助学金的通知</p><p>各学校:</p><p>一、标准</p><p>家庭经济困难学生每生每年补助%d元,由学校在开学后一个月内发放。</p><p>雪浦县教育局</p><p>2025年3月1日</p></div></body></html>`, n, n, 1000+n)
}

// links is a list page of links, by turns address and words.
func links(parts ...string) string {
	var b strings.Builder
	b.WriteString(`<html><body><a href="/">首页</a><a href="/zwgk/">政务公开</a>`)
	for i := 0; i < len(parts); i += 2 {
		fmt.Fprintf(&b, `<li><a href="%s">%s</a></li>`, parts[i], parts[i+1])
	}
	return b.String()
}

// collector is a collector into a throw-away store that does not really wait; waited counts the times that it would.
func collector(t *testing.T) (c *Collector, store *embedded.Store, waited *[]time.Duration) {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	store, err := embedded.Open(context.Background(), filepath.Join(t.TempDir(), "test.db"), embedded.Options{Logger: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	c = New(Options{Shelf: store, Ingester: &ingest.Ingester{Store: store, Places: places, Log: log}, Log: log, AllowPrivate: true})
	waited = &[]time.Duration{}
	clock := time.Unix(0, 0)
	c.fetcher.now = func() time.Time { return clock }
	c.fetcher.wait = func(ctx context.Context, d time.Duration) error {
		*waited = append(*waited, d)
		clock = clock.Add(d)
		return ctx.Err()
	}
	return c, store, waited
}

// collected collects from a site and gives a line a record: state and path.
func collected(t *testing.T, c *Collector, b *bureau, list string) []string {
	t.Helper()
	c.fetcher.sites = map[string]*site{} // as another run of the program would begin
	report, err := c.Site(context.Background(), b.URL+list, nil)
	if err != nil {
		t.Fatal(err)
	}
	return told(b, report)
}

func told(b *bureau, report ingest.Report) []string {
	var lines []string
	for _, r := range report.Records {
		lines = append(lines, string(r.State)+" "+strings.TrimPrefix(r.Origin, b.URL))
	}
	return lines
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestSite: what a list page leads to is collected, what changed is replaced, what is new is added; of the rest is only
// asked whether it changed.
func TestSite(t *testing.T) {
	b := newBureau(t, map[string]string{
		"/tz/": links("./202503/t1.html", "关于发放第一批助学金的通知", "/tz/202503/t2.html#top", "关于发放第二批助学金的通知", "../tzgg/", "更多通知公告栏目列表",
			"http://other.example/202503/t9.html", "别的网站的很长很长的通知", "javascript:void(0)", "打印本页打印本页打印", "/about.html", "关于我们关于我们关于我们", "list_2.html", "下一页"),
		"/tz/list_2.html":     links("202502/t3.html", "关于发放第三批助学金的通知"),
		"/tz/202503/t1.html":  article(1),
		"/tz/202503/t2.html":  article(2),
		"/tz/202502/t3.html":  article(3),
		"/tz/202504/t4.html":  article(4),
		"/private/secret.txt": "x",
	})
	c, store, _ := collector(t)
	equal(t, collected(t, c, b, "/tz/"), "stored /tz/202503/t1.html", "stored /tz/202503/t2.html", "stored /tz/202502/t3.html")
	equal(t, b.said(), "/robots.txt", "/tz/", "/tz/list_2.html", "/tz/202503/t1.html", "/tz/202503/t2.html", "/tz/202502/t3.html")
	n, err := store.Known(context.Background(), b.URL+"/tz/202503/t1.html", "")
	if err != nil || n.URL != b.URL+"/tz/202503/t1.html" || n.Source != "t1.html" || n.Region.Name != "雪浦县" {
		t.Errorf("stored %+v, %v", n, err)
	}

	b.set("/tz/", links("202504/t4.html", "关于发放第四批助学金的通知", "202503/t1.html", "关于发放第一批助学金的通知"), "/tz/202503/t1.html", article(1111))
	equal(t, collected(t, c, b, "/tz/"), "stored /tz/202504/t4.html", "replaced /tz/202503/t1.html", "unchanged /tz/202502/t3.html", "unchanged /tz/202503/t2.html")
	equal(t, b.said(), "/robots.txt", "/tz/", "/tz/202504/t4.html", "/tz/202503/t1.html=", "/tz/202502/t3.html=", "/tz/202503/t2.html=")
}

// TestVanished: a page that is gone at two looks takes its notice with it, one that is back brings it back, and what a
// person withdrew stays so. A site that does not answer, or has moved, takes nothing with it.
func TestVanished(t *testing.T) {
	pages := map[string]string{"/tz/": ""}
	var list []string
	for n := 1; n <= 4; n++ {
		pages[fmt.Sprintf("/tz/2025%d.html", n)] = article(n)
		list = append(list, fmt.Sprintf("2025%d.html", n), fmt.Sprintf("关于发放第%d批次助学金的通知", n))
	}
	pages["/tz/"] = links(list...)
	b := newBureau(t, pages)
	c, store, _ := collector(t)
	collected(t, c, b, "/tz/")
	withdrawn := func(path string) bool {
		n, err := store.Known(context.Background(), b.URL+path, "")
		if err != nil {
			t.Fatal(err)
		}
		return n.Withdrawn != ""
	}
	all := func(state string) []string {
		return []string{state + " /tz/20251.html", state + " /tz/20252.html", state + " /tz/20253.html", state + " /tz/20254.html"}
	}

	b.set("/tz/20251.html", "")
	one := []string{"unchanged /tz/20252.html", "unchanged /tz/20253.html", "unchanged /tz/20254.html"}
	equal(t, collected(t, c, b, "/tz/"), append(one, "missing /tz/20251.html")...)
	b.set("/tz/20251.html", article(1)) // it was but away: the next look is a first one again
	equal(t, collected(t, c, b, "/tz/"), all("unchanged")...)
	b.set()
	b.to["/tz/20251.html"] = "/" // how many sites say that a page is no more
	equal(t, collected(t, c, b, "/tz/"), append(one, "missing /tz/20251.html")...)
	if withdrawn("/tz/20251.html") {
		t.Error("withdrawn after one look")
	}
	equal(t, collected(t, c, b, "/tz/"), append(one, "withdrawn /tz/20251.html")...)
	if !withdrawn("/tz/20251.html") {
		t.Error("not withdrawn after two looks")
	}
	equal(t, collected(t, c, b, "/tz/"), append(one, "skipped /tz/20251.html")...)
	delete(b.to, "/tz/20251.html")
	equal(t, collected(t, c, b, "/tz/"), append([]string{"restored /tz/20251.html"}, one...)...)
	if withdrawn("/tz/20251.html") {
		t.Error("not restored")
	}

	b.set("/tz/20251.html", "", "/tz/20252.html", "", "/tz/20253.html", "", "/tz/20254.html", "")
	for range 3 { // the site has moved
		equal(t, collected(t, c, b, "/tz/"), all("missing")...)
	}
	b.down = true
	c.fetcher.sites = map[string]*site{}
	if _, err := c.Site(context.Background(), b.URL+"/tz/", nil); err == nil || !strings.Contains(err.Error(), "502") {
		t.Errorf("a site that is down: %v", err)
	}
}

// TestGuest: robots.txt is kept, with its delay; between two requests passes the time that is asked for.
func TestGuest(t *testing.T) {
	b := newBureau(t, map[string]string{
		"/robots.txt":    "User-agent: *\nDisallow: /nb/\nCrawl-delay: 3\n",
		"/tz/":           links("20251.html", "关于发放第一批助学金的通知", "/nb/20252.html", "关于发放第二批助学金的通知"),
		"/tz/20251.html": article(1), "/nb/20252.html": article(2),
	})
	c, _, waited := collector(t)
	equal(t, collected(t, c, b, "/tz/"), "stored /tz/20251.html", "failed /nb/20252.html")
	equal(t, b.said(), "/robots.txt", "/tz/", "/tz/20251.html")
	if !slices.Equal(*waited, []time.Duration{time.Second, 3 * time.Second}) {
		t.Errorf("waited %v", *waited)
	}
}

// TestSitemap: a sitemap's pages are collected, those of the sitemaps that an index names too, only below a path.
func TestSitemap(t *testing.T) {
	b := newBureau(t, map[string]string{})
	b.set("/sitemap.xml", `<?xml version="1.0"?><sitemapindex xmlns="s"><sitemap><loc>`+b.URL+`/map1.xml</loc></sitemap></sitemapindex>`,
		"/map1.xml", `<urlset xmlns="s"><url><loc>`+b.URL+`/tz/a.html</loc></url><url><loc>`+b.URL+`/xw/b.html</loc></url><url><loc>https://other.example/tz/c.html</loc></url><url><loc>`+b.URL+`/tz/</loc></url></urlset>`,
		"/tz/a.html", article(1), "/xw/b.html", article(2))
	c, _, _ := collector(t)
	c.Under = "/tz/"
	equal(t, collected(t, c, b, "/sitemap.xml"), "stored /tz/a.html")
}

// TestScriptedPages: the further pages of a list that only a script links to.
func TestScriptedPages(t *testing.T) {
	b := newBureau(t, map[string]string{
		"/tz/index.html":   links("20251.html", "关于发放第一批助学金的通知") + `<script>createPageHTML(2, 0, "index", "html");</script>`,
		"/tz/index_1.html": links("20252.html", "关于发放第二批助学金的通知"), "/tz/20251.html": article(1), "/tz/20252.html": article(2),
	})
	c, _, _ := collector(t)
	equal(t, collected(t, c, b, "/tz/index.html"), "stored /tz/20251.html", "stored /tz/20252.html")
}

// TestAddresses: pages of a list of addresses, each for itself.
func TestAddresses(t *testing.T) {
	b := newBureau(t, map[string]string{"/a.html": article(1), "/b.txt": "雪浦县教育局关于发放助学金的通知\n各学校:\n一、标准\n每生每年1250元。\n雪浦县教育局\n2025年3月1日\n"})
	other := newBureau(t, map[string]string{"/x": article(3)})
	b.to["/away"] = other.URL + "/x"
	c, _, _ := collector(t)
	report, err := c.Addresses(context.Background(), []string{b.URL + "/a.html", b.URL + "/none.html", b.URL + "/b.txt", b.URL + "/away"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, told(b, report), "stored /a.html", "stored /b.txt", "failed /away", "failed /none.html")
	if len(other.said()) > 0 {
		t.Errorf("another host was asked for %v", other.said())
	}
	if reason := report.Records[2].Reason; !strings.Contains(reason, "别的网站") {
		t.Errorf("the reason is %q", reason)
	}
}

// TestPrivate: nothing is asked of a private network unless that is allowed.
func TestPrivate(t *testing.T) {
	b := newBureau(t, map[string]string{"/tz/": links("20251.html", "关于发放第一批助学金的通知"), "/tz/20251.html": article(1)})
	c, _, _ := collector(t)
	c.fetcher = newFetcher(Options{Pace: time.Millisecond})
	for _, start := range []string{b.URL + "/tz/", strings.Replace(b.URL, "127.0.0.1", "localhost", 1) + "/tz/"} {
		if _, err := c.Site(context.Background(), start, nil); err == nil || !strings.Contains(err.Error(), "内网或本机") {
			t.Errorf("%s: %v", start, err)
		}
	}
	if len(b.said()) > 0 {
		t.Errorf("asked for %v", b.said())
	}
}

// TestInterrupted: what was collected before the end of the context is stored, and a further run goes on.
func TestInterrupted(t *testing.T) {
	b := newBureau(t, map[string]string{"/tz/": links("20251.html", "关于发放第一批助学金的通知", "20252.html", "关于发放第二批助学金的通知"),
		"/tz/20251.html": article(1), "/tz/20252.html": article(2)})
	c, _, _ := collector(t)
	ctx, cancel := context.WithCancel(context.Background())
	report, err := c.Site(ctx, b.URL+"/tz/", func(ingest.Progress) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	equal(t, told(b, report), "stored /tz/20251.html")
	equal(t, collected(t, c, b, "/tz/"), "unchanged /tz/20251.html", "stored /tz/20252.html")
}
