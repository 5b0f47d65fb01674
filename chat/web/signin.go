package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat/web/key"
	"wence/retrieval"
)

const (
	consoleCookie = "wence_console"
	consoleLife   = 8 * time.Hour // a working day
)

// checkKey refuses what is not the key of the console, in a time that tells nothing of it.
func (s *server) checkKey(c *gin.Context, given string) error {
	return s.tryKey(c, func() (bool, error) {
		a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(s.AdminKey))
		return subtle.ConstantTimeCompare(a[:], b[:]) == 1, nil
	})
}

// hasCookie reports a request of a browser that has signed in.
func (s *server) hasCookie(c *gin.Context) bool {
	_, err := s.visitor(c)
	return err == nil
}

// isOwn reports that no page of another origin sends the request. A neighbouring site shares the cookie's site, so the
// cookie alone does not keep it out.
func isOwn(c *gin.Context) bool {
	origin := c.GetHeader("Origin")
	return origin == "" || ownOrigin(c, origin)
}

// signedIn lets in programs that show the key, and the console's own pages.
func (s *server) signedIn(c *gin.Context) {
	var err error
	switch {
	case s.showsKey(c):
		s.admit(c, key.Admin)
		return
	case bearer(c) != "":
		err = s.checkKey(c, bearer(c))
		c.Set(whoKey, operator)
	case !isOwn(c):
		err = errOrigin
	default:
		var session retrieval.Session
		session, err = s.visitor(c)
		c.Set(whoKey, session.Name)
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	c.Next()
}

// clerk lets in people who have signed in, and shows the others the page to do so.
func (s *server) clerk(c *gin.Context) {
	if !isOwn(c) {
		s.problem(c, errOrigin)
		return
	}
	session, err := s.visitor(c)
	switch {
	case errors.Is(err, errKey):
		status, next := http.StatusOK, c.Request.URL.RequestURI()
		if c.Request.Method != http.MethodGet { // what was sent is lost: it must not look like success
			status, next = http.StatusUnauthorized, "/admin"
		}
		s.renderSignIn(c, status, signInPage{Next: next})
		c.Abort()
		return
	case err != nil:
		s.problem(c, err)
		return
	}
	c.Set(whoKey, session.Name)
	c.Header("Cache-Control", "no-store")
	c.Next()
}

// signInPage fills signin.html.
type signInPage struct {
	Assets string
	Wrong  bool   // the key was
	Next   string // where to go then
}

// postSignIn gives a cookie for the key.
func (s *server) postSignIn(c *gin.Context) {
	if !isOwn(c) {
		s.problem(c, errOrigin)
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
	name, openedBy, err := s.opener(c, c.PostForm("key"))
	if errors.Is(err, errKey) || errors.Is(err, errProgramKey) {
		s.renderSignIn(c, http.StatusForbidden, signInPage{Wrong: true, Next: c.PostForm("next")})
		return
	}
	var token string
	if err == nil {
		token, err = s.visit(c.Request.Context(), name, openedBy)
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	s.setCookie(c, token, int(consoleLife.Seconds()))
	c.Redirect(http.StatusSeeOther, consolePath(c.PostForm("next")))
}

// consolePath is an address of the console, /admin for any other.
func consolePath(path string) string {
	if rest, ok := strings.CutPrefix(path, "/admin"); ok && (rest == "" || rest[0] == '/' || rest[0] == '?') && !strings.Contains(path, `\`) {
		return path
	}
	return "/admin"
}

// postSignOut ends the session, wherever its cookie is, and takes the cookie back.
func (s *server) postSignOut(c *gin.Context) {
	var err error
	if !isOwn(c) {
		err = errOrigin
	} else if token, none := c.Cookie(consoleCookie); none == nil {
		err = s.Sessions.EndSession(c.Request.Context(), sessionID(token))
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	s.setCookie(c, "", -1)
	c.Redirect(http.StatusSeeOther, "/admin")
}

func (s *server) setCookie(c *gin.Context, value string, seconds int) {
	http.SetCookie(c.Writer, &http.Cookie{
		Name: consoleCookie, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: c.Request.TLS != nil || c.GetHeader("X-Forwarded-Proto") == "https",
	})
}

func (s *server) renderSignIn(c *gin.Context, status int, page signInPage) {
	page.Assets, page.Next = static().base(), consolePath(page.Next)
	c.Header("Cache-Control", "no-store")
	c.Status(status)
	s.render(c, "signin.html", consolePolicy, page)
}
