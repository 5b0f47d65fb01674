package web

import (
	"net"
	"net/netip"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// named refuses requests for a name that is not the service's: of a page whose own name was made to mean this machine,
// or of somebody who wants links to lead elsewhere. Who asks whether the service lives may call it anything.
func (s *server) named(c *gin.Context) {
	host := hostOf(c.Request.Host)
	if len(s.Hosts) == 0 || isLocalName(host) || slices.Contains(s.Hosts, host) || isProbe(c) {
		return
	}
	s.problem(c, errHost)
}

// hostOf is the name in a Host header, in small letters and without its port.
func hostOf(header string) string {
	host, _, err := net.SplitHostPort(header)
	if err != nil {
		host = header
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// isLocalName reports an address, or a name that nobody can register: no page on the Web has it.
func isLocalName(host string) bool {
	_, err := netip.ParseAddr(host)
	top := host[strings.LastIndexByte(host, '.')+1:]
	return err == nil || top == host || slices.Contains(privateTops, top)
}

// privateTops are ends of names that are kept for machines and networks; Kubernetes has services end in svc.
var privateTops = []string{"localhost", "local", "internal", "svc"}

// isProbe reports a request that asks whether the service lives.
func isProbe(c *gin.Context) bool { return c.FullPath() == "/livez" || c.FullPath() == "/readyz" }
