package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/gin-gonic/gin"
)

// originalPolicy lets a browser do nothing with a file but keep it: it comes from elsewhere and may hold a page.
const originalPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'"

// getOriginal sends the file that a notice was read from. That of a withdrawn notice is for clerks.
func (s *server) getOriginal(c *gin.Context) {
	ctx := c.Request.Context()
	n, err := s.Corpus.Notice(ctx, c.Param("id"))
	if err == nil && n.Withdrawn != "" && !s.hasCookie(c) {
		err = errWithdrawn
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	file, err := s.Corpus.Original(ctx, n.ID)
	if err != nil {
		s.problem(c, err)
		return
	}
	leave, err := s.downloads.enter(ctx, address(c))
	if err != nil {
		s.problem(c, err)
		return
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, patience+time.Duration(file.Size/slowest)*time.Second)
	defer cancel()
	h := c.Writer.Header()
	h.Set("Content-Type", file.Type)
	if file.Type == "" {
		h.Set("Content-Type", "application/octet-stream")
	}
	h.Set("Content-Disposition", attachment(file.Name))
	h.Set("Content-Security-Policy", originalPolicy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", `"`+n.SHA256+`"`)
	out := hurried{c.Writer, http.NewResponseController(c.Writer), s.downloads.chunk}
	defer out.relax()
	http.ServeContent(out, c.Request, "", time.Time{}, file.Open(ctx))
}

// attachment is a Content-Disposition by which browsers keep a file under its name (RFC 6266, RFC 5987), with one in
// ASCII for those that know no other.
func attachment(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	plain := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || strings.ContainsRune("%;", r) {
			return '_'
		}
		return r
	}, name)
	if strings.Trim(strings.TrimSuffix(plain, path.Ext(plain)), "_ ") == "" {
		plain = "notice" + path.Ext(plain)
	}
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, plain, strings.ReplaceAll(url.QueryEscape(name), "+", "%20"))
}

// fileSize says a size as people do, "" for none.
func fileSize(bytes int64) string {
	switch {
	case bytes <= 0:
		return ""
	case bytes < 1000:
		return fmt.Sprintf("%d字节", bytes)
	case bytes < 1<<20:
		return fmt.Sprintf("%.1f KB", float64(bytes)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
}
