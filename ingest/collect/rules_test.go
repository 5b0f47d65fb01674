package collect

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	cases := []struct {
		name, file string
		path       string
		want       bool
	}{
		{"none", "", "/a", true},
		{"all forbidden", "User-agent: *\nDisallow: /", "/a", false},
		{"an empty rule forbids nothing", "User-agent: *\nDisallow:", "/a", true},
		{"own group before that for all", "User-agent: *\nDisallow: /\n\nUser-agent: Wence/1.0\nDisallow: /x", "/a", true},
		{"own group, several names", "User-agent: other\nUser-agent: wence\nDisallow: /a", "/a", false},
		{"another's group", "User-agent: other\nDisallow: /", "/a", true},
		{"the longest rule decides", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c.html", true},
		{"of two as long the one that allows", "User-agent: *\nDisallow: /a*\nAllow: /a/b", "/a/b", true},
		{"star and end", "User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", false},
		{"star and no end", "User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf.html", true},
		{"query", "User-agent: *\nDisallow: /*?id=", "/a?id=1", false},
		{"remarks and line ends", "User-agent: * # all\r\nDisallow: /a # not this\r\n", "/a", false},
		{"upper and lower case of keys", "USER-AGENT: *\nDISALLOW: /a", "/a", false},
	}
	for _, tc := range cases {
		u, err := url.Parse("http://x" + tc.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := parseRobots([]byte(tc.file)).allows(u); got != tc.want {
			t.Errorf("%s: allowed = %v, want %v", tc.name, got, tc.want)
		}
	}
	if d := parseRobots([]byte("User-agent: *\nCrawl-delay: 2.5")).delay; d != 2500*time.Millisecond {
		t.Errorf("delay %v", d)
	}
}

// FuzzRobots: whatever a file says, a path that no line of it names a beginning of is allowed.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /", "/a/b")
	f.Fuzz(func(t *testing.T, file, path string) {
		u, err := url.Parse("http://x/" + path)
		if err == nil && !parseRobots([]byte(file)).allows(u) && !strings.Contains(file, "/") && !strings.Contains(file, "*") {
			t.Errorf("%q is forbidden by %q", path, file)
		}
	})
}

func TestIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "2001:4860:4860::8888": true, "127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false,
		"::1": false, "fe80::1": false, "fc00::1": false, "::ffff:10.0.0.1": false, "::": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: public = %v", address, got)
		}
	}
}

func TestList(t *testing.T) {
	got, err := List([]byte("\ufefffile,url\r\na.html,http://a.example/1\r\n# 一行说明\r\n\r\nHTTPS://A.example:443/2#x\nhttp://a.example/1\n"))
	if want := []string{"http://a.example/1", "https://a.example/2"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	for _, bad := range []string{"", "# 无", "http://a.example/\nftp://b/", "a.example/1", "http://user:pw@a.example/"} {
		if got, err := List([]byte(bad)); err == nil {
			t.Errorf("%q gave %q", bad, got)
		}
	}
}
