package web

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"wence/chat/cited"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// stockPage fills console-notices.html: the stored notices with what was understood of each, and the uploads.
type stockPage struct {
	consoleHead
	Uploads bool // files can be uploaded
	Status  retrieval.Status
	Regions []string
	Notices []understood
	Filter  stockFilter
	States  []retrieval.State
	Edit    bool // notices can be changed
	Next    string
}

// understood is a stored notice with what was read of it, and what was not.
type understood struct {
	cited.Notice
	Withdrawn retrieval.Date
	Amended   bool     // something is corrected by hand
	Missing   []string // in the words of the console
	Notes     []string
}

const stockPageSize = 50

// getStock lists the stored notices.
func (s *server) getStock(c *gin.Context) {
	page, err := s.stockPage(c)
	if err != nil {
		s.problem(c, err)
		return
	}
	s.render(c, "console-notices.html", consolePolicy, page)
}

func (s *server) stockPage(c *gin.Context) (stockPage, error) {
	ctx := c.Request.Context()
	page := stockPage{consoleHead: head("notices"), Uploads: s.Uploads != nil, Filter: stockFilterOf(c.Request.URL.Query()), States: states, Edit: s.Editor != nil}
	var err error
	if page.Status, err = s.Corpus.Status(ctx); err != nil {
		return page, err
	}
	if page.Regions, err = s.regionNames(ctx); err != nil {
		return page, err
	}
	list, next, err := filtered(ctx, s.listing(), c.Query("cursor"), page.Filter.on(s.day("")))
	if err != nil {
		return page, err
	}
	for _, n := range list {
		page.Notices = append(page.Notices, understood{
			Notice: cited.NoticeOf(n, s.day("")), Withdrawn: n.Withdrawn, Amended: !n.Amended.IsZero(), Missing: missing(n), Notes: n.Notes,
		})
	}
	if next != "" {
		page.Next = "/admin/notices?" + page.Filter.with(next)
	}
	return page, nil
}

// regionNames are the names of the places that stored notices apply to, to choose from.
func (s *server) regionNames(ctx context.Context) ([]string, error) {
	regions, err := s.Corpus.Regions(ctx)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(regions))
	for i, r := range regions {
		names[i] = r.Name
	}
	return names, nil
}

// withdrawn is what the console calls a notice that was taken away, beside the states of validity.
const withdrawn retrieval.State = "withdrawn"

// states are all states of validity, in the order to offer them.
var states = []retrieval.State{retrieval.InForce, retrieval.NotYet, retrieval.Ended, retrieval.Repealed, retrieval.Replaced, retrieval.Unknown, withdrawn}

// A stockFilter says which notices a clerk looks for.
type stockFilter struct {
	Text  string          // words that stand in title, number, issuer, place or file name; "" = all
	State retrieval.State // of validity; "" = all
	Check bool            // only those of which something was not read, or only in part
}

func stockFilterOf(q url.Values) stockFilter {
	return stockFilter{Text: shortened(q.Get("q")), State: retrieval.State(q.Get("state")), Check: q.Get("check") != ""}
}

// with is the filter as a query, from a cursor on.
func (f stockFilter) with(cursor string) string {
	q := url.Values{"cursor": {cursor}}
	for name, value := range map[string]string{"q": f.Text, "state": string(f.State)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if f.Check {
		q.Set("check", "1")
	}
	return q.Encode()
}

// Set reports that the filter leaves anything out.
func (f stockFilter) Set() bool { return f != stockFilter{} }

// on is the filter's verdict on notices on a day.
func (f stockFilter) on(day retrieval.Date) func(retrieval.Notice) bool {
	words := strings.Fields(strings.ToLower(f.Text))
	for i, w := range words {
		words[i] = zh.Fold(w)
	}
	return func(n retrieval.Notice) bool {
		state := n.ValidityAt(day).State
		if n.Withdrawn != "" {
			state = withdrawn
		}
		if f.State != "" && state != f.State || f.Check && len(missing(n)) == 0 && len(n.Notes) == 0 {
			return false
		}
		parts := []string{n.Title, n.Number, n.Issuer, fullName(n.Region), n.Source}
		searched := strings.ToLower(zh.Fold(strings.Join(parts, "\n")))
		return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(searched, word) })
	}
}

// A listing lists notices page by page.
type listing = func(ctx context.Context, limit int, cursor string) ([]retrieval.Notice, string, error)

// filtered lists notices that pass the filter from a cursor on, a page full or a little more.
func filtered(ctx context.Context, list listing, cursor string, passes func(retrieval.Notice) bool) ([]retrieval.Notice, string, error) {
	var found []retrieval.Notice
	for {
		page, next, err := list(ctx, stockPageSize, cursor)
		if err != nil {
			return nil, "", err
		}
		for _, n := range page {
			if passes(n) {
				found = append(found, n)
			}
		}
		if next == "" || len(found) >= stockPageSize {
			return found, next, nil
		}
		cursor = next
	}
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
