package web

import (
	"context"
	"net/http"
	"runtime"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat/admission"
)

// Bounds of what is asked of pages.
const (
	longestQuery  = 8 << 10 // bytes of an address behind its question mark
	longestSearch = 100     // characters of the words that notices and facts are looked through for
	pageTime      = 10 * time.Second
)

// bounded refuses addresses that are longer than any of ours.
func (s *server) bounded(c *gin.Context) {
	if len(c.Request.URL.RawQuery) > longestQuery {
		s.problem(c, errQuery)
	}
}

// shortened are the words to look for, no more than is looked for.
func shortened(words string) string {
	return strings.TrimSpace(string([]rune(words)[:min(longestSearch, len([]rune(words)))]))
}

// pageDoor bounds the pages that are made at a time: they keep the processors busy, and questions need them too.
func pageDoor() admission.DoorOptions {
	n := runtime.GOMAXPROCS(0)
	return admission.DoorOptions{Work: n, Queue: 16 * n, Wait: 3 * time.Second}
}

// costly guards pages that take some work: an address gets so many a minute, so many are made at a time, and each in so
// much time.
func (s *server) costly(c *gin.Context) {
	if !s.local(c) && !s.perPage.takes(c, address(c)) {
		s.problem(c, errTooMany)
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), pageTime)
	defer cancel()
	leave, err := s.pages.Enter(ctx)
	if err != nil {
		s.problem(c, err)
		return
	}
	defer leave()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}

// isShown reports an answer that shows a page.
func isShown(status int) bool { return status == http.StatusOK || status == http.StatusGone }
