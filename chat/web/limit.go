package web

import (
	"math"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/httprate"

	"wence/chat/web/key"
)

// Requests a minute that are let through where the options say nothing: of one address, which may be a whole school
// behind one router; pages of one address; and requests of one site or key.
const (
	standardPerAddress = 60
	standardPerPage    = 300
	standardPerSite    = 600
	standardPerKey     = 600
)

// A limiter holds back whoever asks too often in a minute. The zero value lets all through.
type limiter struct {
	perMinute int
	rate      *httprate.RateLimiter
}

// newLimiter lets perMinute requests a minute through, the standard for 0, all when it is negative.
func newLimiter(perMinute, standard int) limiter {
	if perMinute == 0 {
		perMinute = standard
	}
	if perMinute < 0 {
		return limiter{}
	}
	return limiter{perMinute, httprate.NewRateLimiter(perMinute, time.Minute)}
}

// upTo is the same limiter for those who may ask n times a minute.
func (l limiter) upTo(n int) limiter {
	l.perMinute = n
	return l
}

// takes counts a request under the key. When it is one too many it says so in the headers and reports false.
func (l limiter) takes(c *gin.Context, key string) bool {
	if l.rate == nil || !l.rate.OnLimit(c.Writer, c.Request.WithContext(httprate.WithRequestLimit(c.Request.Context(), l.perMinute)), key) {
		return true
	}
	// The window slides: a place comes free soon after its end, not at it.
	reset, _ := strconv.ParseInt(c.Writer.Header().Get("X-RateLimit-Reset"), 10, 64)
	l.hold(c, time.Until(time.Unix(reset, 0)))
	return false
}

// spent reports that the next request under the key would be one too many, and says so in the headers. It counts none.
func (l limiter) spent(c *gin.Context, key string) bool {
	if l.rate == nil {
		return false
	}
	_, rate, err := l.rate.Status(key)
	if err == nil && math.Round(rate) < float64(l.perMinute) {
		return false
	}
	l.hold(c, time.Minute)
	return true
}

// hold says when to come again: a little after the wait.
func (l limiter) hold(c *gin.Context, wait time.Duration) {
	seconds := wait.Seconds() + 60/float64(l.perMinute)
	c.Writer.Header().Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(seconds)))))
}

// limited holds back addresses, sites and keys that ask too often. A token or key that is shown must be good.
func (s *server) limited(c *gin.Context) {
	if s.showsKey(c) {
		s.admit(c, key.Ask)
		return
	}
	if s.addressLimited(c); c.IsAborted() {
		return
	}
	site, err := s.siteAsking(c)
	if err == nil && site != "" && !s.perSite.takes(c, site) {
		err = errTooMany
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	c.Next()
}

// addressLimited holds back addresses that ask too often.
func (s *server) addressLimited(c *gin.Context) {
	if !s.local(c) && !s.perAddress.takes(c, address(c)) {
		s.problem(c, errTooMany)
	}
}
