package config

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// checkWeb refuses addresses that would never match what browsers and proxies send, and says how they are written.
func (c Config) checkWeb() error {
	for name, addr := range map[string]string{"WENCE_ADDR": c.Addr, "WENCE_METRICS_ADDR": c.Metrics} {
		if !isListened(addr) && (addr != "" || name == "WENCE_ADDR") {
			return fmt.Errorf("%s 应写作 主机:端口,如 127.0.0.1:8080,现在是“%s”", name, addr)
		}
	}
	if u, err := url.Parse(c.URL); c.URL != "" && (err != nil || !isOrigin(u.Scheme+"://"+u.Host)) {
		return fmt.Errorf("WENCE_URL 应写作 https://主机,现在是“%s”", c.URL)
	}
	for key, origins := range c.Sites {
		if strings.TrimSpace(key) == "" || len(strings.Fields(origins)) == 0 {
			return fmt.Errorf("WENCE_SITES 应写作 密钥=来源 来源;密钥=来源,“%s=%s”缺了一边", key, origins)
		}
		for _, origin := range strings.Fields(origins) {
			if !isOrigin(origin) {
				return fmt.Errorf("WENCE_SITES 里的来源“%s”应写作 https://主机 或 https://主机:端口:要写协议,小写,不带路径,逐个写出,不能用 *", origin)
			}
		}
	}
	for _, proxy := range c.Proxies {
		_, notAddress := netip.ParseAddr(proxy)
		if _, notNetwork := netip.ParsePrefix(proxy); notAddress != nil && notNetwork != nil {
			return fmt.Errorf("WENCE_PROXIES 里的“%s”应是地址或网段,如 127.0.0.1 或 10.0.0.0/8", proxy)
		}
	}
	return nil
}

// isListened reports an address that a server can be told to listen on; whether this machine has it shows only then.
func isListened(addr string) bool {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	_, err = net.LookupPort("tcp", port)
	return err == nil
}

// isOrigin reports an origin as browsers send it.
func isOrigin(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && !strings.Contains(u.Host, "*") &&
		text == u.Scheme+"://"+strings.ToLower(u.Host)
}

// Names are those by which people may call the service. None, and that means any, where they are not known: it is
// listened for beyond this machine, or a proxy stands before it, and WENCE_URL is not set.
func (c Config) Names() []string {
	var names []string
	if u, err := url.Parse(c.URL); err == nil && u.Hostname() != "" {
		names = []string{strings.ToLower(u.Hostname())}
	}
	host, _, _ := net.SplitHostPort(c.Addr)
	if ip := net.ParseIP(host); len(names) == 0 && len(c.Proxies) == 0 && (host == "localhost" || ip.IsLoopback()) {
		names = []string{"localhost"}
	}
	if len(names) == 0 {
		return nil
	}
	for _, name := range c.Hosts {
		names = append(names, strings.ToLower(name))
	}
	return names
}
