package web

import (
	"context"
	"fmt"
	"time"

	"github.com/gin-gonic/gin"

	"wence/retrieval"
)

const (
	plottedDays = 28
	weekDays    = 7
	mostAsked   = 500 // questions without a good answer that are grouped at once, the newest: a second or two of the encoder
	topGroups   = 5   // on the overview
)

// overviewPage fills console.html.
type overviewPage struct {
	consoleHead
	Status  retrieval.Status
	Proxy   string // what is wrong with the proxy, and what helps; "" = nothing is known
	Noted   bool   // questions are noted
	Week    week
	Before  week // the week before it
	Any     bool // something was asked on the plotted days
	Lines   picture
	Bars    picture
	Legend  []askedStatus
	Days    []dayCount // newest first
	Changes changes
	Groups  []unmetGroup
	Unmet   int // groups in all
}

// getOverview is the console's first page.
func (s *server) getOverview(c *gin.Context) {
	status, err := s.Corpus.Status(c.Request.Context())
	if err != nil {
		s.problem(c, err)
		return
	}
	page, err := s.overviews.get(c.Request.Context(), fmt.Sprint(status.Version, s.day("")), s.overview)
	if err != nil {
		s.problem(c, err)
		return
	}
	if hint := s.proxyHint.Load(); hint != nil {
		page.Proxy = *hint
	}
	s.render(c, "console.html", consolePolicy, page)
}

func (s *server) overview(ctx context.Context) (overviewPage, error) {
	page := overviewPage{consoleHead: head("overview"), Noted: s.Asked != nil, Legend: askedStatuses}
	var err error
	if page.Status, err = s.Corpus.Status(ctx); err != nil {
		return page, err
	}
	if page.Changes, err = s.changesSince(ctx, s.midnight(weekDays)); err != nil || !page.Noted {
		return page, err
	}
	if err := s.countDays(ctx, &page); err != nil {
		return page, err
	}
	groups, err := s.unmetGroups(ctx, s.midnight(plottedDays-1))
	if err != nil {
		return page, err
	}
	page.Changes.Groups = begunSince(groups, s.midnight(weekDays-1))
	page.Unmet, page.Groups = len(groups), groups[:min(topGroups, len(groups))]
	return page, nil
}

// midnight is the first moment of the day that many days before today, where the server is.
func (s *server) midnight(daysAgo int) time.Time {
	now := s.Now()
	return time.Date(now.Year(), now.Month(), now.Day()-daysAgo, 0, 0, 0, 0, now.Location())
}
