package web

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"wence/retrieval"
)

// About is what the service's own page says of who runs it and how.
type About struct {
	Operator string // who answers for the service; "" = not stated
	Contact  string // where to object or complain: words, a telephone number or an address
	Model    string // the chat model with its 备案号; "" = answers are quotations alone
	Keep     int    // days that questions are kept; 0 = none is
}

// aboutPage fills about.html.
type aboutPage struct {
	About
	Assets        string
	Notices       int
	Passages      int
	Regions       int
	Noted         bool // questions are counted
	Week          week
	Days          int
	Typical, Slow string // time of the answers of this server: of half of them, of 95 in 100; "" = none was given yet
}

// getAbout says what the service is and runs on, with figures as they stand.
func (s *server) getAbout(c *gin.Context) {
	ctx := c.Request.Context()
	status, err := s.Corpus.Status(ctx)
	var regions []retrieval.Region
	if err == nil {
		regions, err = s.Corpus.Regions(ctx)
	}
	page := aboutPage{About: s.About, Assets: static().base(), Notices: status.Notices, Passages: status.Passages, Regions: len(regions), Days: plottedDays}
	if err == nil && s.Asked != nil {
		page.Noted = true
		var counts []retrieval.AskedCount
		counts, err = s.Asked.AskedDays(ctx, s.midnight(plottedDays-1), s.midnight(-1))
		for _, n := range counts {
			page.Week.add(n)
		}
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	page.Typical, page.Slow = s.paces.shares()
	s.render(c, "about.html", plainPolicy+"'self'", page)
}

// pacesKept is how many answers the times are of.
const pacesKept = 1000

// paces are the times of the last answers. The zero value is ready for use.
type paces struct {
	mu   sync.Mutex
	last []time.Duration
	next int
}

func (p *paces) add(took time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.last) < pacesKept {
		p.last = append(p.last, took)
		return
	}
	p.last[p.next] = took
	p.next = (p.next + 1) % pacesKept
}

// shares are the times that half of the answers, and 95 in 100, did not exceed.
func (p *paces) shares() (half, most string) {
	p.mu.Lock()
	sorted := slices.Sorted(slices.Values(p.last))
	p.mu.Unlock()
	if len(sorted) == 0 {
		return "", ""
	}
	at := func(percent int) string {
		return fmt.Sprintf("%.2f 秒", sorted[(len(sorted)-1)*percent/100].Seconds())
	}
	return at(50), at(95)
}
