package web

import (
	"net/http"
	"strconv"
	"testing"
)

func TestLimits(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.Sites, o.PerAddress, o.PerSite = []Site{school}, 5, -1 })
	for i := range 6 {
		w := call(h, "POST", "/api/v1/answers", askAnything)
		if i < 5 && w.Code != http.StatusOK || i == 5 && w.Code != http.StatusTooManyRequests {
			t.Fatalf("request %d: %d", i+1, w.Code)
		}
		if i < 5 {
			continue
		}
		if code := codeOf(t, w); code != "too_many_requests" {
			t.Errorf("code %q", code)
		}
		if s, err := strconv.Atoi(w.Header().Get("Retry-After")); err != nil || s < 1 || s > 72 {
			t.Errorf("Retry-After %q", w.Header().Get("Retry-After"))
		}
	}
	// A proxy that is not trusted cannot give its callers addresses of their own.
	if w := call(h, "GET", "/api/v1/regions", "", "X-Forwarded-For", "198.51.100.9"); w.Code != http.StatusTooManyRequests {
		t.Errorf("with a made-up X-Forwarded-For: %d", w.Code)
	}
	if w := call(h, "GET", "/notices", ""); w.Code != http.StatusOK {
		t.Errorf("pages are not limited: %d", w.Code)
	}
}

func TestTrustedProxyTellsAddresses(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.PerAddress, o.Proxies = 1, []string{"192.0.2.0/24"} })
	for _, address := range []string{"198.51.100.1", "198.51.100.2"} {
		if w := call(h, "GET", "/api/v1/regions", "", "X-Forwarded-For", address); w.Code != http.StatusOK {
			t.Errorf("first request of %s: %d", address, w.Code)
		}
	}
	if w := call(h, "GET", "/api/v1/regions", "", "X-Forwarded-For", "198.51.100.1"); w.Code != http.StatusTooManyRequests {
		t.Errorf("second request: %d", w.Code)
	}
}

func TestLimitOfASite(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.Sites, o.PerAddress, o.PerSite = []Site{school, {Key: "pk_other"}}, -1, 2 })
	mine, other := open(t, h, school.Key).Token, open(t, h, "pk_other").Token
	for i, want := range []int{200, 200, 429} {
		if w := call(h, "POST", "/api/v1/answers", askAnything, "Authorization", "Bearer "+mine); w.Code != want {
			t.Errorf("request %d: %d", i+1, w.Code)
		}
	}
	if w := call(h, "POST", "/api/v1/answers", askAnything, "Authorization", "Bearer "+other); w.Code != http.StatusOK {
		t.Errorf("another site: %d", w.Code)
	}
}

func TestWithoutKeyThereIsNoConsole(t *testing.T) {
	h := newHandler(t, nil)
	for _, path := range []string{"/admin", "/api/v1/admin/uploads"} {
		if w := call(h, "GET", path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// TestSiteCountsWithoutTokens: a page that leaves out the token of its site asks on the site's account all the same.
func TestSiteCountsWithoutTokens(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.Sites, o.PerAddress, o.PerSite = []Site{school}, -1, 2 })
	for i, want := range []int{200, 200, 429} {
		if w := call(h, "POST", "/api/v1/answers", askAnything, "Origin", school.Origins[0]); w.Code != want {
			t.Errorf("request %d: %d", i+1, w.Code)
		}
	}
	if w := call(h, "POST", "/api/v1/answers", askAnything); w.Code != http.StatusOK {
		t.Errorf("a program: %d", w.Code)
	}
}
