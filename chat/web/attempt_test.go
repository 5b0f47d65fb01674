package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

// show shows a key from an address, as a form to sign in or as a bearer's, and gives the status.
func show(h http.Handler, from, key string, form bool) *httptest.ResponseRecorder {
	req := httptest.NewRequest("POST", "/api/v1/admin/uploads", nil)
	req.Header.Set("Authorization", "Bearer "+key)
	if form {
		req = httptest.NewRequest("POST", "/admin/session", strings.NewReader("key="+key))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.RemoteAddr = from
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	return w
}

// TestWrongKeys: guesses of one address are counted together, whichever way they come, and logged; other addresses are
// let in.
func TestWrongKeys(t *testing.T) {
	for _, tc := range []struct {
		name        string
		from        func(i int) string // of the guesses
		same, other string
	}{
		{"IPv4", func(int) string { return "192.0.2.1:1" }, "192.0.2.1:99", "192.0.2.2:1"},
		{"IPv6 by 64 bits", func(i int) string { return "[2001:db8:0:1::" + strconv.Itoa(i) + "]:1" }, "[2001:db8:0:1:ffff::1]:1", "[2001:db8:0:2::1]:1"},
		{"this machine", func(int) string { return "127.0.0.1:1" }, "127.0.0.1:2", "192.0.2.1:1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var log bytes.Buffer
			h := newHandler(t, func(o *Options) { o.AdminKey, o.Log = "the-key", slog.New(slog.NewTextHandler(&log, nil)) })
			for i := range wrongKeys {
				want, form := http.StatusUnauthorized, i%2 == 0
				if form {
					want = http.StatusForbidden
				}
				if w := show(h, tc.from(i), "guess", form); w.Code != want {
					t.Fatalf("guess %d: %d", i+1, w.Code)
				}
			}
			for _, form := range []bool{true, false} {
				w := show(h, tc.same, "the-key", form)
				if s, err := strconv.Atoi(w.Header().Get("Retry-After")); w.Code != http.StatusTooManyRequests || err != nil || s < 1 || s > 72 {
					t.Errorf("form %v after %d guesses: %d %v", form, wrongKeys, w.Code, w.Header())
				}
			}
			if w := show(h, tc.other, "the-key", true); w.Code != http.StatusSeeOther {
				t.Errorf("from another address: %d", w.Code)
			}
			if n := strings.Count(log.String(), `msg="wrong key"`); n != wrongKeys || strings.Contains(log.String(), "guess") {
				t.Errorf("%d guesses logged: %s", n, log.String())
			}
			if from := strings.TrimSuffix(tc.from(0), ":1"); tc.name == "IPv4" && !strings.Contains(log.String(), "address="+from) {
				t.Errorf("no address in %s", log.String())
			}
		})
	}
}

// TestRightKeysAreNotCounted: a program may show its key as often as it likes.
func TestRightKeysAreNotCounted(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.AdminKey = "the-key" })
	for i := range 3 * wrongKeys {
		if w := show(h, "192.0.2.1:1", "the-key", false); w.Code != http.StatusNotFound { // there are no uploads
			t.Fatalf("time %d: %d", i+1, w.Code)
		}
	}
}
