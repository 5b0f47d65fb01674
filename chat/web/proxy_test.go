package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestWhoIsLocal: a program on this machine is not limited; what a proxy on it passes on is, whatever it leaves out, and
// the proxy that makes one asker of all is told of once, with what helps.
func TestWhoIsLocal(t *testing.T) {
	for _, tc := range []struct {
		name, from, host, proto string
		headers                 []string
		local                   bool
		hint                    string
	}{
		{name: "program", from: "127.0.0.1:9", host: "127.0.0.1:8080", local: true},
		{name: "program, IPv6", from: "[::1]:9", host: "[::1]:8080", local: true},
		{name: "program, mapped", from: "[::ffff:127.0.0.1]:9", host: "localhost", local: true},
		{name: "proxy without a word of askers", from: "127.0.0.1:9", host: "wence.example.cn", hint: "X-Forwarded-For"},
		{name: "nginx as it comes", from: "127.0.0.1:9", host: "127.0.0.1:8080", proto: "HTTP/1.0", hint: "proxy_set_header"},
		{name: "half a proxy", from: "127.0.0.1:9", host: "127.0.0.1", headers: []string{"X-Real-IP", "198.51.100.1"}, hint: "proxy_set_header"},
		{name: "proxy that is not believed", from: "10.0.0.7:9", host: "wence.example.cn", headers: []string{"X-Forwarded-For", "198.51.100.1"}, hint: "WENCE_PROXIES=10.0.0.7"},
		{name: "proxy that is believed", from: "10.1.2.3:9", host: "wence.example.cn", headers: []string{"X-Forwarded-For", "198.51.100.1"}},
		{name: "proxy that is believed, asked from this machine", from: "10.1.2.3:9", host: "wence.example.cn", headers: []string{"X-Forwarded-For", "10.1.2.3"}},
		{name: "stranger who pretends to be a proxy", from: "203.0.113.5:9", host: "wence.example.cn", headers: []string{"X-Forwarded-For", "127.0.0.1"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := newHandler(t, func(o *Options) { o.PerAddress, o.Proxies, o.AdminKey = 1, []string{"10.1.0.0/16"}, "the key" })
			ask := func() int {
				req := request("POST", "/api/v1/answers", askAnything)
				req.RemoteAddr, req.Host = tc.from, tc.host
				if tc.proto != "" {
					req.Proto, req.ProtoMinor = tc.proto, 0
				}
				for i := 0; i < len(tc.headers); i += 2 {
					req.Header.Set(tc.headers[i], tc.headers[i+1])
				}
				return serve(h, req).Code
			}
			if first, second := ask(), ask(); first != http.StatusOK || (second == http.StatusOK) != tc.local {
				t.Errorf("got %d, %d", first, second)
			}
			page := call(h, "GET", "/admin", "", "Cookie", signIn(t, h, "the key")).Body.String()
			if strings.Contains(page, `role="alert"`) != (tc.hint != "") || !strings.Contains(page, tc.hint) {
				t.Errorf("want %q on the page:\n%s", tc.hint, page)
			}
		})
	}
}

// TestHosts: where the service knows its names, no other is served, but to probes.
func TestHosts(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.Hosts = []string{"wence.example.cn"} })
	for host, want := range map[string]int{
		"wence.example.cn": 200, "WENCE.example.cn.:443": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "localhost:8080": 200, "wence": 200,
		"a.localhost": 200, "wence.default.svc": 200, "wence.default.svc.cluster.local": 200, "evil.example": 421, "wence.example.cn.evil.example": 421, "evil.example:8080": 421, "127.0.0.1.nip.io": 421,
	} {
		req := request("GET", "/api/v1/regions", "")
		req.Host = host
		w := serve(h, req)
		if w.Code != want || want == 421 && !strings.Contains(w.Body.String(), "WENCE_URL") {
			t.Errorf("%s: %d %s", host, w.Code, w.Body)
		}
	}
	req := request("GET", "/livez", "")
	if req.Host = "evil.example"; serve(h, req).Code != 200 {
		t.Error("a probe is refused")
	}
	if w := call(newHandler(t, nil), "GET", "/api/v1/regions", "", "Host", "any.example"); w.Code != 200 {
		t.Errorf("without names: %d", w.Code)
	}
}
