package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/retrieval"
)

const (
	consoleCookie = "wence_console"
	consoleLife   = 8 * time.Hour // a working day
	consolePolicy = scriptPolicy + "'none'"
)

// routeConsole adds the console, which needs a key.
func (s *server) routeConsole(e *gin.Engine) {
	if s.AdminKey == "" {
		return
	}
	e.GET("/admin", s.getConsole)
	e.POST("/admin/session", s.postSignIn)
	e.POST("/admin/leave", s.postSignOut)
	e.POST("/api/v1/admin/uploads", s.signedIn, s.postUpload)
}

// isKey reports the key of the console, in a time that tells nothing of it.
func (s *server) isKey(given string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(s.AdminKey))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// hasCookie reports a request of a browser that has signed in.
func (s *server) hasCookie(c *gin.Context) bool {
	token, err := c.Cookie(consoleCookie)
	if err != nil {
		return false
	}
	_, err = s.subject(consoleAudience, token)
	return err == nil
}

// signedIn lets in programs that show the key, and the console's own pages. A neighbouring site shares the cookie's site,
// so its origin is looked at too.
func (s *server) signedIn(c *gin.Context) {
	origin := c.GetHeader("Origin")
	own := origin == "" || ownOrigin(c, origin)
	switch {
	case bearer(c) != "" && s.isKey(bearer(c)):
	case own && s.hasCookie(c):
	case own:
		s.problem(c, errKey)
		return
	default:
		s.problem(c, errOrigin)
		return
	}
	c.Next()
}

// postSignIn gives a cookie for the key.
func (s *server) postSignIn(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
	switch origin := c.GetHeader("Origin"); {
	case origin != "" && !ownOrigin(c, origin):
		s.problem(c, errOrigin)
	case !s.signIns.takes(c, c.ClientIP()):
		s.problem(c, errTooMany)
	case !s.isKey(c.PostForm("key")):
		s.Log.WarnContext(c, "console: wrong key", "request_id", requestID(c), "address", c.ClientIP())
		s.renderSignIn(c, http.StatusForbidden, true)
	default:
		token, err := s.sign(consoleAudience, "console", consoleLife)
		if err != nil {
			s.problem(c, err)
			return
		}
		s.setCookie(c, token, int(consoleLife.Seconds()))
		c.Redirect(http.StatusSeeOther, "/admin")
	}
}

// postSignOut takes the cookie back.
func (s *server) postSignOut(c *gin.Context) {
	s.setCookie(c, "", -1)
	c.Redirect(http.StatusSeeOther, "/admin")
}

func (s *server) setCookie(c *gin.Context, value string, seconds int) {
	http.SetCookie(c.Writer, &http.Cookie{
		Name: consoleCookie, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: c.Request.TLS != nil || c.GetHeader("X-Forwarded-Proto") == "https",
	})
}

func (s *server) renderSignIn(c *gin.Context, status int, wrong bool) {
	c.Header("Cache-Control", "no-store")
	c.Status(status)
	s.render(c, "signin.html", consolePolicy, gin.H{"Assets": static().base(), "Wrong": wrong})
}

// consolePage fills console.html.
type consolePage struct {
	Assets  string
	Uploads bool // files can be uploaded
	Status  retrieval.Status
	Regions []string
	Notices []understood
	Next    string
}

// understood is a stored notice with what was read of it, and what was not.
type understood struct {
	chat.Source
	Missing []string // in the words of the console
	Notes   []string
}

const consolePageSize = 50

// getConsole is the console, or the page to sign in.
func (s *server) getConsole(c *gin.Context) {
	if !s.hasCookie(c) {
		s.renderSignIn(c, http.StatusOK, false)
		return
	}
	page, err := s.consolePage(c)
	if err != nil {
		s.problem(c, err)
		return
	}
	c.Header("Cache-Control", "no-store")
	s.render(c, "console.html", consolePolicy, page)
}

func (s *server) consolePage(c *gin.Context) (consolePage, error) {
	ctx := c.Request.Context()
	page := consolePage{Assets: static().base(), Uploads: s.Uploads != nil}
	var err error
	if page.Status, err = s.Corpus.Status(ctx); err != nil {
		return page, err
	}
	regions, err := s.Corpus.Regions(ctx)
	if err != nil {
		return page, err
	}
	for _, r := range regions {
		page.Regions = append(page.Regions, r.Name)
	}
	list, next, err := s.Corpus.Notices(ctx, consolePageSize, c.Query("cursor"))
	if err != nil {
		return page, err
	}
	page.Next = next
	for _, n := range list {
		page.Notices = append(page.Notices, understood{Source: chat.SourceOf(n, s.day("")), Missing: missing(n), Notes: n.Notes})
	}
	return page, nil
}

// missing names what a clerk should look at: what the notice did not say, or what was not understood.
func missing(n retrieval.Notice) []string {
	var all []string
	for _, f := range []struct {
		name  string
		found bool
	}{
		{"标题", n.Title != ""}, {"发文字号", n.Number != ""}, {"发布机构", n.Issuer != ""}, {"适用地区", !n.Region.IsZero()},
		{"日期", n.Issued != "" || n.Published != "" || n.Effective != ""},
	} {
		if !f.found {
			all = append(all, f.name)
		}
	}
	return all
}
