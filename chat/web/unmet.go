package web

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat/web/group"
	"wence/retrieval"
)

// unmetPage fills console-questions.html.
type unmetPage struct {
	consoleHead
	Noted  bool // questions are noted
	Days   int
	Spans  []int // to choose from
	Groups []unmetGroup
	Total  int // questions in all groups
}

// An unmetGroup is a group of questions without a good answer.
type unmetGroup struct {
	group.Group
	Tallies []tally
	Regions []string
}

// A tally counts the questions of a group that had one fate.
type tally struct {
	Class, Word string
	N           int
}

// getUnmet lists the questions without a good answer.
func (s *server) getUnmet(c *gin.Context) {
	page := unmetPage{consoleHead: head("questions"), Noted: s.Asked != nil, Days: plottedDays, Spans: []int{weekDays, plottedDays, 90}}
	if days, err := strconv.Atoi(c.Query("days")); err == nil && slices.Contains(page.Spans, days) {
		page.Days = days
	}
	if page.Noted {
		var err error
		if page.Groups, err = s.unmetGroups(c.Request.Context(), s.midnight(page.Days-1)); err != nil {
			s.problem(c, err)
			return
		}
	}
	for _, g := range page.Groups {
		page.Total += len(g.Asked)
	}
	s.render(c, "console-questions.html", consolePolicy, page)
}

// unmetGroups are the questions since a time that had no good answer, in groups.
func (s *server) unmetGroups(ctx context.Context, since time.Time) ([]unmetGroup, error) {
	return s.unmet.get(ctx, since.String(), func(ctx context.Context) ([]unmetGroup, error) { return s.groupUnmet(ctx, since) })
}

func (s *server) groupUnmet(ctx context.Context, since time.Time) ([]unmetGroup, error) {
	asked, err := s.Asked.Asked(ctx, retrieval.AskedQuery{Since: since, Poor: true, Limit: mostAsked})
	if err != nil {
		return nil, err
	}
	groups, err := s.Grouper.Groups(ctx, group.Unmet(asked))
	if err != nil {
		return nil, err
	}
	all := make([]unmetGroup, len(groups))
	for i, g := range groups {
		all[i] = newUnmetGroup(g)
	}
	return all, nil
}

func newUnmetGroup(g group.Group) unmetGroup {
	u := unmetGroup{Group: g}
	for _, status := range askedStatuses {
		u.count(tally{Class: status.Status, Word: status.Word}, func(a retrieval.Asked) bool { return a.Status == status.Status })
	}
	u.count(tally{Class: "down", Word: "评价不好"}, func(a retrieval.Asked) bool { return a.Rating.Down })
	for _, a := range g.Asked {
		if a.Region != "" && !slices.Contains(u.Regions, a.Region) {
			u.Regions = append(u.Regions, a.Region)
		}
	}
	return u
}

// count adds a tally, unless nothing is to count.
func (u *unmetGroup) count(t tally, is func(retrieval.Asked) bool) {
	for _, a := range u.Asked {
		if is(a) {
			t.N++
		}
	}
	if t.N > 0 {
		u.Tallies = append(u.Tallies, t)
	}
}

// Newest is the question that was asked last.
func (u unmetGroup) Newest() retrieval.Asked { return u.Asked[0] }

// Oldest is the question that was asked first.
func (u unmetGroup) Oldest() retrieval.Asked { return u.Asked[len(u.Asked)-1] }

// againLink is the address of the page to ask on, with the question filled in.
func againLink(a retrieval.Asked) string {
	q := url.Values{"question": {a.Question}}
	if a.Region != "" {
		q.Set("region", a.Region)
	}
	return "/?" + q.Encode()
}

// reasonWord says in a word why an answer was rated badly, as the widget does.
func reasonWord(reason string) string {
	return map[string]string{"wrong": "说错了", "incomplete": "不完整", "outdated": "文件过时", "missed": "答非所问", "other": "其他"}[reason]
}
