package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/cited"
	"wence/retrieval"
)

// Limits of a listing of facts.
const (
	standardFacts = 50
	mostFacts     = 500
	mostFactsCSV  = 10000 // a table to download comes in one piece
)

// A ruling is one fact as the API gives it.
type ruling struct {
	Kind      retrieval.FactKind `json:"kind"`
	Who       string             `json:"who"`
	Figure    string             `json:"figure"` // in canonical form
	Words     string             `json:"words"`  // as published
	Low       float64            `json:"low"`
	High      float64            `json:"high"`
	Unit      string             `json:"unit"`
	Per       string             `json:"per"`
	Condition string             `json:"condition"`
	From      retrieval.Date     `json:"from"`
	Until     retrieval.Date     `json:"until"`
	Quote     string             `json:"quote"`
	Link      string             `json:"link"`
	Notice    cited.Notice       `json:"notice"`
}

func rulings(facts []retrieval.Fact, day retrieval.Date) []ruling {
	all := make([]ruling, len(facts))
	for i, f := range facts {
		all[i] = ruling{
			Kind: f.Kind, Who: f.Who, Figure: f.Figure, Words: f.Words, Low: f.Low, High: f.High, Unit: f.Unit, Per: f.Per,
			Condition: f.Condition, From: f.Period.From, Until: f.Period.Until, Quote: f.Quote, Link: factLink(f),
			Notice: cited.NoticeOf(*f.Notice, day),
		}
	}
	return all
}

// factLink is the address of the passage that states a fact.
func factLink(f retrieval.Fact) string {
	return cited.Link(retrieval.Passage{NoticeID: f.Notice.ID, Seq: f.Seq})
}

// factQuery reads the filters of a request. A place stands for itself and all above it, whose rules apply there.
func (s *server) factQuery(c *gin.Context) (retrieval.FactQuery, error) {
	q := retrieval.FactQuery{
		NoticeID: c.Query("notice"), Kind: retrieval.FactKind(c.Query("kind")), Text: c.Query("q"), AsOf: retrieval.Date(c.Query("as_of")), Cursor: c.Query("cursor"),
	}
	if q.Kind != "" && !slices.Contains(retrieval.FactKinds(), q.Kind) {
		return q, &chat.FieldError{Pointer: "/kind", Detail: "kind应为subsidy、quota、deadline、requirement或target"}
	}
	if utf8.RuneCountInString(q.Text) > longestSearch {
		return q, &chat.FieldError{Pointer: "/q", Detail: fmt.Sprintf("查找的字词不能超过%d字", longestSearch)}
	}
	if q.AsOf != "" {
		if _, err := retrieval.ParseDate(string(q.AsOf)); err != nil {
			return q, &chat.FieldError{Pointer: "/as_of", Detail: "日期应写作YYYY-MM-DD,如2024-09-01"}
		}
	}
	var err error
	q.Regions, err = s.Answers.RegionsAt(c.Request.Context(), c.Query("region"))
	return q, err
}

// getFacts lists facts as JSON, or as CSV where the caller prefers it.
func (s *server) getFacts(c *gin.Context) {
	c.Header("Vary", "Accept")
	if c.NegotiateFormat(gin.MIMEJSON, "text/csv") == "text/csv" {
		s.getFactsCSV(c)
		return
	}
	q, err := s.factQuery(c)
	if err == nil {
		q.Limit, err = limitOf(c, standardFacts, mostFacts)
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	list, next, err := s.Corpus.Facts(c.Request.Context(), q)
	if err != nil {
		s.problem(c, err)
		return
	}
	var cursor *string
	if next != "" {
		cursor = &next
		c.Header("Link", nextLink(c.Request.URL, next))
	}
	c.JSON(http.StatusOK, gin.H{"data": rulings(list, s.day(q.AsOf)), "next_cursor": cursor})
}

// nextLink is the Link header of a listing that goes on.
func nextLink(at *url.URL, cursor string) string {
	next := at.Query()
	next.Set("cursor", cursor)
	return fmt.Sprintf(`<%s?%s>; rel="next"`, at.Path, next.Encode())
}

// getFactsCSV gives the facts as a table to download.
func (s *server) getFactsCSV(c *gin.Context) {
	q, err := s.factQuery(c)
	limit := 0
	if err == nil {
		limit, err = limitOf(c, mostFactsCSV, mostFactsCSV)
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	list, next, err := allFacts(c.Request.Context(), s.Corpus, q, limit)
	if err != nil {
		s.problem(c, err)
		return
	}
	if next != "" {
		c.Header("Link", nextLink(c.Request.URL, next))
	}
	c.Header("Content-Type", "text/csv; charset=utf-8; header=present")
	c.Header("Content-Disposition", `attachment; filename="facts.csv"`)
	if err := WriteFacts(c.Writer, list, s.day(q.AsOf)); err != nil {
		s.Log.WarnContext(c, "table of facts not sent whole", "error", err)
	}
}

// allFacts reads a listing page by page, at most limit facts.
func allFacts(ctx context.Context, corpus Corpus, q retrieval.FactQuery, limit int) (all []retrieval.Fact, next string, err error) {
	for {
		q.Limit = min(mostFacts, limit-len(all))
		list, next, err := corpus.Facts(ctx, q)
		if err != nil {
			return nil, "", err
		}
		all = append(all, list...)
		if next == "" || len(all) >= limit {
			return all, next, nil
		}
		q.Cursor = next
	}
}

// getFactList lists facts for people, with a form to filter them.
func (s *server) getFactList(c *gin.Context) {
	s.renderFacts(c, factsPage{Path: "/facts"}, plainPolicy+"'self'")
}

// getConsoleFacts is the same list in the console.
func (s *server) getConsoleFacts(c *gin.Context) {
	s.renderFacts(c, factsPage{Path: "/admin/facts", consoleHead: consoleHead{Here: "facts"}}, consolePolicy)
}

func (s *server) renderFacts(c *gin.Context, page factsPage, policy string) {
	page.Assets, page.Today, page.Query, page.Kinds = static().base(), s.day(""), c.Request.URL.Query(), retrieval.FactKinds()
	q, err := s.factQuery(c)
	if err == nil {
		q.Limit = standardFacts
		var list []retrieval.Fact
		if list, page.Next, err = s.Corpus.Facts(c.Request.Context(), q); err == nil {
			page.Facts = rulings(list, s.day(q.AsOf))
		}
	}
	if err != nil {
		p := problemOf(err)
		if p.Status >= http.StatusInternalServerError {
			s.problem(c, err)
			return
		}
		page.Problem = p.Title
		if p.Detail != "" {
			page.Problem = p.Detail
		}
	}
	if page.Regions, err = s.Corpus.Regions(c.Request.Context()); err != nil {
		s.problem(c, err)
		return
	}
	s.render(c, "facts.html", policy, page)
}

// factsPage fills facts.html.
type factsPage struct {
	consoleHead
	Path    string // of this page
	Today   retrieval.Date
	Query   url.Values // as asked, to fill the form again
	Kinds   []retrieval.FactKind
	Regions []retrieval.Region
	Facts   []ruling
	Next    string
	Problem string // why nothing is listed
}

// Asked is a filter as it was asked.
func (p factsPage) Asked(name string) string { return p.Query.Get(name) }

// Table is the address of the same facts as a table.
func (p factsPage) Table() string { return "/facts.csv?" + p.with("cursor", "") }

// More is the address of the next page.
func (p factsPage) More() string { return p.Path + "?" + p.with("cursor", p.Next) }

// Filtered reports that something was asked for.
func (p factsPage) Filtered() bool { return p.with("cursor", "") != "" }

// Everywhere is the address of the same facts of all notices.
func (p factsPage) Everywhere() string { return p.Path + "?" + p.with("notice", "") }

// with is the query with one value changed; "" takes it out.
func (p factsPage) with(name, value string) string {
	changed := url.Values{}
	for key, values := range p.Query {
		if key != name && len(values) > 0 && values[0] != "" {
			changed.Set(key, values[0])
		}
	}
	if value != "" {
		changed.Set(name, value)
	}
	return changed.Encode()
}
