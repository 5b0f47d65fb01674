package collect

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"wence/ingest/charset"
)

// maxAddress is the longest address that is taken, in bytes.
const maxAddress = 2000

// parse reads an address that a person gave.
func parse(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || len(s) > maxAddress {
		return nil, fmt.Errorf("网址 %q 应以 http:// 或 https:// 开头", s)
	}
	return tidy(u), nil
}

// tidy gives an address the form in which it is compared.
func tidy(u *url.URL) *url.URL {
	t := *u
	t.Host, t.Fragment, t.RawFragment = strings.ToLower(u.Host), "", ""
	t.Host = strings.TrimSuffix(t.Host, map[string]string{"http": ":80", "https": ":443"}[t.Scheme])
	if t.Path == "" {
		t.Path = "/"
	}
	return &t
}

// sameHost reports an address of the same host; it may be the other of http and https.
func sameHost(a, b *url.URL) bool { return a.Host == b.Host }

// List reads a list of addresses: one a line, blank lines and those that begin with # left out, or the second column of
// a urls.csv. Each comes once, in order. The error names the first line that is none.
func List(data []byte) ([]string, error) {
	text, err := charset.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("网址列表读不了:%w", err)
	}
	var list []string
	seen := map[string]bool{}
	lines := bufio.NewScanner(bytes.NewBufferString(text.Text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if _, second, ok := strings.Cut(line, ",http"); ok {
			line = "http" + strings.Trim(second, `"`)
		}
		if line == "" || strings.HasPrefix(line, "#") || n == 1 && strings.EqualFold(strings.ReplaceAll(line, " ", ""), "file,url") {
			continue
		}
		u, err := parse(line)
		if err != nil {
			return nil, fmt.Errorf("网址列表第%d行:%w", n, err)
		}
		if !seen[u.String()] {
			seen[u.String()] = true
			list = append(list, u.String())
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("网址列表读不了:%w", err)
	}
	if len(list) == 0 {
		return nil, errors.New("网址列表里没有网址")
	}
	return list, nil
}

// shared is the space between providers and their customers, which is as private as the others.
var shared = netip.MustParsePrefix("100.64.0.0/10")

// isPublic reports an address that belongs to the open network.
func isPublic(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsGlobalUnicast() && !a.IsPrivate() && !a.IsLoopback() && !a.IsLinkLocalUnicast() && !shared.Contains(a)
}
