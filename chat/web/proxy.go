package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"

	"github.com/gin-gonic/gin"
)

// forwarded are headers that proxies add and programs have no reason to send.
var forwarded = []string{"X-Forwarded-For", "Forwarded", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via"}

// isForwarded reports a request that a proxy passes on. Programs speak HTTP/1.1, nginx as it comes does not.
func isForwarded(r *http.Request) bool {
	return r.ProtoMajor == 1 && r.ProtoMinor == 0 || slices.ContainsFunc(forwarded, func(name string) bool { return r.Header.Get(name) != "" })
}

// peer is who is at the other end of the connection, a proxy as well as any; the zero address when that is not known.
func peer(c *gin.Context) netip.Addr {
	addr, _ := netip.ParseAddr(c.RemoteIP())
	return addr.Unmap()
}

// local reports a program on this machine, and by its own name for it: what a proxy on this machine passes on is not
// local, nor what a page from elsewhere sends here whose name was made to mean this machine.
func (s *server) local(c *gin.Context) bool {
	return peer(c).IsLoopback() && !isForwarded(c.Request) && isLocalName(hostOf(c.Request.Host))
}

// watchProxy looks for a proxy that makes all askers look like one, until it has found one. It tells the log, and the
// console by s.proxyHint.
func (s *server) watchProxy(c *gin.Context) {
	if s.proxyHint.Load() != nil {
		return
	}
	if hint := s.proxyProblem(c); hint != "" && s.proxyHint.CompareAndSwap(nil, &hint) {
		s.Log.WarnContext(c, hint)
	}
}

// proxyProblem says what is wrong with the proxy that passes on a request, and what helps; "" for nothing. Proxies are
// near: what is said from afar may be anybody's word.
func (s *server) proxyProblem(c *gin.Context) string {
	from := peer(c)
	tells := c.GetHeader("X-Forwarded-For") != "" || c.GetHeader("Forwarded") != ""
	switch {
	case tells && (from.IsLoopback() || from.IsPrivate()) && !s.trusts(from):
		return fmt.Sprintf("请求经反向代理(%s)转来,但 WENCE_PROXIES 里没有它,所有人共用一份每分钟次数。若确是自己的代理,请设 WENCE_PROXIES=%[1]s", from)
	case !tells && from.IsLoopback() && !s.local(c):
		return "请求像是经本机的反向代理转来,但没有 X-Forwarded-For,所有人共用一份每分钟次数。" +
			"请在代理里加上(nginx:proxy_set_header X-Forwarded-For $remote_addr;),并设 WENCE_PROXIES=127.0.0.1"
	}
	return ""
}

// trusts reports a proxy whose word on addresses is taken.
func (s *server) trusts(proxy netip.Addr) bool {
	return slices.ContainsFunc(s.Proxies, func(text string) bool {
		if network, err := netip.ParsePrefix(text); err == nil {
			return network.Contains(proxy)
		}
		one, err := netip.ParseAddr(text)
		return err == nil && one.Unmap() == proxy
	})
}
