package web

import (
	"github.com/gin-gonic/gin"
	"github.com/go-chi/httprate"
)

// wrongKeys is how many wrong keys of one address are looked at in a minute, wherever they are shown.
const wrongKeys = 10

// address is where a request comes from, as limits count it: an IPv6 address by its first 64 bits, for a household or
// a rented server has all of the others.
func address(c *gin.Context) string { return httprate.CanonicalizeIP(c.ClientIP()) }

// tryKey has a key checked that a request shows, of whatever kind. Wrong ones are logged and counted by address; at one
// that has shown too many no key is looked at for a while, and the right one is as good as any. Programs on this machine
// are no exception. The error is errKey, errTooMany or that of the check.
func (s *server) tryKey(c *gin.Context, isRight func() (bool, error)) error {
	from := address(c)
	if s.attempts.spent(c, from) {
		return errTooMany
	}
	right, err := isRight()
	if err != nil || right {
		return err
	}
	s.Log.WarnContext(c, "wrong key", "request_id", requestID(c), "route", c.FullPath(), "address", from)
	if !s.attempts.takes(c, from) {
		return errTooMany // others came between
	}
	return errKey
}
