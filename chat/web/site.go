package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// A Site is a web site whose pages may show the widget.
type Site struct {
	Key     string   // stands in its pages, so it is no secret: "pk_fengjie"
	Origins []string // of its pages: "https://www.example.gov.cn"
}

// siteOf finds a site by its key. Where no sites are registered, the widget shows on the service's own pages only, and
// any key is as good as none.
func (s *server) siteOf(key string) (Site, error) {
	if key == "" || len(s.Sites) == 0 {
		return Site{}, nil
	}
	if i := slices.IndexFunc(s.Sites, func(site Site) bool { return site.Key == key }); i >= 0 {
		return s.Sites[i], nil
	}
	return Site{}, errSite
}

// crossOrigin lets pages of registered sites call the API, and no other pages. Programs send no Origin and pass.
func (s *server) crossOrigin(c *gin.Context) {
	origin := c.GetHeader("Origin")
	if origin == "" || ownOrigin(c, origin) || !strings.HasPrefix(c.Request.URL.Path, "/api/") {
		c.Next()
		return
	}
	if !slices.ContainsFunc(s.Sites, func(site Site) bool { return slices.Contains(site.Origins, origin) }) {
		s.problem(c, errOrigin)
		return
	}
	h := c.Writer.Header()
	h.Add("Vary", "Origin")
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Retry-After, "+requestIDHeader)
	if c.Request.Method == http.MethodOptions {
		h.Set("Access-Control-Allow-Methods", "GET, POST")
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
		h.Set("Access-Control-Max-Age", "7200")
		c.AbortWithStatus(http.StatusNoContent)
		return
	}
	c.Next()
}

// ownOrigin reports a page of this service. Its scheme is not known behind a proxy that ends TLS.
func ownOrigin(c *gin.Context, origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && u.Host == c.Request.Host
}

// allowedOn reports that a request may open a session of the site: from one of its pages, from the frame, or from a
// program, which could claim any origin.
func (s *server) allowedOn(c *gin.Context, site Site) bool {
	origin := c.GetHeader("Origin")
	return origin == "" || ownOrigin(c, origin) || slices.Contains(site.Origins, origin)
}
